using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Evaluations on known densities as runs: bits, checkpoints, progress, memory, and what is said when something is wrong.</summary>
public sealed class KnownRunTests(ITestOutputHelper output) : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_stopped_run_goes_on_to_the_same_bits()
    {
        Interval whole = new KnownAisFromQ { Seed = 3 }.Evaluate();
        using var stop = new CancellationTokenSource();
        List<AnnealingProgress> first = [], second = [];
        Assert.ThrowsAny<OperationCanceledException>(() => new KnownAisFromQ { Seed = 3 }.Evaluate(
            progress: new Told(p =>
            {
                first.Add(p);
                if (p.SubBatch == 3)
                {
                    stop.Cancel();
                }
            }),
            cancellation: stop.Token,
            checkpoint: path));
        Interval resumed = new KnownAisFromQ { Seed = 3 }.Evaluate(progress: new Told(second.Add), checkpoint: path);
        Equal(whole, resumed);

        // Told of tuning and of each sub-batch; the second run did not do again what was done.
        Assert.Contains(first, p => p.Phase == "tuning");
        Assert.Equal([1, 2, 3], first.Where(p => p.SubBatch > 0).Select(p => p.SubBatch).Distinct());
        Assert.All(first, p => Assert.Equal((4, 8), (p.SubBatches, p.Temperatures)));
        Assert.DoesNotContain(second, p => p.Phase == "tuning");
        Assert.Equal([3, 4], second.Select(p => p.SubBatch).Distinct());

        // All is done: read, not computed.
        second.Clear();
        Equal(whole, new KnownAisFromQ { Seed = 3 }.Evaluate(progress: new Told(second.Add), checkpoint: path));
        Assert.Empty(second);
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused()
    {
        new KnownAisFromQ { Seed = 3 }.Evaluate(checkpoint: path);
        var e = Assert.Throws<DataException>(() => new KnownAisFromQ { Seed = 4 }.Evaluate(checkpoint: path));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Contains("seed 3", e.Message, StringComparison.Ordinal);
        Assert.Contains("seed 4", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<DataException>(() => new KnownAisFromQ { Seed = 3 }.Evaluate(64, checkpoint: path));
        Assert.Contains("64 pairs", e.Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => new KnownAisSwapped { Seed = 3 }.Evaluate(checkpoint: path));
    }

    [Fact]
    public void Same_seed_same_bits()
    {
        Interval first = new KnownAisFromQ { Seed = 3 }.Evaluate();
        Equal(first, new KnownAisFromQ { Seed = 3 }.Evaluate());
        Assert.NotEqual(first.Lower.Value, new KnownAisFromQ { Seed = 4 }.Evaluate().Lower.Value);
    }

    /// <summary>Distributions draw from torch's default generator, whatever its state, and leave it as it was.</summary>
    [Fact]
    public void Distributions_are_reproducible_and_leave_the_generator_alone()
    {
        manual_seed(1);
        Interval first = new KnownDistributions { Seed = 3 }.Evaluate();
        manual_seed(2);
        using Tensor before = get_rng_state();
        Interval second = new KnownDistributions { Seed = 3 }.Evaluate();
        using Tensor after = get_rng_state();
        Equal(first, second);
        Assert.True(before.equal(after).ToBoolean());
        Assert.NotEqual(first.Lower.Value, new KnownDistributions { Seed = 4 }.Evaluate().Lower.Value);
        Assert.True(first.Lower.Value < first.Upper.Value);
    }

    /// <summary>Forward and reverse acceptance after tuning towards 0.65.</summary>
    [Fact]
    public void Settings_of_the_chains_are_reported()
    {
        SamplingReport sampling = new KnownAisFromQ().Evaluate(128).Sampling!;
        Assert.Equal((4, 8, 3, "sigmoid"), (sampling.Samples, sampling.Temperatures, sampling.LeapfrogSteps, sampling.Schedule));
        output.WriteLine(sampling.ToString());
        Assert.InRange(sampling.AcceptanceMean!.Value, 0.4, 0.95);
        Assert.InRange(sampling.AcceptanceLeast!.Value, 0.4, sampling.AcceptanceMean.Value);
        Assert.InRange(sampling.StepSizeLeast!.Value, 1e-3, sampling.StepSizeGreatest!.Value);
    }

    /// <summary>
    /// Eight million rows, never more than RowsAtOnce together: 8 bytes each of them would be 64 MB, and a dozen tensors of all
    /// samples of one pair above 500 MB.
    /// </summary>
    [Fact]
    public void A_million_samples_take_no_more_memory_than_a_chunk()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long most = 0, rows = 0, bytes = 0, before = Resident();
        using var estimator = new KnownMillion
        {
            Seed = 1,
            Scored = n =>
            {
                most = Math.Max(most, n);
                rows += n;
                if (n > 10_000 && (rows / n) % 16 == 0)
                {
                    bytes = Math.Max(bytes, Resident());
                }
            },
        };
        long tensors = Tensor.TotalCount;
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = LinearModel.Pairs(4, seed: 1);
        (Tensor lower, Tensor upper) = estimator.InformationDensity(x, y);
        double megabytes = (bytes - before) / 1e6;
        output.WriteLine(FormattableString.Invariant($"{rows} rows, {megabytes:F1} MB more"));
        Assert.InRange(rows, 7_999_996, 8_000_100);
        Assert.InRange(most, 1, 65_536);
        Assert.InRange(megabytes, -1000, 150);
        Assert.InRange(Tensor.TotalCount - tensors, -1000, 20); // finalizers of other tests may free some

        // With a million samples both are the truth: the error is some 1e-3 a pair.
        double[] exact = LinearModel.Exact(x, y), low = Tensors.Doubles(lower), high = Tensors.Doubles(upper);
        for (int i = 0; i < 4; i++)
        {
            Assert.InRange(low[i], exact[i] - 0.05, exact[i] + 0.05);
            Assert.InRange(high[i], exact[i] - 0.05, exact[i] + 0.05);
        }

        Assert.InRange(estimator.Evaluate().Width, -0.05, 0.05);
    }

    [Fact]
    public void Pairs_must_make_equal_sub_batches()
    {
        var e = Assert.Throws<ArgumentException>(() => new KnownIwae().Evaluate(100));
        Says(e, "100 pairs", "8", "SubBatches");
    }

    [Fact]
    public void A_log_density_that_is_not_summed_is_named() =>
        Says(Assert.Throws<InvalidOperationException>(() => new KnownUnsummed().Evaluate()), "LogPrior", "2]", ".sum(1)");

    [Fact]
    public void A_sampler_of_another_shape_is_named() =>
        Says(Assert.Throws<InvalidOperationException>(() => new KnownWide().Evaluate()), "DrawPrior", "[128, 3]", "[128, 2]");

    [Fact]
    public void A_density_without_gradient_is_named() =>
        Says(Assert.Throws<InvalidOperationException>(() => new KnownCut().Evaluate()), "p(x|y)", "no gradient", "detach");

    [Fact]
    public void A_wrong_marginal_raises()
    {
        var e = Assert.Throws<InvalidOperationException>(() => new KnownWrongMarginal().Evaluate(2_048));
        Says(e, "lower end", "upper end", "normalised");
        output.WriteLine(e.Message);
    }

    private static void Says(Exception e, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, e.Message, StringComparison.Ordinal));

    private static void Equal(Interval a, Interval b) => Assert.Equal(
        (a.Lower.Value, a.Upper.Value, a.Lower.StandardError, a.Upper.StandardError, a.WidthError, a.Sampling?.ToString()),
        (b.Lower.Value, b.Upper.Value, b.Lower.StandardError, b.Upper.StandardError, b.WidthError, b.Sampling?.ToString()));

    private static long Resident()
    {
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    private sealed class Told(Action<AnnealingProgress> act) : IProgress<AnnealingProgress>
    {
        public void Report(AnnealingProgress value) => act(value);
    }
}
