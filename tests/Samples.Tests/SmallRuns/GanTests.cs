using System;
using System.Collections.Generic;
using System.Linq;
using Gan;
using MiDsl.Samples.Common;
using Xunit;

namespace MiDsl.Samples.Tests.SmallRuns;

[Collection(OneThread.Name)]
public class GanTests
{
    private static readonly GanTarget Grid = new Grid(), Spiral = new Spiral();

    public static TheoryData<int[], double, double> Histograms => new()
    {
        { [.. Enumerable.Repeat(400, 25)], 25, 0 },
        { [10_000], 1, Math.Log(25) },
        { [2500, 7500], 2, (0.25 * Math.Log(0.25 * 25)) + (0.75 * Math.Log(0.75 * 25)) },
        { [9960, 20, 20], 3, (0.996 * Math.Log(0.996 * 25)) + (0.004 * Math.Log(0.002 * 25)) },
        { [9962, 19, 19], 1, (0.9962 * Math.Log(0.9962 * 25)) + (0.0038 * Math.Log(0.0019 * 25)) },
    };

    [Theory]
    [MemberData(nameof(Histograms))]
    public void Modes_and_KL_of_samples_on_the_modes(int[] counts, double covered, double kl)
    {
        Coverage coverage = Coverage.Of(Grid, [.. counts.SelectMany((count, mode) => Enumerable.Repeat(Mode(mode), count)).SelectMany(point => point)]);
        Assert.Equal(covered, coverage.Covered);
        Assert.Equal(1, coverage.HighQuality);
        Assert.Equal(kl, coverage.Kl, 1e-12);
    }

    [Fact]
    public void Samples_between_the_modes_count_against_quality_alone()
    {
        float[] points = [.. Enumerable.Repeat(Mode(3), 5000).SelectMany(point => point), .. Enumerable.Repeat(1f, 10_000)];
        Assert.Equal(new Coverage(1, 0.5, Math.Log(25)), Coverage.Of(Grid, points));
        Assert.Equal(new Coverage(0, 0, double.PositiveInfinity), Coverage.Of(Grid, [.. Enumerable.Repeat(1f, 20_000)]));
    }

    [Fact]
    public void Coverage_is_of_ten_thousand_samples() =>
        Assert.Contains("10000 points", Assert.Throws<ArgumentException>(() => Coverage.Of(Grid, new float[100])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0.299f, 0, 12)]
    [InlineData(0.301f, 0, -1)]
    [InlineData(0.22f, 0.22f, -1)]
    [InlineData(-4.2f, -4, 0)]
    [InlineData(4, 4.2f, 24)]
    [InlineData(100, 100, -1)]
    public void Three_standard_deviations_of_a_mode_are_high_quality(float x, float y, int cell) => Assert.Equal(cell, Grid.CellOf(x, y));

    [Theory]
    [InlineData(0, 0, 0)] // where the spiral begins
    [InlineData(4, 0, 49)] // where it ends
    [InlineData(4.25f, 0, 49)]
    [InlineData(4.35f, 0, -1)]
    [InlineData(3.33f, 0, -1)] // between the second turn, 2.67, and the third
    public void An_arc_of_the_spiral_is_that_of_the_nearest_point(float x, float y, int cell) => Assert.Equal(cell, Spiral.CellOf(x, y));

    /// <summary>The cells are equally probable: the metrics are then right to ask for a uniform histogram.</summary>
    [Theory]
    [InlineData(false, 0.9889)] // 1 - e^(-9/2), two dimensions
    [InlineData(true, 0.9973)] // one dimension, across the curve
    public void Data_covers_every_cell_evenly(bool spiral, double quality)
    {
        GanTarget target = spiral ? Spiral : Grid;
        float[] points = new float[2 * Coverage.Samples];
        target.Draw(new Rng(1), points);
        Coverage coverage = Coverage.Of(target, points);
        Assert.Equal(target.CellCount, coverage.Covered);
        Assert.Equal(quality, coverage.HighQuality, 0.004);

        // 2 n KL is chi-squared with K - 1 degrees of freedom.
        double degrees = target.CellCount - 1;
        Assert.InRange(2 * Coverage.Samples * coverage.Kl, degrees - (4 * Math.Sqrt(2 * degrees)), degrees + (4 * Math.Sqrt(2 * degrees)));
    }

