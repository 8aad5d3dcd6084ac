using System;
using System.Collections.Generic;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// What the network beside a closed form is shown of a variable: the canonical coordinates, how far out the row lies (mean
/// square, radius, and the log of 1 + the mean square of Cauchy scores <c>tan(pi (Phi(z) - 1/2))</c>), and where there are few
/// columns the square of each.
/// </summary>
public static class PairFeatures
{
    /// <summary>Features of a variable.</summary>
    /// <param name="columns">d.</param>
    public static long Count(long columns) => FeatureLayout.Count(columns);

    /// <summary>The features as they are, neither centred nor scaled: [n, <see cref="Count"/>].</summary>
    /// <param name="z">Standardized columns [n, d].</param>
    /// <param name="canonical">Canonical coordinates [n, d].</param>
    internal static Tensor Of(Tensor z, Tensor canonical)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor squares = z.square();
        Tensor cauchy = ((z / Math.Sqrt(2)).erf() / 2).clamp(-FeatureLayout.Greatest, FeatureLayout.Greatest).mul(Math.PI).tan();
        List<Tensor> features =
        [
            canonical,
            squares.mean([1L], keepdim: true),
            (squares.sum(1L, keepdim: true) + 1e-12).sqrt(),
            cauchy.square().mean([1L], keepdim: true).log1p(),
        ];
        if (z.shape[1] <= FeatureLayout.FewColumns)
        {
            features.Add(squares);
        }

        return cat(features, 1).MoveToOuterDisposeScope();
    }
}
