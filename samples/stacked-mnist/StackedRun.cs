using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using MiDsl.Samples.Common;
using TorchSharp;
using static TorchSharp.torch;

namespace StackedMnist;

/// <summary>One GAN on stacked digits, trained and measured.</summary>
/// <param name="Data">What it learns.</param>
/// <param name="Rival">What is done against collapse.</param>
/// <param name="Seed">Of weights, batches and samples.</param>
/// <param name="Steps">Of the generator, and as many of the discriminator and the critic.</param>
/// <param name="Looks">How often it is measured before it is trained to the end.</param>
internal sealed record StackedRun(StackedDigits Data, Rival Rival, long Seed, int Steps, int Looks = 15)
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
    public void Run(Action<double, string> report, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using StackedTraining training = new(Data, Rival, Seed);
        int every = (Steps + Looks - 1) / Looks;
        for (int step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step % every == 0)
            {
                Look(training, step);
            }

            if (step % 10 == 0)
            {
                report(step / (double)Steps, $"{Coverage.Covered} modes, KL {Screen.Number(Coverage.Kl)}");
            }

            training.Step(step);
        }

        Look(training, Steps);
        using Tensor samples = training.Sample(Columns * Rows);
        Samples = samples.data<float>().ToArray();
        Clipping = training.Clipping;
        Duration = clock.Elapsed;
    }

    private void Look(StackedTraining training, int step)
    {
        using Tensor samples = training.Sample(Data.Measured);
        trail.Add((step, Data.Measure(samples)));
    }
}