    [Fact]
    public void Recorded_norms_are_those_of_the_clip()
    {
        IReadOnlyList<ClippedStep> steps = Trained(beta: 1, steps: 150).Clipping.Steps;
        Assert.Equal(150, steps.Count);
        Assert.All(steps, step => Assert.Equal(Math.Min(step.Main, step.Term) / step.Term, step.Scale, 1e-5));
        Assert.All(steps, step => Assert.True(step.Kept));
        Assert.Contains(steps, step => step.Acted);
        Assert.Contains(steps, step => !step.Acted);
    }

    [Fact]
    public void A_light_term_is_let_through() => Assert.All(Trained(beta: 1e-6, steps: 20).Clipping.Steps, step => Assert.Equal(1, step.Scale));

    [Fact]
    public void The_same_seed_gives_the_same_samples_and_the_information_changes_them()
    {
        GanRun plain = Trained(beta: 0, steps: 30), again = Trained(beta: 0, steps: 30), informed = Trained(beta: 1, steps: 30);
        Assert.Equal(plain.Samples, again.Samples);
        Assert.Empty(plain.Clipping.Steps);
        Assert.NotEqual(plain.Samples, informed.Samples);
    }

    [Fact]
    public void Cancelled_training_measures_nothing()
    {
        GanRun run = new(Grid, 1, Seed: 3, Steps: 1000);
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
    public void What_was_cancelled_goes_on_as_if_it_had_not_been()
    {
        string folder = System.IO.Directory.CreateTempSubdirectory("midsl-gan-").FullName;
        try
        {
            GanRun straight = Trained(beta: 1, steps: 120), resumed = new(Grid, 1, Seed: 3, Steps: 120);
            using System.Threading.CancellationTokenSource source = new();
            Assert.Throws<OperationCanceledException>(() => new GanRun(Grid, 1, Seed: 3, Steps: 120).Run((share, _) =>
            {
                if (share > 0)
                {
                    source.Cancel();
                }
            }, source.Token, folder));
            List<double> told = [];
            resumed.Run((share, _) => told.Add(share), default, folder);
            Assert.Equal([100.0 / 120], told); // not at 0 and 50 again
            Assert.Equal(straight.Samples, resumed.Samples);
            Assert.Equal(straight.Clipping.Steps, resumed.Clipping.Steps);

            // Once it is finished there is nothing to train.
            GanRun again = new(Grid, 1, Seed: 3, Steps: 120);
            again.Run((_, _) => Assert.Fail("trained"), default, folder);
            Assert.Equal(straight.Samples, again.Samples);

            string fewer = Assert.Throws<DataException>(() => new GanRun(Grid, 1, Seed: 3, Steps: 100).Run((_, _) => { }, default, folder)).Message;
            Assert.Contains("has gone through 120 steps, and 100 are asked for", fewer, StringComparison.Ordinal);

            // Two runs in one file are told apart.
            string mine = System.IO.Directory.GetFiles(folder).Single();
            System.IO.File.Copy(mine, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(RunCheckpoint.In(folder, "gan, 25 Gaussians, beta 1, seed 4")!.Path)));
            string error = Assert.Throws<DataException>(() => new GanRun(Grid, 1, Seed: 4, Steps: 120).Run((_, _) => { }, default, folder)).Message;
            Assert.Contains("but here it is \"gan, 25 Gaussians, beta 1, seed 4\"", error, StringComparison.Ordinal);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Claims_are_held_or_not_seed_by_seed()
    {
        GanRun[] runs = [.. from beta in (double[])[0, 1] from seed in (long[])[3, 4] select Trained(beta, steps: 20, seed)];
        IReadOnlyList<Claim> claims = Gan.Claims.OverSeeds(runs);
        Assert.All(claims, claim => Assert.Equal(2, claim.Seeds));
        int lower = runs.Where(run => run.Beta == 1).Count(run => run.Coverage.Kl < runs.Single(plain => plain.Beta == 0 && plain.Seed == run.Seed).Coverage.Kl);
        Assert.Equal(lower, claims.Single(claim => claim.Text.Contains("KL", StringComparison.Ordinal)).Held);
    }

    private static GanRun Trained(double beta, int steps, long seed = 3)
    {
        GanRun run = new(Grid, beta, seed, steps);
        run.Run((_, _) => { }, default);
        return run;
    }

    private static float[] Mode(int index) => [(2 * (index % 5)) - 4, (2 * (index / 5)) - 4];
}
