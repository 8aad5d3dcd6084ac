using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MiDsl.Samples.Common;
using MiDsl.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace StackedMnist;

/// <summary>One GAN on stacked digits, trained and measured.</summary>
/// <param name="Data">What it learns.</param>
/// <param name="Rival">What is done against collapse.</param>
/// <param name="Seed">Of weights, batches and samples.</param>
/// <param name="Steps">Of the generator, and as many of the discriminator and the critic.</param>
/// <param name="Looks">How often it is measured before it is trained to the end.</param>
internal sealed record StackedRun(StackedDigits Data, Rival Rival, long Seed, int Steps, int Looks = 15) : ICheckpointed
{
    /// <summary>Samples in a row of the picture, and its rows.</summary>
    public const int Columns = 8, Rows = 6;

    private readonly List<(double Step, ModeCoverage Coverage)> trail = [];

    /// <summary>Measured before, while and after training.</summary>
    public IReadOnlyList<(double Step, ModeCoverage Coverage)> Trail => trail;

    /// <summary>Of the trained generator.</summary>
    public ModeCoverage Coverage => trail[^1].Coverage;

    /// <summary>Some of the trained generator's samples, [48, width] in rows.</summary>
    public float[] Samples { get; private set; } = [];

    public ClipLog Clipping { get; private set; } = new();

    public TimeSpan Duration { get; private set; }

    public string Name => $"{Rival.Name}, seed {Seed}";

    /// <summary>Trains and measures.</summary>
    /// <param name="report">Told the share done and a few words.</param>
    /// <param name="cancellation">Ends the training; no samples are kept then.</param>
    /// <param name="checkpoints">Folder that keeps the training; null for none.</param>
    public void Run(Action<double, string> report, CancellationToken cancellation, string? checkpoints = null)
    {
        using StackedTraining training = new(Data, Rival, Seed);
        int every = (Steps + Looks - 1) / Looks;
        Duration = TrainingLoop.Run(Steps, step =>
        {
            if (step % every == 0)
            {
                Look(training, step);
            }

            if (step % 10 == 0)
            {
                report(step / (double)Steps, $"{Coverage.Covered} modes, KL {Screen.Number(Coverage.Kl)}");
            }

            training.Step(step);
        }, RunCheckpoint.In(checkpoints, $"stacked-mnist, {Data.Channels} channels, {Name}"), cancellation, ("training", training), ("run", this));

        Look(training, Steps);
        using Tensor samples = training.Sample(Columns * Rows);
        Samples = samples.data<float>().ToArray();
        Clipping = training.Clipping;
    }

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        double[] numbers = checkpoint.Numbers("trail", [.. trail.SelectMany(at => (double[])[at.Step, at.Coverage.Covered, at.Coverage.Kl, at.Coverage.Confidence])]);
        if (checkpoint.IsLoading)
        {
            trail.Clear();
            trail.AddRange(numbers.Chunk(4).Select(at => (at[0], new ModeCoverage((int)at[1], at[2], at[3]))));
        }
    }

    private void Look(StackedTraining training, int step)
    {
        using Tensor samples = training.Sample(Data.Measured);
        trail.Add((step, Data.Measure(samples)));
    }
}
