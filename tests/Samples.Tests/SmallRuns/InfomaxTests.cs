using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Infomax;
using MiDsl.Samples.Common;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Samples.Tests.SmallRuns;

[Collection(OneThread.Name)]
public class InfomaxTests
{
    private static readonly Sizes Small = Sizes.Tiny with { Steps = 60 };

    // Squares of ten sizes and brightnesses, their size the label.
    private static readonly Pictures Train = Squares(Small.Images, 1), Test = Squares(Small.Tests, 2);

    // Global JSD and DV take hundreds of steps to begin: too many here.
    public static TheoryData<string> Learned =>
        [.. Variant.All.Where(variant => variant.Term is not null && variant.Gamma > 0).Select(variant => variant.Name).Except(["DIM(G) JSD", "DIM(G) DV"], StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Learned))]
    public void The_objective_rises(string name)
    {
        using EncoderTraining training = new(Variant.All.Single(variant => variant.Name == name), Train, 3);
        double[] values = [.. Enumerable.Range(0, Small.Steps).Select(training.Step)];
        Assert.All(values, value => Assert.True(double.IsFinite(value)));
        double early = values.Take(10).Average(), late = values.TakeLast(10).Average();
        Assert.True(late > early + 0.1, $"{early} nats became {late}");
    }

    [Fact]
    public void Labels_are_learned_from_supervised_codes_and_the_classes_of_a_map_can_be_told_apart()
    {
        Measurement measured = Run(Variant.Supervised, probeEpochs: 10).Measured!;
        Assert.Equal(3, measured.Linear.Count);
        Assert.True(measured.Mlp[0] > 0.5, $"{measured.Mlp[0]} on the map, where guessing is right once in ten");
        Assert.True(measured.Linear[^1] > 0.3, $"{measured.Linear[^1]} on supervised codes");
        Assert.InRange(measured.Similarity, 0.1, 1);
        Assert.InRange(measured.Directions, 1, Sizes.Code);
        Assert.Equal(32 * 784, measured.Reconstructions.Length);
    }

    /// <summary>Ten Gaussian blobs that lie apart: each kind of classifier tells them, and none tells labels of chance.</summary>
    [Theory]
    [InlineData("Linear")]
    [InlineData("Mlp")]
    [InlineData("Svm")]
    public void Probes_find_what_is_there_and_nothing_else(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        ProbeKind kind = Enum.Parse<ProbeKind>(name);
        random.manual_seed(1);
        Tensor labels = arange(2000) % 10, centres = 6 * randn(10, 8);
        Tensor blobs = centres.index_select(0, labels) + randn(2000, 8);
        double told = Probe.Accuracy(kind, blobs.narrow(0, 0, 1500), labels.narrow(0, 0, 1500), blobs.narrow(0, 1500, 500), labels.narrow(0, 1500, 500), epochs: 30, seed: 1);
        Assert.True(told > 0.95, $"{told}");

        // 50 of 500 expected by chance, sd 6.7: above 90 once in 10^9 runs.
        double chance = Probe.Accuracy(kind, blobs.narrow(0, 0, 1500), randint(10, [1500]), blobs.narrow(0, 1500, 500), randint(10, [500]), epochs: 30, seed: 1);
        Assert.True(chance < 0.18, $"{chance}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        InfomaxRun once = Run(Variant.Local, steps: 4), again = Run(Variant.Local, steps: 4), other = Run(Variant.Local, steps: 4, seed: 4);
        Assert.Equal(once.Trail, again.Trail);
        Assert.Equal(once.Measured!.Linear, again.Measured!.Linear);
        Assert.Equal(once.Measured.Dependency, again.Measured.Dependency);
        Assert.NotEqual(once.Measured.Dependency, other.Measured!.Dependency);
    }

    [Fact]
    public void Steps_leave_no_tensor_behind()
    {
        Assert.All([Variant.Global, Variant.Local, Variant.Supervised], variant =>
        {
            long before = Live();
            using (EncoderTraining training = new(variant, Train, 3))
            {
                Many(training, 0, 4);
                long settled = Live();
                Many(training, 4, 12);
                Assert.Equal(settled, Live());
            }

            Assert.Equal(before, Live());
        });

        static void Many(EncoderTraining training, int from, int to)
        {
            for (int step = from; step < to; step++)
            {
                training.Step(step);
            }
        }

        static long Live() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
    }

    [Fact]
    public void Claims_compare_runs_of_one_set_and_seed()
    {
        InfomaxRun[] runs =
        [
            Told(Variant.Random, 3, linear: 0.70), Told(Variant.Global, 3, linear: 0.72), Told(Variant.Local, 3, linear: 0.73, dependency: 4), Told(Variant.Free, 3, dependency: 5),
            Told(Variant.Random, 4, linear: 0.70), Told(Variant.Global, 4, linear: 0.71), Told(Variant.Local, 4, linear: 0.74, dependency: 6), Told(Variant.Free, 4, dependency: 5),
        ];
        IReadOnlyList<Claim> claims = Infomax.Claims.OverSeeds(runs);
        Assert.Equal([(1, 2), (1, 2), (1, 2)], claims.Select(claim => (claim.Held, claim.Seeds)));
        Assert.Equal("73.0 against 72.0 %; 74.0 against 71.0 %", claims[0].Numbers);
        Assert.Equal("72.0 against 70.0 %; 71.0 against 70.0 %", claims[1].Numbers);
        Assert.Equal("NDM 4.00 against 5.00 nats; 6.00 against 5.00 nats", claims[2].Numbers.Replace("; NDM", ";", StringComparison.Ordinal));

        static InfomaxRun Told(Variant variant, long seed, double linear = 0, double dependency = 0) => new(variant, "squares", seed, Small)
        {
            Measured = new()
            {
                Linear = [0, 0, linear], Mlp = [0, 0, 0], Svm = 0, Information = new(1, 0.1), Dependency = dependency, Directions = 0, Similarity = 0, Reconstructions = [],
            },
        };
    }

    [Fact]
    public void Larger_images_are_cut_to_their_middle_and_too_few_are_refused()
    {
        string path = System.IO.Path.GetTempFileName();
        byte[] record = [7, .. Enumerable.Range(0, 3 * 32 * 32).Select(i => (byte)(i % 32))];
        System.IO.File.WriteAllBytes(path, record);
        ImageSet set = ImageSet.ReadCifar10(path);
        using (Pictures pictures = Pictures.Of(set, 1))
        {
            Assert.Equal((1, 3), (pictures.Count, pictures.Channels));
            Assert.Equal([2 / 255f, 29 / 255f, 2 / 255f], new[] { pictures.X[0, 0], pictures.X[0, 27], pictures.X[0, 28] }.Select(value => value.ToSingle()));
            Assert.Equal(7, pictures.Labels[0].ToInt64());
        }

        DataException error = Assert.Throws<DataException>(() => Pictures.Of(set, 2));
        Assert.Contains("are not 2 of at least 28 x 28 pixels", error.Message, StringComparison.Ordinal);
        System.IO.File.Delete(path);
    }

    [Fact]
    public void A_kept_training_goes_on_as_if_it_had_not_stopped()
    {
        string folder = System.IO.Directory.CreateTempSubdirectory("midsl-infomax-").FullName;
        try
        {
            foreach (Variant variant in (Variant[])[Variant.Local, Variant.Supervised])
            {
                InfomaxRun straight = Run(variant, steps: 4), resumed = new(variant, "squares", 3, Small with { Steps = 4 });
                new InfomaxRun(variant, "squares", 3, Small with { Steps = 2 }).Run(Train, Test, (_, _) => { }, CancellationToken.None, folder);
                resumed.Run(Train, Test, (_, _) => { }, CancellationToken.None, folder);
                Assert.Equal(straight.Measured!.Linear, resumed.Measured!.Linear);
                Assert.Equal(straight.Trail[^1], resumed.Trail[^1]);
            }
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static InfomaxRun Run(Variant variant, int? steps = null, long seed = 3, int? probeEpochs = null)
    {
        InfomaxRun run = new(variant, "squares", seed, Small with { Steps = steps ?? Small.Steps, ProbeEpochs = probeEpochs ?? Small.ProbeEpochs });
        run.Run(Train, Test, (_, _) => { }, CancellationToken.None);
        return run;
    }

    private static Pictures Squares(int count, long seed)
    {
        Rng rng = new(seed);
        float[] pixels = new float[count * Sizes.Side * Sizes.Side];
        long[] labels = new long[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 10;
            int side = 2 + (2 * (i % 10)), left = rng.NextInt(Sizes.Side - side), top = rng.NextInt(Sizes.Side - side);
            float brightness = 0.3f + (0.7f * rng.NextSingle());
            for (int y = top; y < top + side; y++)
            {
                Array.Fill(pixels, brightness, (((i * Sizes.Side) + y) * Sizes.Side) + left, side);
            }
        }

        return new(tensor(pixels).view(count, Sizes.Side * Sizes.Side), tensor(labels));
    }
}
