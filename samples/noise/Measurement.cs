using System;
using MiDsl;
using MiDsl.Samples.Common;

namespace Noise;

/// <summary>MINE on one noisy function under one seed.</summary>
/// <param name="Pairs">What is measured.</param>
/// <param name="Seed">Of pairs, weights and batches.</param>
/// <param name="Full">Whether by the large critic.</param>
internal sealed record Measurement(NoisyFunction Pairs, long Seed, bool Full)
{
    private LowerBound? value;

    /// <summary>What came out, nats.</summary>
    public LowerBound Value => value ?? throw new InvalidOperationException("Run comes first.");

    public double Nats => Value.Value;

    public void Run(Action<double, string> report)
    {
        TrainingCurve curve = new(look => report(look.Step / (double)look.Steps, $"{Screen.Number(look.ValidationValue, 3)} on validation pairs"));
        if (Full)
        {
            using LargeMine large = new(Pairs) { Seed = Seed };
            value = large.Fit(curve);
            return;
        }

        using Mine mine = new(Pairs) { Seed = Seed };
        value = mine.Fit(curve);
    }
}
