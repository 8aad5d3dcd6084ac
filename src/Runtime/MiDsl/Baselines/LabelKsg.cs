using System;
using System.Globalization;
using System.Linq;

namespace MiDsl;

/// <summary>
/// Nearest neighbours for a label against continuous columns (Ross 2014, PLoS ONE 9(2): e87357). Exact neighbours under the
/// maximum norm.
/// </summary>
public static class LabelKsg
{
    /// <summary>
    /// Estimates I(X; Y) with <c>psi(n) - mean[psi(n_i)] + psi(k) - mean[psi(m_i)]</c> (equation 2), n_i counting the points
    /// with the label of point i, m_i the other points of any label within the distance of its k-th neighbour among those.
    /// </summary>
    /// <remarks>
    /// Continuous columns are scaled and get noise as for <see cref="Ksg"/>, and the standard error is by the same
    /// jackknife. Of a label with at most k points all its other points are taken; a label that occurs once says nothing
    /// here and is left out of the value, which <see cref="InformationValue.VerdictText"/> then says.
    /// </remarks>
    /// <param name="data">n pairs.</param>
    /// <param name="labelsInX">Whether X holds the labels and Y what is continuous; else the other way round.</param>
    /// <param name="neighbours">k: greater is less variable and more biased. Default 3.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <returns>Nats.</returns>
    /// <exception cref="ArgumentOutOfRangeException">k is not between 1 and n - 1.</exception>
    /// <exception cref="DataException">A label that is no integer, or none that occurs twice.</exception>
    public static Estimate Estimate(PairedData data, bool labelsInX = false, int neighbours = 3, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        NeighbourColumns.RequireNeighbours(neighbours, data.Count);
        (int[] labels, int[] counts) = labelsInX
            ? Labels.Of(data.X, data.XOffsets, data.XNames, data.Source)
            : Labels.Of(data.Y, data.YOffsets, data.YNames, data.Source);
        int single = counts.Count(count => count == 1);
        if (single == counts.Length)
        {
            throw new DataException($"Every one of the {counts.Length} labels ({data.Source}) occurs once: nothing can be learned about any. Merge labels, or use Ksg if they are amounts.");
        }

        Rng rng = new(seed, RandomStream.Noise);
        double[][] columns = labelsInX
            ? NeighbourColumns.WithoutTies(data.Y, data.YDim, rng)
            : NeighbourColumns.WithoutTies(data.X, data.XDim, rng);
        double error = Jackknife.Error(
            data.Count, neighbours + 1,
            rows => Mean(Local(Array.ConvertAll(rows, i => labels[i]), Jackknife.Part(columns, rows), neighbours)));
        return new Estimate(Mean(Local(labels, columns, neighbours)), error)
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"Ross 2014, k = {neighbours}"),
            Pairs = data.Count,
            Data = DataRole.Given,
            VerdictText = single == 0 ? "" : string.Create(
                CultureInfo.InvariantCulture, $"{single} of {counts.Length} labels occur once and were left out. Merge rare labels."),
        };
    }

    /// <summary>The summand of each point; NaN for the only point of a label.</summary>
    internal static double[] Local(int[] labels, double[][] columns, int k)
    {
        int n = labels.Length;
        double[] psi = NeighbourColumns.Digamma(n), radii = new double[n], local = new double[n];
        foreach (IGrouping<int, int> group in Enumerable.Range(0, n).GroupBy(i => labels[i]))
        {
            int[] points = [.. group];
            int near = Math.Min(k, points.Length - 1);
            if (near == 0)
            {
                local[points[0]] = double.NaN;
                continue;
            }

            double[] distances = new double[points.Length * near];
            new PointCloud(Jackknife.Part(columns, points)).Nearest(near, distances, new int[points.Length * near]);
            for (int i = 0; i < points.Length; i++)
            {
                // Counts are of what is strictly nearer: the next number holds the k-th neighbour itself.
                radii[points[i]] = Math.BitIncrement(distances[i * near + near - 1]);
                local[points[i]] = psi[n] - psi[points.Length] + psi[near];
            }
        }

        int[] within = new int[n];
        new PointCloud(columns).CountWithin(radii, within);
        for (int i = 0; i < n; i++)
        {
            local[i] -= double.IsNaN(local[i]) ? 0 : psi[within[i]];
        }

        return local;
    }

    private static double Mean(double[] local) => local.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}
