using System;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StackedMnist;

/// <summary>
/// Digits of MNIST laid over each other, one a channel, each drawn on its own: 10^channels modes, told apart by a classifier that
/// reads each channel.
/// </summary>
internal sealed class StackedDigits : IDisposable
{
    // Images that the classifier sees at once: memory.
    private const int AtOnce = 2000;

    private readonly Tensor training, test;
    private readonly double[] shares;
    private readonly DigitClassifier classifier;

    /// <summary>Pools the digits and trains the classifier.</summary>
    /// <param name="train">28 x 28, what is stacked.</param>
    /// <param name="test">28 x 28, held out.</param>
    /// <param name="channels">Digits of a sample.</param>
    /// <param name="steps">Of the classifier.</param>
    public StackedDigits(ImageSet train, ImageSet test, int channels, int steps)
    {
        Channels = channels;
        training = SmallDigits.Pool(train);
        this.test = SmallDigits.Pool(test);
        using Tensor labels = SmallDigits.Labels(train), testLabels = SmallDigits.Labels(test);
        classifier = new(Network, training, labels, steps);
        ClassifierAccuracy = classifier.Accuracy(this.test, testLabels);
        double[] digits = [.. Enumerable.Range(0, DigitClassifier.Classes).Select(digit => train.Labels.Count((byte)digit) / (double)train.Count)];
        shares = Enumerable.Range(0, channels).Aggregate((double[])[1], (stacked, _) => [.. from share in stacked from digit in digits select share * digit]);
    }

    /// <summary>Digits of a sample.</summary>
    public int Channels { get; }

    /// <summary>Numbers of a sample.</summary>
    public int Width => Channels * SmallDigits.Pixels;

    /// <summary>A mode is a digit in each channel.</summary>
    public int ModeCount => (int)Math.Pow(DigitClassifier.Classes, Channels);

    /// <summary>Samples that are looked at: 26,000 for 1,000 modes, as in the literature.</summary>
    public int Measured => ModeCount < 1000 ? 10_000 : 26_000;

    /// <summary>On the test digits.</summary>
    public double ClassifierAccuracy { get; }

    public string Name => FormattableString.Invariant($"{Channels} stacked digits, {ModeCount:N0} modes");

    /// <summary>Training data [n, width], the same for the same seed and step.</summary>
    public Tensor Batch(long seed, int step, int n) => Stack(training, new Rng(seed, RandomStream.Training, step), n);

    /// <summary>Stacked test digits [n, width].</summary>
    public Tensor HeldOut(long seed, int n) => Stack(test, new Rng(seed, RandomStream.Test), n);

    /// <summary>Reads samples.</summary>
    /// <param name="samples">[n, width].</param>
    public ModeCoverage Measure(Tensor samples)
    {
        long[] counts = new long[ModeCount];
        double confidence = 0;
        long n = samples.shape[0];
        for (long start = 0; start < n; start += AtOnce)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor probabilities = classifier.Probabilities(samples.narrow(0, start, Math.Min(AtOnce, n - start)).reshape(-1, SmallDigits.Pixels));
            (Tensor sure, Tensor digits) = probabilities.max(1);
            confidence += sure.sum().ToSingle();
            foreach (long[] stack in digits.data<long>().ToArray().Chunk(Channels))
            {
                counts[stack.Aggregate(0L, (mode, digit) => (mode * DigitClassifier.Classes) + digit)]++;
            }
        }

        return ModeCoverage.Of(counts, shares, confidence / (n * Channels));
    }

    public void Dispose()
    {
        classifier.Dispose();
        training.Dispose();
        test.Dispose();
    }

    /// <summary>Two convolutions, two dense layers.</summary>
    private static Sequential Network(long seed)
    {
        random.manual_seed(seed);
        return nn.Sequential(
            nn.Unflatten(1, [1, SmallDigits.Side, SmallDigits.Side]),
            nn.Conv2d(1, 16, 4, stride: 2, padding: 1), nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride: 2, padding: 1), nn.ReLU(),
            nn.Flatten(), nn.Linear(32 * 4 * 4, 64), nn.ReLU(), nn.Linear(64, DigitClassifier.Classes));
    }

    private Tensor Stack(Tensor digits, Rng rng, int n)
    {
        using DisposeScope scope = NewDisposeScope();
        return digits.index_select(0, SmallDigits.Rows(rng, n * Channels, digits.shape[0])).reshape(n, Width).MoveToOuterDisposeScope();
    }
}
