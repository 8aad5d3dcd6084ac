using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using MiDsl;
using MiDsl.Samples.Common;
using MiDsl.Torch;

namespace Bottleneck;

/// <summary>An epoch of a training.</summary>
/// <param name="CrossEntropy">Of its batches, nats.</param>
/// <param name="Penalty">Of its batches, before beta: MINE's plug-in, or the KL divergence; NaN for none.</param>
/// <param name="Clipped">Share of the steps in which the penalty's gradient was held back.</param>
/// <param name="Validation">After it, one draw an image.</param>
internal sealed record Epoch(double CrossEntropy, double Penalty, double Clipped, Score Validation);

/// <summary>One classifier, trained and measured.</summary>
/// <param name="Contender">Encoder and loss.</param>
/// <param name="Beta">Weight of the penalty; 0 for none.</param>
/// <param name="Sizes">Of everything.</param>
/// <param name="Seed">Of weights, batches and noise.</param>
internal sealed record Trial(Contender Contender, double Beta, Sizes Sizes, long Seed) : ICheckpointed
{
    private readonly List<Epoch> epochs = [];

    public IReadOnlyList<Epoch> Epochs => epochs;

    /// <summary>By it beta is chosen.</summary>
    public Score Validation { get; set; } = new(double.NaN, double.NaN);

    /// <summary>Only told.</summary>
    public Score Test { get; set; } = new(double.NaN, double.NaN);

    /// <summary>I(X; Z) by a fresh critic, X uniform over the training images; none for the deterministic net, whose codes name their images.</summary>
    public LowerBound? Information { get; set; }

    /// <summary>E KL(p(z|x), N(0, 1)), above I(X; Z); NaN where p(z|x) is not known.</summary>
    public double Rate { get; private set; } = double.NaN;

    /// <summary>I(X; Z) by the known p(z|x) of Gaussian encoders, without a critic.</summary>
    public (LowerBound AtLeast, UpperBound AtMost)? Known { get; set; }

    public TimeSpan Duration { get; private set; }

    public string Name => Contender.At(Beta);

    /// <summary>Trains on the first part, then looks at the others.</summary>
    /// <param name="digits">Training, validation and test.</param>
    /// <param name="tell">Told the share done and a few words.</param>
    /// <param name="cancellation">Ends the training after an epoch; nothing is measured then.</param>
    /// <param name="checkpoints">Folder that keeps the training; null for none.</param>
    public void Run(Digits digits, Action<double, string> tell, CancellationToken cancellation, string? checkpoints = null)
    {
        using Training training = new(Contender, Beta, Sizes, digits.Train, Seed);
        TimeSpan trained = TrainingLoop.Run(Sizes.Epochs, i =>
        {
            var (entropy, penalty, clipped) = training.Epoch(i);
            epochs.Add(new(entropy, penalty, clipped, training.Score(digits.Validation, samples: 1)));
            tell(0.8 * (i + 1) / Sizes.Epochs, $"validation error {Screen.Number(100 * epochs[^1].Validation.Error)} %");
        }, RunCheckpoint.In(checkpoints, FormattableString.Invariant($"bottleneck, {Name}, seed {Seed}, {digits.Train.Count} images, {Sizes.Hidden} units, warm-up {Sizes.WarmUp}, {Sizes.CriticSteps} critic steps")), cancellation, ("training", training), ("trial", this));

        Stopwatch measuring = Stopwatch.StartNew();
        Validation = training.Score(digits.Validation, Sizes.Samples);
        Test = training.Score(digits.Test, Sizes.Samples);
        Rate = training.Rate();
        Known = training.Known();
        if (Contender.Noise != Noise.None)
        {
            using IReading reading = Sizes.Reading(training);
            reading.Seed = Seed;
            Information = reading.Fit(new TrainingCurve(look => tell(0.8 + (0.2 * look.Step / look.Steps), $"I(X; Z) {Screen.Number(look.ValidationValue)}")), cancellation);
        }

        Duration = trained + measuring.Elapsed;
    }

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        double[] numbers = checkpoint.Numbers("epochs", [.. epochs.SelectMany(epoch => (double[])[epoch.CrossEntropy, epoch.Penalty, epoch.Clipped, epoch.Validation.Error, epoch.Validation.CrossEntropy])]);
        if (checkpoint.IsLoading)
        {
            epochs.Clear();
            epochs.AddRange(numbers.Chunk(5).Select(epoch => new Epoch(epoch[0], epoch[1], epoch[2], new(epoch[3], epoch[4]))));
        }
    }
}
