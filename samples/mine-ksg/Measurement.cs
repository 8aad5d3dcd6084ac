using System;
using System.Diagnostics;
using MiDsl;
using MiDsl.Samples.Common;

namespace MineKsg;

/// <summary>One estimator on one distribution under one seed.</summary>
/// <param name="Contender">Who measures.</param>
/// <param name="Pairs">What.</param>
/// <param name="Seed">Of data, split, weights and batches.</param>
internal sealed record Measurement(Contender Contender, Correlated Pairs, long Seed)
{
    private InformationValue? value;

    /// <summary>What came out, nats.</summary>
    public InformationValue Value => value ?? throw new InvalidOperationException("Run comes first.");

    public double Nats => Value.Value;

    /// <summary>
    /// The Donsker-Varadhan value of the paper, on the same pairs: biased upwards. NaN for other estimators.
    /// </summary>
    public double PlugIn => Value.Alongside.IsEmpty ? double.NaN : Value.Alongside[0].Value;

    public double Seconds { get; private set; }

    public void Run(Action<double, string> report)
    {
        Stopwatch clock = Stopwatch.StartNew();
        value = Contender.Run(Pairs, Seed, new TrainingCurve(look =>
            report(look.Step / (double)look.Steps, $"{Screen.Number(look.ValidationValue, 3)} on validation pairs")));
        Seconds = clock.Elapsed.TotalSeconds;
    }
}
