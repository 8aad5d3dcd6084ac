using System;
using System.IO;
using System.Linq;
using System.Threading;
using Consistency;
using MiDsl.Samples.Common;
using TorchSharp;
using Xunit;

namespace MiDsl.Samples.Tests;

/// <summary>The sample consistency: its claims on known answers, and InfoNCE on a few real images.</summary>
public sealed class ConsistencyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("midsl-consistency");

    [Fact]
    public void A_ceiling_holds_every_claim_and_an_ideal_estimator_not_the_last()
    {
        Assert.Equal(["held", "held", "held", "held"], Verdicts((test, kept) => Math.Min(2, kept * (test == SelfConsistencyTest.Additivity ? 2 : 1))));
        Assert.Equal(["held", "held", "held", "not held"], Verdicts((test, kept) => kept * (test == SelfConsistencyTest.Additivity ? 2 : 1)));
        Assert.Equal(["not held", "not held", "not held", "held"], Verdicts((test, kept) => (4 - kept) * (test == SelfConsistencyTest.DataProcessing ? 2 : 1)));
    }

    [Fact]
    public void A_generative_model_is_said_to_fail_where_the_bounds_hold_and_to_add_up()
    {
        Assert.Equal(["held", "held", "held"], Generative((test, kept) => 1 + (test == SelfConsistencyTest.Baseline ? kept : 2 * kept) + (test == SelfConsistencyTest.Additivity ? 1 : 0)));
        Assert.Equal(["not held", "not held", "not held"], Generative((_, kept) => kept));

        string[] Generative(Func<SelfConsistencyTest, int, double> answer) => [.. Claims.Check(Ran("known", 0, answer, isGenerative: true)).Select(claim => claim.Verdict)];
    }

    [Fact]
    public void Over_seeds_a_claim_says_for_how_many()
    {
        Trial held = Ran("a", 0, (_, kept) => kept), fell = Ran("a", 1, (_, kept) => 3 - kept);
        Claim falling = Claims.OverSeeds([held, fell]).First(claim => claim.Text.Contains("fall", StringComparison.Ordinal));
        Assert.Equal("1 of 2 seeds", falling.Verdict);
        Assert.Equal("0.00 to 3.00; from t = 0 to 3 it falls by 3.000 nats, 150.0 standard errors", falling.Numbers);
    }

    [Fact]
    public void On_the_mean_of_seeds_a_fall_counts_beyond_what_the_seeds_scatter()
    {
        Assert.Equal(["held", "held", "held", "held"], OnMean((_, kept) => Math.Min(kept, 2), (_, kept) => Math.Min(kept, 2.5)));
        Assert.Equal(["held", "held", "held", "not held"], OnMean(Ideal, Ideal));
        Assert.Equal(["not held", "held", "held", "held"], OnMean((_, kept) => 2 + kept, (_, kept) => 4 - kept));
        Assert.Equal(["not held", "not held", "not held", "held"], OnMean(Falling, Falling));

        static double Ideal(SelfConsistencyTest test, int kept) => kept * (test == SelfConsistencyTest.Additivity ? 2 : 1);
        static double Falling(SelfConsistencyTest test, int kept) => (4 - kept) * (test == SelfConsistencyTest.DataProcessing ? 2 : 1);
    }

    [Fact]
    public void The_summary_has_mean_and_spread_and_no_ratio_of_next_to_nothing()
    {
        Summary summary = Assert.Single(Summary.Of([Ran("a", 0, (_, kept) => kept), Ran("a", 1, (_, kept) => 2 * kept)]));
        Assert.Equal((4.5, 1.5 * Math.Sqrt(2)), summary.At(1, point => point.Baseline.Value));
        Assert.Equal((double.NaN, double.NaN), summary.Ratio(0, point => point.AdditivityRatio));
        Assert.Equal(1, summary.Ratio(1, point => point.AdditivityRatio).Mean);
    }

    /// <summary>
    /// 600 training pairs: far from what there is to read, but 0 from nothing, more than 1 nat from all, and never above log 128,
    /// so that two images cannot read as twice one. The seed is fixed.
    /// </summary>
    [InstalledFact]
    public void InfoNce_on_real_images_keeps_to_the_claims()
    {
        torch.set_num_threads(1);
        Trial trial = new(
            Contender.Quick[0], "fashion-mnist", ImageSets.Load("fashion-mnist", ImageSetPart.Train).Take(2000),
            new SelfConsistencyOptions { Kept = [0, 28] }, Seed: 7);
        double share = 0;
        trial.Run((done, _) => share = done);
        Assert.Equal(1, share);
        Assert.InRange(trial.Result.Points[1].Baseline.Value, 1, Math.Log(128));
        Assert.All(Claims.Check(trial), claim => Assert.True(claim.Held == 1, $"{claim.Text}: {claim.Numbers}"));

        string page = File.ReadAllText(ReportPage.Save([trial], "2,000 images", folder.FullName));
        Assert.Contains("InfoNCE, fashion-mnist: it does not fall with t", page, StringComparison.Ordinal);
        Assert.Contains("h_t(x) at t = 0, 28", page, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.FullName, "consistency.json")));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string[] Verdicts(Func<SelfConsistencyTest, int, double> answer) => [.. Claims.Check(Ran("known", 0, answer)).Select(claim => claim.Verdict)];

    private string[] OnMean(Func<SelfConsistencyTest, int, double> first, Func<SelfConsistencyTest, int, double> second) =>
        [.. Claims.OverSeeds([Ran("a", 0, first), Ran("a", 1, second)]).Where(claim => claim.Text.Contains("mean of 2", StringComparison.Ordinal)).Select(claim => claim.Verdict)];

    private Trial Ran(string name, long seed, Func<SelfConsistencyTest, int, double> answer, bool isGenerative = false)
    {
        Trial trial = new(new Contender(name, () => new Known(answer), isGenerative), "images", Images(), new SelfConsistencyOptions { Kept = [0, 3], Lag = 1 }, seed);
        trial.Run((_, _) => { });
        return trial;
    }

    /// <summary>Twenty white images of 3 x 1, no two of one brightness.</summary>
    private ImageSet Images()
    {
        string images = Path.Combine(folder.FullName, "images"), labels = Path.Combine(folder.FullName, "labels");
        File.WriteAllBytes(images, [0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0, 1, .. Enumerable.Range(0, 60).Select(i => (byte)(100 + (i / 3)))]);
        File.WriteAllBytes(labels, [0, 0, 8, 1, 0, 0, 0, 20, .. new byte[20]]);
        return ImageSet.Read(images, labels);
    }

    /// <summary>Skipped, and said so, where ./build.sh data was not run.</summary>
    private sealed class InstalledFactAttribute : FactAttribute
    {
        public InstalledFactAttribute()
        {
            try
            {
                ImageSets.Load("fashion-mnist", ImageSetPart.Test);
            }
            catch (DataException e)
            {
                Skip = e.Message;
            }
        }
    }

    /// <summary>Knows the answers: finds out from the pairs which test it is in, and how many rows are kept.</summary>
    private sealed class Known(Func<SelfConsistencyTest, int, double> answer) : IEstimator
    {
        public long Seed { get; set; }

        public InformationValue Fit(PairedData data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
        {
            int kept = data.YRow(0)[..3].ToArray().Count(value => value != 0);
            SelfConsistencyTest test = data.XDim == 3 ? SelfConsistencyTest.Baseline
                : data.XRow(0)[..3].SequenceEqual(data.XRow(0)[3..]) ? SelfConsistencyTest.DataProcessing : SelfConsistencyTest.Additivity;
            return new Estimate(answer(test, kept), 0.01);
        }

        public void Dispose()
        {
        }
    }
}
