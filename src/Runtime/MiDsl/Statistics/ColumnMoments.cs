using System;

namespace MiDsl;

/// <summary>Mean and standard deviation of a column in row-major singles, in double precision.</summary>
internal static class ColumnMoments
{
    /// <summary>Over n. Taken from the first value, so that a constant column has a deviation of exactly 0.</summary>
    internal static (double Mean, double Deviation) Of(ReadOnlySpan<float> values, int dim, int column)
    {
        int n = values.Length / dim;
        double first = values[column], shift = 0, squares = 0;
        for (int i = column; i < values.Length; i += dim)
        {
            shift += (values[i] - first) / n;
        }

        double mean = first + shift;
        for (int i = column; i < values.Length; i += dim)
        {
            double d = values[i] - first - shift;
            squares += d * d / n;
        }

        return (mean, Math.Sqrt(squares));
    }
}
