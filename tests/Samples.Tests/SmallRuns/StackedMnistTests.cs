using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiDsl.Samples.Common;
using StackedMnist;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Samples.Tests.SmallRuns;

[Collection(OneThread.Name)]
public sealed class StackedMnistTests(StackedMnistTests.Stripes stripes) : IClassFixture<StackedMnistTests.Stripes>
{
    private static readonly Rival Informed = Rival.Informed(1);

    public static TheoryData<long[], int, double> Histograms => new()
    {
        { [100, 200, 300, 400], 4, 0 },
        { [0, 0, 0, 10], 1, Math.Log(1 / 0.4) },
        { [1, 0, 0, 3], 2, (0.25 * Math.Log(0.25 / 0.1)) + (0.75 * Math.Log(0.75 / 0.4)) },
    };

    [Theory]
    [MemberData(nameof(Histograms))]
    public void Modes_and_KL_from_the_data_of_counted_samples(long[] counts, int covered, double kl)
    {
        var coverage = ModeCoverage.Of(counts, [0.1, 0.2, 0.3, 0.4], confidence: 1);
        Assert.Equal(covered, coverage.Covered);
        Assert.Equal(kl, coverage.Kl, 1e-12);
    }

    [Fact]
    public void Held_out_digits_have_every_mode_as_often_as_the_data()
    {
        Assert.Equal(1, stripes.Digits.ClassifierAccuracy, 0.001);
        using Tensor samples = stripes.Digits.HeldOut(1, 10_000);
        ModeCoverage coverage = stripes.Digits.Measure(samples);
        Assert.Equal(100, coverage.Covered);
        Assert.InRange(coverage.Confidence, 0.8, 1);

        // 2 n KL is chi-squared with K - 1 degrees of freedom.
        Assert.InRange(2 * 10_000 * coverage.Kl, 99 - (4 * Math.Sqrt(2 * 99)), 99 + (4 * Math.Sqrt(2 * 99)));
    }

