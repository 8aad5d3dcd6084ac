using System;
using System.Globalization;
using System.IO;
using MiDsl;

namespace Tabular;

/// <summary>A small table to try the sample on: y0 is the cube of a noisy sum of x0 and x1.</summary>
internal static class Demonstration
{
    private const int Rows = 4000;
    private const double Noise = 0.8;

    /// <summary>
    /// 1/2 log(1 + var(x0 + x1) / Noise^2): a cube can be undone, so it takes no information away. The Gaussian form does not
    /// know that.
    /// </summary>
    public static readonly double Truth = 0.5 * Math.Log(1 + (2 / (Noise * Noise)));

    /// <summary>Writes it.</summary>
    /// <returns>Its path.</returns>
    public static string Write(long seed)
    {
        string path = Path.Combine(Path.GetTempPath(), "midsl-demonstration.csv");
        var rng = new Rng(seed);
        using StreamWriter file = new(path);
        file.WriteLine("x0,x1,y0");
        for (int row = 0; row < Rows; row++)
        {
            double x0 = rng.NextGaussianDouble(), x1 = rng.NextGaussianDouble();
            double y0 = Math.Pow(x0 + x1 + (Noise * rng.NextGaussianDouble()), 3);
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{x0:R},{x1:R},{y0:R}"));
        }

        return path;
    }
}
