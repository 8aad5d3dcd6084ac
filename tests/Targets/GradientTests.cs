extern alias Runtime;

using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Testing;
using Runtime::MiDsl;
using TorchSharp;
using Xunit;
using Xunit.Abstractions;

namespace MiDsl.Targets.Tests;

/// <summary>
/// The written-out gradient of each declaration, against float64 autograd of the TorchSharp text at the same weights: within 1e-5 of its
/// largest entry.
/// </summary>
public sealed class GradientTests(ITestOutputHelper output)
{
    private const double Allowed = 1e-5;

    [Fact]
    public void Every_gradient_is_that_of_float64_autograd()
    {
        torch.set_num_threads(1);
        using Twins twins = Twins.Compile(Declarations.All);
        List<string> failures = [];
        double worst = 0;
        for (int i = 0; i < Declarations.All.Count; i++)
        {
            // Odd sizes, below and above a vector.
            foreach (int n in (int[])[5, 19])
            {
                (IDisposable reference, IDisposable plain) = twins.Of(i);
                using (reference)
                using (plain)
                {
                    (float[] x, float[] y) = Batch.Of(Declarations.All[i], n, seed: 100 + n);
                    double[] expected = (double[])CompiledEstimator.Call(reference, "Autograd", x, y, n)!;
                    CompiledEstimator.Call(plain, "StepOn", x, y, n);
                    float[] actual = (float[])CompiledEstimator.Call(plain, "Gradient")!;
                    double error = Apart(expected, actual);
                    worst = Math.Max(worst, error);
                    if (!(error <= Allowed))
                    {
                        failures.Add($"{error:E1} with {n} pairs: {Declarations.All[i]}");
                    }
                }
            }
        }

        output.WriteLine($"{Declarations.All.Count} declarations, farthest {worst:E1}");
        Assert.True(failures.Count == 0, $"{failures.Count} of {2 * Declarations.All.Count} failed, the first:\n{string.Join('\n', failures.Take(15))}");
    }

    private static double Apart(double[] expected, float[] actual) => expected.Length != actual.Length
        ? double.PositiveInfinity
        : expected.Zip(actual, (e, a) => Math.Abs(e - a)).Max() / Math.Max(1e-12, expected.Max(Math.Abs));
}

/// <summary>Pairs to step on.</summary>
internal static class Batch
{
    public static (float[] X, float[] Y) Of(Twin twin, int n, long seed)
    {
        var rng = new Rng(seed);
        (float[] x, float[] y) = (new float[n * 3], new float[n * 2]);
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        for (int i = 0; i < n; i++)
        {
            y[2 * i] = (0.8f * x[3 * i]) + (0.6f * y[2 * i]);
        }

        Label(twin, "X", x);
        Label(twin, "Y", y);
        return (x, y);
    }

    private static void Label(Twin twin, string variable, float[] values)
    {
        if (twin.Attributes.Contains($"Variable.{variable}", StringComparison.Ordinal))
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = Math.Clamp(MathF.Floor(values[i]) + 2, 0, 3);
            }
        }
    }
}
