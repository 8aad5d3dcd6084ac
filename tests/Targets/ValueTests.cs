extern alias Runtime;

using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Testing;
using TorchSharp;
using Xunit;
using Xunit.Abstractions;

namespace MiDsl.Targets.Tests;

/// <summary>The same seed and batches give the same objective under both targets, step after step.</summary>
public sealed class ValueTests(ITestOutputHelper output)
{
    private const int Steps = 100;

    /// <summary>After 100 steps within 1e-5, relative to a value of at least 1; NWJ and DV, whose exponentials spread errors, within 1e-4.</summary>
    [Fact]
    public void Values_agree_after_a_hundred_steps()
    {
        torch.set_num_threads(1);
        using Twins twins = Twins.Compile(Declarations.All);
        List<string> failures = [];
        double worst = 0;
        for (int i = 0; i < Declarations.All.Count; i++)
        {
            Twin twin = Declarations.All[i];
            (IDisposable reference, IDisposable plain) = twins.Of(i);
            using (reference)
            using (plain)
            {
                for (int step = 0; step < Steps; step++)
                {
                    (float[] x, float[] y) = Batch.Of(twin, 32, seed: 1000 + step);
                    CompiledEstimator.Call(reference, "StepOn", x, y, 32);
                    CompiledEstimator.Call(plain, "StepOn", x, y, 32);
                }

                (double expected, double actual) = (Last(reference), Last(plain));
                double error = Math.Abs(expected - actual) / Math.Max(1, Math.Abs(expected));
                worst = Math.Max(worst, error);
                bool exponential = twin.Bound.Contains("Nwj", StringComparison.Ordinal) || twin.Bound.Contains("DonskerVaradhan", StringComparison.Ordinal);
                if (!(error <= (exponential ? 1e-4 : 1e-5)))
                {
                    failures.Add($"{error:E1}, {expected} and {actual}: {twin}");
                }
            }
        }

        output.WriteLine($"{Declarations.All.Count} declarations, farthest {worst:E1}");
        Assert.True(failures.Count == 0, $"{failures.Count} failed, the first:\n{string.Join('\n', failures.Take(15))}");
    }

    private static double Last(object estimator) => (double)estimator.GetType().GetProperty("LastBatchValue")!.GetValue(estimator)!;
}
