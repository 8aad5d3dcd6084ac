using System;
using System.Globalization;
using System.Threading;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

namespace Gan;

/// <summary>One GAN, trained and measured.</summary>
/// <param name="Target">What it learns.</param>
/// <param name="Beta">Weight of the information; 0 is the plain GAN.</param>
/// <param name="Seed">Of weights, batches and samples.</param>
/// <param name="Steps">Of the generator, and as many of the discriminator and the critic.</param>
internal sealed record GanRun(GanTarget Target, double Beta, long Seed, int Steps)
{
    /// <summary>The trained generator's samples, [10,000, 2] in rows.</summary>
    public float[] Samples { get; private set; } = [];

    public Coverage Coverage { get; private set; } = new(0, 0, double.PositiveInfinity);

    public ClipLog Clipping { get; private set; } = new();

    public TimeSpan Duration { get; private set; }

    public string Name => Beta == 0 ? "plain GAN" : string.Create(CultureInfo.InvariantCulture, $"beta {Beta}");

    /// <summary>Trains and measures.</summary>
    /// <param name="report">Told the share done and a few words.</param>
    /// <param name="cancellation">Ends the training; nothing is measured then.</param>
    /// <param name="checkpoints">Folder that keeps the training; null for none.</param>
    public void Run(Action<double, string> report, CancellationToken cancellation, string? checkpoints = null)
    {
        using GanTraining training = new(Target, Beta, Seed);
        Duration = TrainingLoop.Run(Steps, step =>
        {
            training.Step(step);
            if (step % 50 == 0)
            {
                report(step / (double)Steps, Beta == 0 ? "adversarial loss alone" : $"I(G(z); c) {Screen.Number(training.Clipping.Steps[^1].Information)} nats");
            }
        }, RunCheckpoint.In(checkpoints, $"gan, {Target.Name}, {Name}, seed {Seed}"), cancellation, ("training", training));

        using Tensor samples = training.Sample(Coverage.Samples);
        Samples = samples.data<float>().ToArray();
        Coverage = Coverage.Of(Target, Samples);
        Clipping = training.Clipping;
    }
}
