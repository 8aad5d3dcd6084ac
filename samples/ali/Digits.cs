using System.Collections.Generic;
using System.Linq;
using MiDsl;
using MiDsl.Samples.Common;
using TorchSharp;
using static TorchSharp.torch;

namespace Ali;

/// <summary>MNIST, averaged over 2 x 2 pixels to 14 x 14: networks without convolutions learn it in seconds.</summary>
internal sealed class Digits : DataSet
{
    private const int Side = SmallDigits.Side, Columns = 16;
    private const double Sure = 0.9;

    private readonly Tensor training, test, testLabels;
    private readonly DigitClassifier classifier;

    /// <summary>Pools the images and trains the classifier.</summary>
    /// <param name="train">28 x 28.</param>
    /// <param name="test">28 x 28.</param>
    /// <param name="steps">Of the classifier.</param>
    public Digits(ImageSet train, ImageSet test, int steps)
    {
        training = SmallDigits.Pool(train);
        this.test = SmallDigits.Pool(test);
        testLabels = SmallDigits.Labels(test);
        using Tensor labels = SmallDigits.Labels(train);
        classifier = new(seed => Adversarial.Network(seed, Width, 256, 256, DigitClassifier.Classes), training, labels, steps);
        ClassifierAccuracy = classifier.Accuracy(this.test, testLabels);
    }

    /// <summary>On the test images themselves.</summary>
    public double ClassifierAccuracy { get; }

    public override string Name => "MNIST 14 x 14";

    public override int Width => SmallDigits.Pixels;

    public override int Latent => 8;

    public override int Hidden => 128;

    public override double LearningRate => 1e-3;

    public override double Blur => 0.3;

    public override bool InUnit => true;

    public override int ModeCount => DigitClassifier.Classes;

    public override Tensor Batch(long seed, int step, int n) =>
        training.index_select(0, SmallDigits.Rows(new Rng(seed, RandomStream.Training, step), n, training.shape[0]));

    public override Tensor Test(long seed) => test.alias();

    public override Quality Measure(Tensor test, Tensor reconstructed, Tensor samples)
    {
        Tensor probabilities = classifier.Probabilities(samples);
        long[] counts = probabilities.argmax(1).bincount(null, DigitClassifier.Classes).data<long>().ToArray();
        return new(SquaredError(test, reconstructed), counts.Count(count => count >= Coverage.Least), probabilities.amax([1]).ge(Sure).to(ScalarType.Float32).mean().ToSingle())
        {
            Accuracy = classifier.Accuracy(reconstructed, testLabels),
            Similarity = MultiScaleSimilarity.Of(test, reconstructed, Side),
        };
    }

    public override IEnumerable<Panel> Draw(string name, float[] test, float[] reconstructed, float[] samples)
    {
        // Rows of digits, each above its row of reconstructions.
        const int Shown = 4, Row = Columns * Side * Side;
        float[] pairs = [.. Enumerable.Range(0, Shown).SelectMany(row => test.Skip(row * Row).Take(Row).Concat(reconstructed.Skip(row * Row).Take(Row)))];
        return
        [
            Picture.Grid($"{name}: test digits, each row above its reconstructions", pairs, Side, Side, Columns),
            Picture.Grid($"{name}: samples", samples[..(2 * Shown * Row)], Side, Side, Columns),
        ];
    }

    public override void Dispose()
    {
        classifier.Dispose();
        training.Dispose();
        test.Dispose();
        testLabels.Dispose();
    }
}
