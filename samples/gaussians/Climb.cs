using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MiDsl;

namespace Gaussians;

/// <summary>The estimates over a stair's last half, when the critic has settled.</summary>
/// <param name="Truth">Nats.</param>
/// <param name="Mean">Mean of the estimates.</param>
/// <param name="Variance">Their variance, from batch to batch.</param>
internal sealed record Stair(double Truth, double Mean, double Variance)
{
    public double Bias => Mean - Truth;

    /// <summary>A critic that knows nothing is at 0; far below it, or at no number, training has come apart.</summary>
    public bool CameApart => !(Mean > -1);

    public double Spread => Math.Sqrt(Variance);

    public double MeanSquaredError => (Bias * Bias) + Variance;
}

/// <summary>One estimator's way up: one critic through all stairs, a fresh batch every step.</summary>
/// <param name="Contender">Who climbs.</param>
/// <param name="Cubic">Whether y is cubed.</param>
/// <param name="Seed">Of batches and initial weights.</param>
/// <param name="Steps">A stair.</param>
internal sealed record Climb(Contender Contender, bool Cubic, long Seed, int Steps)
{
    public string Pairs => Cubic ? "cubic" : "Gaussian";

    public ImmutableArray<Stair> Stairs { get; private set; } = [];

    /// <summary>For a chart: the mean of the estimates over each fiftieth of a stair, up to a step.</summary>
    public ImmutableArray<(double Step, double Mean)> Trail { get; private set; } = [];

    /// <summary>
    /// Climbs. An estimate is the bound on a batch that the critic has not seen yet, taken before its step, as the authors
    /// have it.
    /// </summary>
    public void Run(Action<double, string> report)
    {
        using ICritic critic = Contender.Create();
        critic.Seed = Seed;
        float[] x = new float[Staircase.BatchSize * Staircase.Dim], y = new float[x.Length];
        for (int stair = 0; stair < Staircase.Stairs.Length; stair++)
        {
            List<double> settled = [], recent = [];
            critic.Enter(Staircase.Stairs[stair]);
            for (int step = 0; step < Steps; step++)
            {
                // Every estimator sees the same batches: differences between them are not luck.
                Staircase.Draw(Staircase.Stairs[stair], Cubic, new Rng(Seed, RandomStream.User, ((long)stair * Steps) + step), x, y);
                critic.StepOn(x, y);
                recent.Add(critic.LastBatchValue);
                if (recent.Count >= Steps / 50.0)
                {
                    Trail = Trail.Add(((stair * Steps) + step + 1, recent.Average()));
                    recent.Clear();
                }

                if (step >= Steps / 2)
                {
                    settled.Add(critic.LastBatchValue);
                }

                if (step % 10 == 0)
                {
                    report((stair + (step / (double)Steps)) / Staircase.Stairs.Length, $"{critic.LastBatchValue:F2} at {Staircase.Stairs[stair]} nats");
                }
            }

            double mean = settled.Average();
            Stairs = Stairs.Add(new Stair(Staircase.Stairs[stair], mean, settled.Average(value => (value - mean) * (value - mean))));
        }
    }
}
