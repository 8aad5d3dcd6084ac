using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MiDsl.Samples.Common;
using MiDsl.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Ali;

/// <summary>One bidirectional model, trained and measured.</summary>
/// <param name="Data">What it learns.</param>
/// <param name="Rival">What is added to its loss.</param>
/// <param name="Seed">Of weights, batches and samples.</param>
/// <param name="Steps">Of encoder and decoder, and as many of the discriminator and the critic.</param>
internal sealed record AliRun(DataSet Data, Rival Rival, long Seed, int Steps) : ICheckpointed
{
    // Points of the curve, and test points that each looks at.
    private const int Looks = 40, LookedAt = 1000;

    private readonly List<(double Step, double Reconstruction)> trail = [];

    public Quality Quality { get; private set; } = new(double.NaN, 0, 0);

    /// <summary>The reconstruction error on some test points before, while and after training.</summary>
    public IReadOnlyList<(double Step, double Reconstruction)> Trail => trail;

    public IReadOnlyList<Panel> Pictures { get; private set; } = [];

    public ClipLog Clipping { get; private set; } = new();

    public TimeSpan Duration { get; private set; }

    public string Name => $"{Rival.Name}, seed {Seed}";

    /// <summary>Trains and measures.</summary>
    /// <param name="report">Told the share done and a few words.</param>
    /// <param name="cancellation">Ends the training; nothing is measured then.</param>
    /// <param name="checkpoints">Folder that keeps the training; null for none.</param>
    public void Run(Action<double, string> report, CancellationToken cancellation, string? checkpoints = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using AliTraining training = new(Data, Rival, Seed);
        Tensor test = Data.Test(Seed), few = test.narrow(0, 0, Math.Min(LookedAt, test.shape[0]));
        int every = Math.Max(1, Steps / Looks);
        Duration = TrainingLoop.Run(Steps, step =>
        {
            if (step % every == 0)
            {
                Look(training, few, step);
                report(step / (double)Steps, $"reconstruction error {Screen.Number(trail[^1].Reconstruction)}");
            }

            training.Step(step);
        }, RunCheckpoint.In(checkpoints, $"ali, {Data.Name}, {Name}"), cancellation, ("training", training), ("run", this));

        Look(training, few, Steps);
        Tensor reconstructed = training.Reconstruct(test), samples = training.Sample(DataSet.Measured);
        Quality = Data.Measure(test, reconstructed, samples);
        Pictures = [.. Data.Draw(Name, Values(test), Values(reconstructed), Values(samples))];
        Clipping = training.Clipping;
    }

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        double[] numbers = checkpoint.Numbers("trail", [.. trail.SelectMany(at => (double[])[at.Step, at.Reconstruction])]);
        if (checkpoint.IsLoading)
        {
            trail.Clear();
            trail.AddRange(numbers.Chunk(2).Select(at => (at[0], at[1])));
        }
    }

    private static float[] Values(Tensor rows) => rows.data<float>().ToArray();

    private void Look(AliTraining training, Tensor few, int step)
    {
        using DisposeScope scope = NewDisposeScope();
        trail.Add((step, DataSet.SquaredError(few, training.Reconstruct(few))));
    }
}
