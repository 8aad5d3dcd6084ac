using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using MiDsl;
using MiDsl.Samples.Common;

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
internal sealed record Trial(Contender Contender, double Beta, Sizes Sizes, long Seed)
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
    public void Run(Digits digits, Action<double, string> tell, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using Training training = new(Contender, Beta, Sizes, digits.Train, Seed);
        for (int i = 0; i < Sizes.Epochs; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (entropy, penalty, clipped) = training.Epoch(i);
            epochs.Add(new(entropy, penalty, clipped, training.Score(digits.Validation, samples: 1)));
            tell(0.8 * (i + 1) / Sizes.Epochs, $"validation error {Screen.Number(100 * epochs[^1].Validation.Error)} %");
        }

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

        Duration = clock.Elapsed;
    }
}
