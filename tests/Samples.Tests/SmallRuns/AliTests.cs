using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Ali;
using MiDsl.Samples.Common;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Samples.Tests.SmallRuns;

[Collection(OneThread.Name)]
public class AliTests
{
    private static readonly Rival Informed = new(1, 0), Alice = new(0, 1);

    private static readonly Gaussians Points = new();

    [Fact]
    public void Reconstructions_come_nearer_while_training()
    {
        Assert.All([Informed, Alice], rival =>
        {
            IReadOnlyList<(double Step, double Reconstruction)> trail = Trained(rival, steps: 300).Trail;
            Assert.Equal((0, 300), (trail[0].Step, trail[^1].Step));
            Assert.True(trail[^1].Reconstruction < 0.5 * trail[0].Reconstruction, $"{rival.Name}: {trail[0].Reconstruction} became {trail[^1].Reconstruction}");
        });
    }

    [Fact]
    public void The_information_grows_and_its_term_never_outweighs_the_game()
    {
        ClipLog with = Trained(Informed, steps: 300).Clipping, hardly = Trained(new(1e-6, 0), steps: 20).Clipping;
        Assert.All(with.Steps, step => Assert.True(step.Kept));
        Assert.Contains(with.Steps, step => step.Acted);
        Assert.All(hardly.Steps, step => Assert.False(step.Acted));
        double early = with.Steps.Take(50).Average(step => step.Information), late = with.Steps.TakeLast(50).Average(step => step.Information);
        Assert.True(late > early + 0.2, $"{early} nats became {late}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_model_and_another_seed_another()
    {
        AliRun once = Trained(Informed, steps: 20), again = Trained(Informed, steps: 20), other = Trained(Informed, steps: 20, seed: 4);
        Assert.Equal(once.Trail, again.Trail);
        Assert.Equal(once.Quality, again.Quality);
        Assert.NotEqual(once.Quality, other.Quality);
    }

    [Fact]
    public void Rivals_begin_with_the_same_weights() =>
        Assert.Single(new[] { Rival.Plain, Informed, Alice }.Select(rival => Trained(rival, steps: 1).Trail[0]).Distinct());

    [Fact]
    public void Steps_and_runs_leave_no_tensor_behind()
    {
        long before = Live();
        Trained(Rival.Plain, steps: 3);
        Trained(Informed, steps: 3);
        Assert.Equal(before, Live());

        using AliTraining training = new(Points, Informed, 3);
        Many(0, 5);
        long settled = Live();
        Many(5, 25);
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
    public void Cancelled_training_measures_nothing()
    {
        AliRun run = new(Points, Rival.Plain, Seed: 3, Steps: 1000);
        using System.Threading.CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => run.Run((share, _) =>
        {
            if (share > 0)
            {
                source.Cancel();
            }
        }, source.Token));
        Assert.Empty(run.Pictures);
    }

    [Fact]
    public void Similarity_is_1_of_equals_and_the_luminance_of_flat_images()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = tensor(Uniform(20 * 196)).reshape(20, 196), others = tensor(Uniform(20 * 196, seed: 2)).reshape(20, 196);
        Assert.Equal(1, MultiScaleSimilarity.Of(images, images, 14), 1e-5);
        Assert.InRange(MultiScaleSimilarity.Of(images, others, 14), 0, 0.3);

        // Without contrast the structures agree: what is left is (2 a b + C1) / (a^2 + b^2 + C1) at the coarse scale.
        double luminance = ((2 * 0.4 * 0.8) + 1e-4) / ((0.4 * 0.4) + (0.8 * 0.8) + 1e-4);
        Assert.Equal(Math.Pow(luminance, 0.2856 / (0.0448 + 0.2856)), MultiScaleSimilarity.Of(full([2, 196], 0.4f), full([2, 196], 0.8f), 14), 1e-3);
    }

    [Fact]
    public void Claims_compare_with_plain_ALI_of_the_same_seed()
    {
        AliRun[] runs = [.. from rival in new[] { Rival.Plain, Informed, Alice } from seed in (long[])[3, 4] select Trained(rival, steps: 20, seed)];
        IReadOnlyList<Claim> claims = Ali.Claims.Of(runs);
        Assert.Equal([2, 2, 1], claims.Select(claim => claim.Seeds));
        int held = runs.Where(run => run.Rival == Informed)
            .Count(run => run.Quality.Reconstruction <= 0.8 * runs.Single(plain => plain.Rival == Rival.Plain && plain.Seed == run.Seed).Quality.Reconstruction);
        Assert.Equal(held, claims[0].Held);
    }

    [Fact]
    public void Mean_and_standard_error_over_seeds()
    {
        Cell cell = OverSeeds.Mean([1, 2, 6]);
        Assert.Equal(3, cell.Value);
        Assert.Equal(Math.Sqrt(7d / 3), cell.Error, 1e-12);
        Assert.Equal(double.NaN, OverSeeds.Mean([1]).Error);
    }

    [Fact]
    public void Images_are_judged_by_the_classifier_and_shown_in_the_report()
    {
        string folder = Directory.CreateTempSubdirectory("midsl-ali-").FullName;
        try
        {
            using Digits digits = new(StripedDigits.Write(folder, "train", 1000), StripedDigits.Write(folder, "test", 200), steps: 100);
            Assert.Equal(1, digits.ClassifierAccuracy, 0.02);
            AliRun[] runs = [.. new[] { Rival.Plain, Informed, Alice }.Select(rival => Trained(rival, steps: 100, data: digits))];
            Assert.All(runs, run => Assert.InRange(run.Quality.Similarity, 0, 1));
            Assert.All(runs, run => Assert.InRange(run.Quality.Accuracy, 0, 1));
            Assert.True(runs[2].Trail[^1].Reconstruction < runs[2].Trail[0].Reconstruction);

            HtmlReport report = new("ali", "small");
            Report.Show(runs, report);
            report.Data(Report.Summary(runs));
            var (html, json) = report.Save(folder);
            string page = File.ReadAllText(html);
            Assert.Contains("data:image/png", page, StringComparison.Ordinal);
            Assert.Contains("(recalled)", page, StringComparison.Ordinal);
            Assert.Contains("reconstruction", File.ReadAllText(json), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_kept_training_goes_on_as_if_it_had_not_stopped()
    {
        string folder = Directory.CreateTempSubdirectory("midsl-ali-").FullName;
        try
        {
            AliRun straight = Trained(Informed, steps: 20), resumed = new(Points, Informed, Seed: 3, Steps: 20);
            new AliRun(Points, Informed, Seed: 3, Steps: 12).Run((_, _) => { }, default, folder);
            resumed.Run((_, _) => { }, default, folder);
            Assert.Equal(straight.Quality, resumed.Quality);
            Assert.Equal(straight.Trail[0], resumed.Trail[0]);
            Assert.Equal(straight.Trail[^1], resumed.Trail[^1]);
            Assert.Equal(straight.Clipping.Steps, resumed.Clipping.Steps);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static AliRun Trained(Rival rival, int steps, long seed = 3, DataSet? data = null)
    {
        AliRun run = new(data ?? Points, rival, seed, steps);
        run.Run((_, _) => { }, default);
        return run;
    }

    private static float[] Uniform(int count, long seed = 1)
    {
        float[] values = new float[count];
        new Rng(seed).FillUniform(values, 0, 1);
        return values;
    }
}
