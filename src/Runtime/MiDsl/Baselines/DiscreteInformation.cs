using System;
using System.Collections.Generic;

namespace MiDsl;

/// <summary>
/// The information of two discrete variables from their table of counts: the plug-in value
/// <c>sum p(x,y) log(p(x,y) / (p(x) p(y)))</c> of the observed frequencies, with the bias correction of Miller 1955,
/// <c>+ (Mx + My - Mxy - 1) / (2n)</c>, M counting the symbols and cells that occur.
/// </summary>
public static class DiscreteInformation
{
    /// <summary>Estimates I(X; Y) of labels; with several columns, a row is one symbol.</summary>
    /// <remarks>
    /// The plug-in value stands in <see cref="InformationValue.Alongside"/>. The standard error is by the delta method, the
    /// spread of <c>log(p(x,y) / (p(x) p(y)))</c> over the rows, plus the second-order term
    /// <c>|Mxy - Mx - My + 1| / (2 n^2)</c>, which is all that is left at independence (there 2 n times the plug-in value is
    /// chi-squared); there the error is up to twice too large. The correction needs n well above the number of cells:
    /// with most cells seen once, the plug-in value is near log n whatever the truth, and the correction cannot mend it.
    /// </remarks>
    /// <param name="data">n pairs of integers.</param>
    /// <returns>Nats.</returns>
    /// <exception cref="DataException">A value that is no integer.</exception>
    public static Estimate Estimate(PairedData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return OfSymbols(
            Labels.Of(data.X, data.XOffsets, data.XNames, data.Source), Labels.Of(data.Y, data.YOffsets, data.YNames, data.Source));
    }

    /// <inheritdoc cref="Estimate(PairedData)"/>
    /// <param name="x">Labels, any integers.</param>
    /// <param name="y">Labels, as many.</param>
    /// <exception cref="ArgumentException">No labels, or different lengths.</exception>
    public static Estimate Estimate(ReadOnlySpan<int> x, ReadOnlySpan<int> y)
    {
        if (x.IsEmpty || x.Length != y.Length)
        {
            throw new ArgumentException($"{x.Length} labels of X but {y.Length} of Y: one or more pairs are needed.", nameof(y));
        }

        return OfSymbols(Labels.Of(x), Labels.Of(y));
    }

    private static Estimate OfSymbols((int[] Symbols, int[] Counts) x, (int[] Symbols, int[] Counts) y)
    {
        int n = x.Symbols.Length;
        Dictionary<(int, int), int> cells = [];
        for (int i = 0; i < n; i++)
        {
            (int, int) cell = (x.Symbols[i], y.Symbols[i]);
            cells[cell] = cells.GetValueOrDefault(cell) + 1;
        }

        double[] local = new double[n];
        for (int i = 0; i < n; i++)
        {
            (int a, int b) = (x.Symbols[i], y.Symbols[i]);
            local[i] = Math.Log((double)cells[(a, b)] * n / ((double)x.Counts[a] * y.Counts[b]));
        }

        (double plugIn, double first) = BatchMeans.Of(local);
        double freedom = (double)cells.Count - x.Counts.Length - y.Counts.Length + 1;
        double error = Math.Sqrt(first * first + 0.5 * Math.Abs(freedom) / n / n);
        Estimate raw = new(plugIn, error) { Name = "plug-in", Pairs = n, Data = DataRole.Given };
        return new Estimate(plugIn - 0.5 * freedom / n, error)
        {
            Name = "plug-in, Miller-Madow",
            Pairs = n,
            Data = DataRole.Given,
            Alongside = [raw],
        };
    }
}