    [Fact]
    public void A_mode_is_a_digit_in_each_channel()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor samples = stripes.Digits.HeldOut(1, 50), digits = samples.reshape(50, 2, 14, 14).sum(3).argmax(2);
        int pairs = digits.data<long>().ToArray().Chunk(2).Select(pair => (pair[0], pair[1])).Distinct().Count();
        Assert.Equal(pairs, stripes.Digits.Measure(samples).Covered);
        Assert.Equal(Math.Log(100), stripes.Digits.Measure(samples.narrow(0, 0, 1).repeat(5, 1)).Kl, 1e-9);
    }

    [Fact]
    public void Samples_come_nearer_to_the_data_while_training()
    {
        Assert.All([Rival.Plain, Informed, Rival.Packed], rival =>
        {
            IReadOnlyList<(double Step, ModeCoverage Coverage)> trail = Trained(rival, steps: 200).Trail;
            Assert.Equal((0, 200), (trail[0].Step, trail[^1].Step));
            Assert.True(trail[^1].Coverage.Kl < trail[0].Coverage.Kl, $"{rival.Name}: {trail[0].Coverage} became {trail[^1].Coverage}");
        });
    }

    [Fact]
    public void The_information_grows_and_its_term_never_outweighs_the_game()
    {
        ClipLog with = Trained(Informed, steps: 200).Clipping, hardly = Trained(Rival.Informed(1e-6), steps: 20).Clipping;
        Assert.All(with.Steps, step => Assert.True(step.Kept));
        Assert.Contains(with.Steps, step => step.Acted);
        Assert.All(hardly.Steps, step => Assert.False(step.Acted));
        double early = with.Steps.Take(40).Average(step => step.Information), late = with.Steps.TakeLast(40).Average(step => step.Information);
        Assert.True(late > early + 0.2, $"{early} nats became {late}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_samples_and_rivals_begin_alike()
    {
        StackedRun plain = Trained(Rival.Plain, steps: 10), again = Trained(Rival.Plain, steps: 10), informed = Trained(Informed, steps: 10), packed = Trained(Rival.Packed, steps: 10);
        Assert.Equal(plain.Samples, again.Samples);
        Assert.Empty(plain.Clipping.Steps);
        Assert.All([informed, packed], run =>
        {
            Assert.Equal(plain.Trail[0], run.Trail[0]);
            Assert.NotEqual(plain.Samples, run.Samples);
        });
    }

    [Fact]
    public void Steps_and_runs_leave_no_tensor_behind()
    {
        long before = Live();
        Trained(Rival.Packed, steps: 2);
        Trained(Informed, steps: 2);
        Assert.Equal(before, Live());

        using StackedTraining training = new(stripes.Digits, Informed, 3);
        Many(0, 5);
        long settled = Live();
        Many(5, 15);
        Assert.Equal(settled, Live());

        void Many(int from, int to)
        {
            for (int step = from; step < to; step++)
            {
                training.Step(step);
            }
        }

        static long Live() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
    }

    [Fact]
    public void Cancelled_training_keeps_no_samples()
    {
        StackedRun run = new(stripes.Digits, Rival.Plain, Seed: 3, Steps: 1000, Looks: 1);
        using System.Threading.CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => run.Run((share, _) =>
        {
            if (share > 0)
            {
                source.Cancel();
            }
        }, source.Token));
        Assert.Empty(run.Samples);
    }

    [Fact]
    public void A_kept_training_goes_on_as_if_it_had_not_stopped()
    {
        string folder = Path.Combine(stripes.Folder, "kept");
        foreach (Rival rival in (Rival[])[Informed, Rival.Packed])
        {
            StackedRun straight = Trained(rival, steps: 10), resumed = new(stripes.Digits, rival, Seed: 3, Steps: 10, Looks: 1);
            new StackedRun(stripes.Digits, rival, Seed: 3, Steps: 6, Looks: 1).Run((_, _) => { }, default, folder);
            resumed.Run((_, _) => { }, default, folder);
            Assert.Equal(straight.Samples, resumed.Samples);
            Assert.Equal(straight.Trail[^1], resumed.Trail[^1]);
            Assert.Equal(straight.Trail[0], resumed.Trail[0]);
        }
    }

    [Fact]
    public void Claims_compare_with_plain_DCGAN_of_the_same_seed()
    {
        StackedRun[] runs = [.. from rival in new[] { Rival.Plain, Informed, Rival.Packed } from seed in (long[])[3, 4] select Trained(rival, steps: 10, seed)];
        IReadOnlyList<Claim> claims = StackedMnist.Claims.OverSeeds(runs);
        Assert.Equal([2, 2, 2, 2, 2], claims.Select(claim => claim.Seeds));
        int lower = runs.Where(run => run.Rival == Informed).Count(run => run.Coverage.Kl < runs.Single(plain => plain.Rival == Rival.Plain && plain.Seed == run.Seed).Coverage.Kl);
        Assert.Equal(lower, claims[1].Held);
        Assert.Equal(runs.Where(run => run.Rival == Rival.Plain && run.Coverage.Covered == 100).Select(run => run.Seed), StackedMnist.Claims.Void(runs));
    }

    [Fact]
    public void The_report_shows_samples_and_what_was_published()
    {
        StackedRun[] runs = [Trained(Rival.Plain, steps: 2), Trained(Informed, steps: 2)];
        HtmlReport report = new("stacked-mnist", "small");
        Report.Show(runs, report);
        report.Data(Report.Summary(runs));
        var (html, json) = report.Save(stripes.Folder);
        string page = File.ReadAllText(html);
        Assert.Contains("data:image/png", page, StringComparison.Ordinal);
        Assert.Contains("PacGAN, 1,000 modes (recalled)", page, StringComparison.Ordinal);
        Assert.Contains("classifierAccuracy", File.ReadAllText(json), StringComparison.Ordinal);
    }

    private StackedRun Trained(Rival rival, int steps, long seed = 3)
    {
        StackedRun run = new(stripes.Digits, rival, seed, steps, Looks: 1);
        run.Run((_, _) => { }, default);
        return run;
    }

    /// <summary>Two channels of stripes.</summary>
    public sealed class Stripes : IDisposable
    {
        public Stripes() => Digits = new(StripedDigits.Write(Folder, "train", 1000), StripedDigits.Write(Folder, "test", 200), channels: 2, steps: 150);

        public string Folder { get; } = Directory.CreateTempSubdirectory("midsl-stacked-").FullName;

        internal StackedDigits Digits { get; }

        public void Dispose()
        {
            Digits.Dispose();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
