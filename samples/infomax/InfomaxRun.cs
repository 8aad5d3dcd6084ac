using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using MiDsl.Samples.Common;

namespace Infomax;

/// <summary>One encoder, trained and measured.</summary>
/// <param name="Variant">What it learns by.</param>
/// <param name="Set">Of images, by name.</param>
/// <param name="Seed">Of weights and batches.</param>
/// <param name="Sizes">Of everything.</param>
internal sealed record InfomaxRun(Variant Variant, string Set, long Seed, Sizes Sizes)
{
    private const int Looks = 30;

    private readonly List<(double Step, double Value)> trail = [];

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
    public void Run(Pictures train, Pictures test, Action<double, string> tell, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using EncoderTraining training = new(Variant, train, Seed);
        int steps = Variant == Variant.Random ? 0 : Sizes.Steps, every = Math.Max(1, Sizes.Steps / Looks);
        double sum = 0;
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            sum += training.Step(step);
            if ((step + 1) % every == 0)
            {
                trail.Add((step + 1, sum / every));
                sum = 0;
                tell(0.5 * step / steps, $"objective {Screen.Number(trail[^1].Value)} nats");
            }
        }

        Measured = Measurement.Of(training.Encoder, train, test, Sizes, Seed, (share, words) => tell(0.5 + (0.5 * share), words), cancellation);
        Duration = clock.Elapsed;
    }
}
