using System;

namespace MiDsl.Cpu;

/// <summary>
/// The learned density v(y|x): Gaussians with diagonal covariance, whose parameters a network gives for each row. One Gaussian: the means,
/// then the log scales; K of them: K log shares, the means, then the log scales. Log scales are kept smoothly within +-7: a column that x
/// determines must not end in an infinite density.
/// </summary>
public sealed class DiagonalGaussians
{
    private const double HalfLogTwoPi = 0.91893853320467274;
    private const double MaxLogScale = 7;

    private readonly int dim;
    private readonly int components;

    // Of the row at hand: what its parameters say, component after component.
    private readonly double[] means;
    private readonly double[] inverse;
    private readonly double[] tangents;
    private readonly double[] logWeights;
    private readonly double[] logShares;
    private readonly double[] logTerms;

    /// <summary>Room for the parameters of a row.</summary>
    /// <param name="dim">dy.</param>
    /// <param name="components">How many Gaussians.</param>
    public DiagonalGaussians(int dim, int components)
    {
        (this.dim, this.components) = (dim, components);
        (means, inverse, tangents) = (new double[dim * components], new double[dim * components], new double[dim * components]);
        (logWeights, logShares, logTerms) = (new double[components], new double[components], new double[components]);
    }

    /// <summary>Numbers of a row: 2 dy, or K (1 + 2 dy).</summary>
    public int Parameters => (components == 1 ? 0 : components) + (2 * components * dim);

