using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MiDsl.Torch.Tests.Support;

/// <summary>Comparison of numbers with a tolerance relative to their size.</summary>
internal static class Near
{
    public static void Number(double expected, double actual, double relative)
    {
        double allowed = relative * Math.Max(1, Math.Abs(expected));
        Assert.True(Math.Abs(expected - actual) <= allowed, FormattableString.Invariant($"expected {expected:R}, got {actual:R}, allowed {allowed:E1}"));
    }

    /// <summary>Each entry within <paramref name="relative"/> of the greatest magnitude expected.</summary>
    public static void Vector(IEnumerable<double> expected, IEnumerable<double> actual, double relative)
    {
        double[] e = [.. expected];
        double[] a = [.. actual];
        Assert.Equal(e.Length, a.Length);
        double allowed = relative * e.Max(Math.Abs);
        for (int k = 0; k < e.Length; k++)
        {
            Assert.True(Math.Abs(e[k] - a[k]) <= allowed, FormattableString.Invariant($"entry {k}: expected {e[k]:R}, got {a[k]:R}, allowed {allowed:E1}"));
        }
    }

    public static double[,] Doubles(float[,] rows)
    {
        var wide = new double[rows.GetLength(0), rows.GetLength(1)];
        Array.Copy(rows, wide, rows.Length);
        return wide;
    }
}
