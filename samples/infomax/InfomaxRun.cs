using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using MiDsl.Samples.Common;
using MiDsl.Torch;

namespace Infomax;

/// <summary>One encoder, trained and measured.</summary>
/// <param name="Variant">What it learns by.</param>
/// <param name="Set">Of images, by name.</param>
/// <param name="Seed">Of weights and batches.</param>
/// <param name="Sizes">Of everything.</param>
internal sealed record InfomaxRun(Variant Variant, string Set, long Seed, Sizes Sizes) : ICheckpointed
{
    private const int Looks = 30;

    private readonly List<(double Step, double Value)> trail = [];

    // Since the last entry.
    private double sum;

    /// <summary>Means over some steps each: the objective on their batches.</summary>
    public IReadOnlyList<(double Step, double Value)> Trail => trail;

    public Measurement? Measured { get; set; }

    public TimeSpan Duration { get; private set; }

    public string Name => FormattableString.Invariant($"{Set}, {Variant.Name}, seed {Seed}");

    /// <summary>Trains and measures.</summary>
    /// <param name="train">Images that encoders, probes and decoders learn from.</param>
    /// <param name="test">Others.</param>
    /// <param name="tell">Told the share done and a few words.</param>
    /// <param name="cancellation">Ends the run; nothing is measured then.</param>
    /// <param name="checkpoints">Folder that keeps the training; null for none.</param>
    public void Run(Pictures train, Pictures test, Action<double, string> tell, CancellationToken cancellation, string? checkpoints = null)
    {
        using EncoderTraining training = new(Variant, train, Seed);
        int steps = Variant == Variant.Random ? 0 : Sizes.Steps, every = Math.Max(1, Sizes.Steps / Looks);
        TimeSpan trained = TrainingLoop.Run(steps, step =>
        {
            sum += training.Step(step);
            if ((step + 1) % every == 0)
            {
                trail.Add((step + 1, sum / every));
                sum = 0;
                tell(0.5 * step / steps, $"objective {Screen.Number(trail[^1].Value)} nats");
            }
        }, RunCheckpoint.In(checkpoints, $"infomax, {Name}, {train.Count} images"), cancellation, ("training", training), ("run", this));

        Stopwatch measuring = Stopwatch.StartNew();
        Measured = Measurement.Of(training.Encoder, train, test, Sizes, Seed, (share, words) => tell(0.5 + (0.5 * share), words), cancellation);
        Duration = trained + measuring.Elapsed;
    }

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        sum = checkpoint.Number("sum", sum);
        double[] numbers = checkpoint.Numbers("trail", [.. trail.SelectMany(at => (double[])[at.Step, at.Value])]);
        if (checkpoint.IsLoading)
        {
            trail.Clear();
            trail.AddRange(numbers.Chunk(2).Select(at => (at[0], at[1])));
        }
    }
}
