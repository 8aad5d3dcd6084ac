using System;
using MiDsl.Samples.Common;

namespace Bottleneck;

/// <summary>How large everything is.</summary>
/// <param name="Hidden">Width of the encoder's two hidden layers.</param>
/// <param name="Code">K, dimensions of z.</param>
/// <param name="LearningRate">Of the encoder, at the start.</param>
/// <param name="CriticSteps">Ascents of the penalty's critic for each step of the encoder.</param>
/// <param name="Average">Decay of the moving average of the weights that is tested.</param>
/// <param name="Information">The term of the loss.</param>
/// <param name="Reading">The fresh critic afterwards.</param>
internal sealed record Sizes(
    int TrainImages, int ValidationImages, int TestImages, int Hidden, int Code, int Epochs, double LearningRate, int CriticSteps, double Average,
    Func<IClippedTerm> Information, Func<ICodes, IReading> Reading)
{
    public const int BatchSize = 100;

    /// <summary>Epochs in which beta rises from 0.</summary>
    public int WarmUp { get; init; }

    /// <summary>Draws of z for each image whose class probabilities are averaged.</summary>
    public const int Samples = 12;

    /// <summary>Standard deviation of the noise that the additive encoder puts on pixels: ours, not tuned.</summary>
    public const double PixelNoise = 0.3;

    /// <summary>Minutes.</summary>
    public static Sizes Scaled { get; } = new(10_000, 5_000, 10_000, 256, 64, 10, 5e-4, 1, 0.99, () => new Information(), codes => new Reading(codes));

    /// <summary>The paper's, but that 10,000 of its 60,000 training images validate.</summary>
    public static Sizes Full { get; } = new(50_000, 10_000, 10_000, 1024, 256, 200, 1e-4, 1, 0.999, () => new FullInformation(), codes => new FullReading(codes));

    /// <summary>Seconds.</summary>
    public static Sizes Tiny { get; } = new(1_000, 500, 500, 64, 8, 5, 2e-3, 10, 0.9, () => new Information(), codes => new TinyReading(codes));

    public override string ToString() => FormattableString.Invariant(
        $"MNIST, {TrainImages:N0} images to train, {ValidationImages:N0} to choose beta, {TestImages:N0} to test; encoder 784-{Hidden}-{Hidden}-{Code}, {Epochs} epochs of batches of {BatchSize}, Adam {LearningRate} falling by .97 every 2 epochs, weight average {Average}, {Samples} samples a test image{(WarmUp > 0 ? $", beta rising over {WarmUp} epochs" : "")}{(CriticSteps > 1 ? $", {CriticSteps} steps of the critic for each of the encoder" : "")}");
}
