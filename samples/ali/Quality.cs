namespace Ali;

/// <summary>What was measured of a model.</summary>
/// <param name="Reconstruction">Mean over held-out points of |x - x'|^2, z drawn from q(z|x).</param>
/// <param name="Modes">With at least 20 of 10,000 samples.</param>
/// <param name="HighQuality">
/// Share of the samples: Gaussians, within three standard deviations of a mode; digits, to which the classifier gives a class at least .9.
/// </param>
internal sealed record Quality(double Reconstruction, int Modes, double HighQuality)
{
    /// <summary>Share of the reconstructions that the classifier takes for the digit that was encoded; digits alone.</summary>
    public double Accuracy { get; init; } = double.NaN;

    /// <summary>Mean similarity of reconstructions and images; digits alone.</summary>
    public double Similarity { get; init; } = double.NaN;
}
