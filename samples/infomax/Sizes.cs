namespace Infomax;

/// <summary>Of the encoder and its training; the paper's are wider and train longer.</summary>
/// <param name="Images">That train encoder and probes.</param>
/// <param name="Tests">Images held out.</param>
/// <param name="Steps">Of the encoder.</param>
/// <param name="ProbeEpochs">Of each classifier on top; the decoder has half as many.</param>
/// <param name="DependencySteps">Of the critic of the dependency measure.</param>
internal sealed record Sizes(int Images, int Tests, int Steps, int ProbeEpochs, int DependencySteps)
{
    /// <summary>Side of the feature map of 28 x 28 pixels; CIFAR-10's are cut to that.</summary>
    public const int Map = 7;

    public const int Side = 28, BatchSize = 64, Channels = 64, Hidden = 256, Code = 64, Classes = 10;

    public const double LearningRate = 5e-4;

    public static Sizes Scaled { get; } = new(10_000, 10_000, 1_500, 10, 500);

    public static Sizes Tiny { get; } = new(500, 400, 20, 2, 30);
}
