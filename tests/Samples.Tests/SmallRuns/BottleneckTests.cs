using System;
using System.Collections.Generic;
using System.Linq;
using Bottleneck;
using MiDsl.Samples.Common;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Samples.Tests.SmallRuns;

[Collection(OneThread.Name)]
public sealed class BottleneckTests : IDisposable
{
    private static readonly Sizes Tiny = Sizes.Tiny with { Epochs = 6 };

    private static readonly Contender Gaussian = Mine(Bottleneck.Noise.Gaussian);

    private readonly Digits digits = new(Blots(1, 1000), Blots(2, 300), Blots(3, 300));

    public static TheoryData<string, double> Kinds => new()
    {
        { "deterministic net", 0 }, { "variational bottleneck", 0.01 }, { "MINE, Gaussian", 0.01 }, { "MINE, additive", 0.01 }, { "MINE, propagated", 0.01 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_learns(string name, double beta)
    {
        Trial trial = Ran(Contender.All.Single(one => one.Name == name), beta, digits);
        Assert.True(trial.Epochs[^1].CrossEntropy < 0.5 * trial.Epochs[0].CrossEntropy, $"{trial.Epochs[0].CrossEntropy} to {trial.Epochs[^1].CrossEntropy}");
        Assert.InRange(trial.Test.Error, 0, 0.3);
        Assert.Equal(trial.Contender.Noise == Bottleneck.Noise.None, trial.Information is null);
        Assert.True(trial.Information is null || trial.Information.Value > 0.5);
    }

    /// <summary>MINE's gradient is held back to that of the cross entropy: it shrinks the code, where the variational bottleneck leaves next to nothing.</summary>
    [Theory]
    [InlineData(false, 0.75)]
    [InlineData(true, 0.1)]
    public void A_heavy_penalty_shrinks_the_code(bool variational, double most)
    {
        Trial none = Ran(Gaussian, 0, digits), heavy = Ran(variational ? Contender.Vib : Gaussian, 1, digits);
        Assert.InRange(heavy.Rate, 0, most * none.Rate);
        Assert.True(!variational || heavy.Known!.Value.AtMost.Value < none.Known!.Value.AtLeast.Value - 2);
        Assert.All((Trial[])[none, heavy], trial =>
        {
            (LowerBound least, UpperBound upper) = trial.Known!.Value;
            Assert.True(least.Value < upper.Value + (4 * upper.StandardError));
            Assert.True(least.Value < trial.Rate + (4 * least.StandardError));
            Assert.True(trial.Information!.Value < upper.Value + (4 * upper.StandardError) + (4 * trial.Information.StandardError));
        });
    }

    /// <summary>With other validation and test images every step of the training and the reading is the same to the bit.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Validation_and_test_images_are_never_trained_on(bool variational)
    {
        using Digits others = new(Blots(1, 1000), Blots(4, 200), Blots(5, 100));
        Contender contender = variational ? Contender.Vib : Gaussian;
        Trial one = Ran(contender, 0.1, digits), other = Ran(contender, 0.1, others);
        Assert.Equal(one.Epochs.Select(epoch => (epoch.CrossEntropy, epoch.Penalty)), other.Epochs.Select(epoch => (epoch.CrossEntropy, epoch.Penalty)));
        Assert.Equal(one.Information!.Value, other.Information!.Value);
        Assert.NotEqual(one.Validation, other.Validation);
    }

    [Fact]
    public void Parts_of_MNIST_are_disjoint_by_their_places() => Assert.All(
        (Sizes[])[Sizes.Tiny, Sizes.Scaled, Sizes.Full], sizes => Assert.True(sizes.TrainImages + sizes.ValidationImages <= 60_000 && sizes.TestImages <= 10_000));

    [Fact]
    public void Beta_is_chosen_on_validation_images_alone()
    {
        Trial[] trials =
        [
            Known(0, validation: 0.01, test: 0.01), Known(0.1, validation: 0.03, test: 0.09), Known(1, validation: 0.05, test: 0.02),
        ];
        Assert.Equal(0.1, Bottleneck.Claims.Chosen(trials).Beta);
    }

    [Fact]
    public void Claims_are_held_or_not()
    {
        Trial[] trials =
        [
            Known(0, 0.05, 0.05, Contender.Deterministic), Known(0.1, 0.04, 0.06, Contender.Vib, 3), Known(1, 0.06, 0.06, Contender.Vib, 4),
            Known(0.1, 0.03, 0.04, Gaussian, 3), Known(1, 0.04, 0.03, Gaussian, 2),
        ];
        Assert.Equal(["not held", "not held", "not held", "held", "held", "held", "held"], Bottleneck.Claims.OverSeeds(trials).Select(claim => claim.Verdict));
    }

    [Fact]
    public void A_kept_training_goes_on_as_if_it_had_not_stopped()
    {
        string folder = System.IO.Directory.CreateTempSubdirectory("midsl-bottleneck-").FullName;
        try
        {
            Trial straight = new(Gaussian, 0.01, Tiny with { Epochs = 2 }, Seed: 3), resumed = new(Gaussian, 0.01, Tiny with { Epochs = 2 }, Seed: 3);
            straight.Run(digits, (_, _) => { }, default);
            new Trial(Gaussian, 0.01, Tiny with { Epochs = 1 }, Seed: 3).Run(digits, (_, _) => { }, default, folder);
            resumed.Run(digits, (_, _) => { }, default, folder);
            Assert.Equal(straight.Epochs, resumed.Epochs);
            Assert.Equal(straight.Test, resumed.Test);
            Assert.Equal(straight.Rate, resumed.Rate);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose() => digits.Dispose();

    private static Contender Mine(Bottleneck.Noise noise) => Contender.All.Single(one => one.Penalty == Penalty.Mine && one.Noise == noise);

    private static Trial Ran(Contender contender, double beta, Digits digits)
    {
        Trial trial = new(contender, beta, Tiny, Seed: 3);
        trial.Run(digits, (_, _) => { }, default);
        return trial;
    }

    private static Trial Known(double beta, double validation, double test, Contender? contender = null, double information = 0) =>
        new(contender ?? Gaussian, beta, Tiny, Seed: 0) { Validation = new(validation, 1), Test = new(test, 1), Information = new LowerBound(information, 0.1), Known = (new LowerBound(information, 0.1), new UpperBound(information, 0.1)) };

    /// <summary>Ten kinds of blots with noise on every pixel.</summary>
    private static Pictures Blots(long seed, int count)
    {
        const int Pixels = 784;
        float[] kinds = new float[10 * Pixels], pixels = new float[count * Pixels];
        long[] labels = new long[count];
        new Rng(9).FillUniform(kinds);
        Rng rng = new(seed);
        rng.FillGaussian(pixels, sd: 0.3f);
        for (int i = 0; i < count; i++)
        {
            labels[i] = rng.NextInt(10);
            for (int j = 0; j < Pixels; j++)
            {
                pixels[(i * Pixels) + j] += kinds[(labels[i] * Pixels) + j];
            }
        }

        return new(tensor(pixels).reshape(count, Pixels), tensor(labels));
    }
}
