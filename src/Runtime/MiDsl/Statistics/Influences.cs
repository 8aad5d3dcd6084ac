using System;

namespace MiDsl;

/// <summary>Standard errors by influence functions.</summary>
internal static class Influences
{
    /// <summary>The value with the standard error of its influences' mean, sd / sqrt n; infinite where something overflowed.</summary>
    public static (double Value, double StandardError) Read(double value, double[] influences)
    {
        double error = BatchMeans.Of(influences).StandardError;
        return (value, double.IsNaN(value) ? double.NaN : double.IsNaN(error) ? double.PositiveInfinity : error);
    }
}
