using System;
using System.Linq;

namespace MiDsl;

/// <summary>
/// What the network beside a closed form is shown of a variable, the same for any target: the canonical coordinates, the mean
/// square, the radius, the log of 1 + the mean square of Cauchy scores, and where there are few columns the square of each.
/// </summary>
internal static class FeatureLayout
{
    /// <summary>Up to so many columns each has its square shown.</summary>
    internal const int FewColumns = 5;

    /// <summary>Features are cut to this, in deviations.</summary>
    internal const double Limit = 6;

    /// <summary>Phi(z) - 1/2 beyond this is cut: a Cauchy score of 3e5.</summary>
    internal const double Greatest = .499999;

    /// <summary>Features of a variable.</summary>
    /// <param name="columns">d.</param>
    internal static long Count(long columns) => columns + 3 + (columns <= FewColumns ? columns : 0);

    /// <summary>
    /// What each feature is multiplied by, [Count(d)]: where some directions are correlated, the k others together count as much
    /// as few, 2 / sqrt(k) each.
    /// </summary>
    /// <param name="columns">d.</param>
    /// <param name="correlations">Canonical ones, of the first directions.</param>
    internal static float[] Weights(long columns, ReadOnlySpan<double> correlations)
    {
        bool[] correlated = new bool[columns];
        for (int i = 0; i < correlations.Length; i++)
        {
            correlated[i] = correlations[i] > 0;
        }

        float[] weights = new float[Count(columns)];
        Array.Fill(weights, 1);
        int others = correlated.Count(c => !c);
        for (int i = 0; i < columns && others < columns; i++)
        {
            weights[i] = correlated[i] ? 1 : MathF.Min(1, 2 / MathF.Sqrt(others));
        }

        return weights;
    }
}