    /// <summary>log v(y_j|x_i) for each score of row i, j the row of y that it is with.</summary>
    /// <param name="scores">Shaped; receives them.</param>
    /// <param name="parameters">[n, <see cref="Parameters"/>].</param>
    /// <param name="y">[m, dy].</param>
    public void Score(PairedScores scores, ReadOnlySpan<float> parameters, ReadOnlySpan<float> y)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Span<float> values = scores.Values;
        for (int i = 0, at = 0; i < scores.Rows; i++)
        {
            Take(parameters.Slice(i * Parameters, Parameters));
            for (int k = 0; k < scores.Columns; k++, at++)
            {
                values[at] = (float)LogDensity(y.Slice(scores.RowOfY(i, k) * dim, dim));
            }
        }
    }

    /// <summary>The gradient in the parameters, from the slopes of the scores.</summary>
    /// <param name="scores">With slopes.</param>
    /// <param name="parameters">As given to <see cref="Score"/>.</param>
    /// <param name="y">As given to <see cref="Score"/>.</param>
    /// <param name="gradient">Receives [n, <see cref="Parameters"/>].</param>
    public void Back(PairedScores scores, ReadOnlySpan<float> parameters, ReadOnlySpan<float> y, Span<float> gradient)
    {
        ArgumentNullException.ThrowIfNull(scores);
        gradient[..(scores.Rows * Parameters)].Clear();
        ReadOnlySpan<float> slopes = scores.Slopes;
        for (int i = 0, at = 0; i < scores.Rows; i++)
        {
            Take(parameters.Slice(i * Parameters, Parameters));
            for (int k = 0; k < scores.Columns; k++, at++)
            {
                if (slopes[at] != 0)
                {
                    AddSlopes(y.Slice(scores.RowOfY(i, k) * dim, dim), slopes[at], gradient.Slice(i * Parameters, Parameters));
                }
            }
        }
    }

    /// <summary>log v(y_i|x_i) and log r(y_i) of each row, r with parameters of its own.</summary>
    /// <param name="scores">Of two columns; receives them.</param>
    /// <param name="parameters">[n, <see cref="Parameters"/>].</param>
    /// <param name="marginal">[<see cref="Parameters"/>].</param>
    /// <param name="y">[n, dy].</param>
    public void ScoreBoth(PairedScores scores, ReadOnlySpan<float> parameters, ReadOnlySpan<float> marginal, ReadOnlySpan<float> y)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Span<float> values = scores.Values;
        for (int i = 0; i < scores.Rows; i++)
        {
            Take(parameters.Slice(i * Parameters, Parameters));
            values[2 * i] = (float)LogDensity(y.Slice(i * dim, dim));
        }

        Take(marginal);
        for (int i = 0; i < scores.Rows; i++)
        {
            values[(2 * i) + 1] = (float)LogDensity(y.Slice(i * dim, dim));
        }
    }

    /// <summary>The gradients in both parameters, from the slopes of the scores.</summary>
    /// <param name="scores">With slopes.</param>
    /// <param name="parameters">As given to <see cref="ScoreBoth"/>.</param>
    /// <param name="marginal">As given to <see cref="ScoreBoth"/>.</param>
    /// <param name="y">As given to <see cref="ScoreBoth"/>.</param>
    /// <param name="gradient">Receives [n, <see cref="Parameters"/>].</param>
    /// <param name="ofMarginal">Receives [<see cref="Parameters"/>].</param>
    public void BackBoth(
        PairedScores scores, ReadOnlySpan<float> parameters, ReadOnlySpan<float> marginal, ReadOnlySpan<float> y, Span<float> gradient, Span<float> ofMarginal)
    {
        ArgumentNullException.ThrowIfNull(scores);
        gradient[..(scores.Rows * Parameters)].Clear();
        ofMarginal.Clear();
        ReadOnlySpan<float> slopes = scores.Slopes;
        for (int i = 0; i < scores.Rows; i++)
        {
            Take(parameters.Slice(i * Parameters, Parameters));
            AddSlopes(y.Slice(i * dim, dim), slopes[2 * i], gradient.Slice(i * Parameters, Parameters));
        }

        Take(marginal);
        for (int i = 0; i < scores.Rows; i++)
        {
            AddSlopes(y.Slice(i * dim, dim), slopes[(2 * i) + 1], ofMarginal);
        }
    }

    // What does not depend on y, once a row.
    private void Take(ReadOnlySpan<float> parameters)
    {
        int shares = components == 1 ? 0 : components, all = components * dim;
        for (int c = 0; c < components; c++)
        {
            logShares[c] = shares == 0 ? 0 : parameters[c];
        }

        double logSum = shares == 0 ? 0 : LogSpace.LogSumExp(logShares);
        for (int c = 0; c < components; c++)
        {
            logShares[c] -= logSum;
            logWeights[c] = logShares[c] - (dim * HalfLogTwoPi);
        }

        for (int k = 0; k < all; k++)
        {
            means[k] = parameters[shares + k];
            tangents[k] = Math.Tanh(parameters[shares + all + k] / MaxLogScale);
            double logScale = MaxLogScale * tangents[k];
            inverse[k] = Math.Exp(-logScale);
            logWeights[k / dim] -= logScale;
        }
    }

    private double LogDensity(ReadOnlySpan<float> y)
    {
        for (int c = 0; c < components; c++)
        {
            double squares = 0;
            for (int j = 0, k = c * dim; j < dim; j++, k++)
            {
                double z = (y[j] - means[k]) * inverse[k];
                squares += z * z;
            }

            logTerms[c] = logWeights[c] - (0.5 * squares);
        }

        return components == 1 ? logTerms[0] : LogSpace.LogSumExp(logTerms);
    }

    private void AddSlopes(ReadOnlySpan<float> y, double slope, Span<float> gradient)
    {
        double logDensity = LogDensity(y);
        int shares = components == 1 ? 0 : components, all = components * dim;
        for (int c = 0; c < components; c++)
        {
            // The share of a component in the density of this y.
            double share = components == 1 ? 1 : Math.Exp(logTerms[c] - logDensity), weight = slope * share;
            if (shares > 0)
            {
                gradient[c] += (float)(slope * (share - Math.Exp(logShares[c])));
            }

            for (int j = 0, k = c * dim; j < dim; j++, k++)
            {
                double z = (y[j] - means[k]) * inverse[k];
                gradient[shares + k] += (float)(weight * z * inverse[k]);
                gradient[shares + all + k] += (float)(weight * ((z * z) - 1) * (1 - (tangents[k] * tangents[k])));
            }
        }
    }
}
