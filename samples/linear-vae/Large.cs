using System;
using System.Threading;
using MiDsl;
using MiDsl.Torch;
using static TorchSharp.torch;

namespace LinearVae;

/// <summary>10 latent and 100 observed dimensions, more than 20 nats: what no bound from samples alone reaches.</summary>
[Estimator(Bound.Ais, Chains = 16)]
[Marginal(Variable.Y, Dim = 10)]
[Decoder(Dim = 100, Hidden = [])]
[Annealing(Temperatures = 500, Schedule = AnnealingSchedule.Adapted)]
[Hmc(LeapfrogSteps = 6, TargetAcceptance = 0.8)]
[Evaluation(Pairs = 128)]
internal sealed partial class Large : ILarge;

/// <summary>The same with step sizes that do not vary from transition to transition.</summary>
[Estimator(Bound.Ais, Chains = 16)]
[Marginal(Variable.Y, Dim = 10)]
[Decoder(Dim = 100, Hidden = [])]
[Annealing(Temperatures = 500, Schedule = AnnealingSchedule.Adapted)]
[Hmc(LeapfrogSteps = 6, TargetAcceptance = 0.8, Jitter = 0)]
[Evaluation(Pairs = 128)]
internal sealed partial class LargeWithoutJitter : ILarge;

/// <summary>What the generator writes for both.</summary>
internal interface ILarge : IDisposable
{
    long Seed { get; set; }

    void UseDecoder(params ReadOnlySpan<Tensor> layers);

    Interval Evaluate(int pairs, IProgress<AnnealingProgress>? progress, CancellationToken cancellation, string? checkpoint);

    PairTensors FreshPairs(int pairs);
}
