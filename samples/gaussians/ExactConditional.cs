using System;
using MiDsl.Torch;
using TorchSharp;
using static TorchSharp.torch;

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

    public void Step(Tensor x, Tensor y)
    {
        using DisposeScope scope = NewDisposeScope();

        // Row j: log p(y_j|x_i) for all i, up to a constant that cancels.
        Tensor scores = (y.unsqueeze(1) - (rho * x.unsqueeze(0))).square().sum(-1L) / (-2 * (1 - (rho * rho)));
        Tensor marginal = LogMeanExp.OfRows(leaveOneOut ? InBatch.RowNegatives(scores) : scores);
        LastBatchValue = (InBatch.Positives(scores) - marginal).mean().ToDouble();
    }

    public void Dispose()
    {
    }
}
