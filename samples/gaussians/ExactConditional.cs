using System;
using MiDsl;
#if TORCH
using TorchSharp;
#endif

namespace Gaussians;

/// <summary>
/// Nothing to learn: the exact log p(y|x) scores the pairs of a batch. With the positive among the K of the denominator that is
/// InfoNCE, at most the information; with the K - 1 others alone it is the leave-one-out bound, at least the information.
/// Poole et al. 2019 (1905.06922), equations 12 and 13.
/// </summary>
internal sealed class ExactConditional(bool leaveOneOut) : ICritic
{
    private double rho;

    public long Seed { get; set; }

    public double LastBatchValue { get; private set; }

    public void Enter(double nats) => rho = Staircase.Correlation(nats);

    public void StepOn(float[] x, float[] y) => Step(x, y);

    public void Step(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        int n = x.Length / Staircase.Dim;
        double sum = 0;
        Span<double> scores = stackalloc double[n];
        for (int j = 0; j < n; j++)
        {
            // log p(y_j|x_i) for all i, up to a constant that cancels; its own last.
            for (int i = 0; i < n; i++)
            {
                double squares = 0;
                for (int k = 0; k < Staircase.Dim; k++)
                {
                    double rest = y[(j * Staircase.Dim) + k] - (rho * x[(i * Staircase.Dim) + k]);
                    squares += rest * rest;
                }

                scores[i] = squares / (-2 * (1 - (rho * rho)));
            }

            (scores[j], scores[^1]) = (scores[^1], scores[j]);
            sum += scores[^1] - LogSpace.LogMeanExp(leaveOneOut ? scores[..^1] : scores);
        }

        LastBatchValue = sum / n;
    }

#if TORCH
    void ICritic.Step(torch.Tensor x, torch.Tensor y) => Step(x.data<float>().ToArray(), y.data<float>().ToArray());
#endif

    public void Dispose()
    {
    }
}
