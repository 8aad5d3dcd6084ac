using MiDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace LinearVae.Sweeps;

// The sandwich closes: IWAE over K and AIS over S, both from the prior, on the model of Bounds.cs.
[Estimator(Bound.Iwae, Samples = 16)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Evaluation(Pairs = 256)]
internal sealed partial class Iwae16;

[Estimator(Bound.Iwae, Samples = 1_000)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Evaluation(Pairs = 256)]
internal sealed partial class Iwae1K;

[Estimator(Bound.Iwae, Samples = 64_000)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Evaluation(Pairs = 256)]
internal sealed partial class Iwae64K;

#pragma warning disable MIDSL017 // the sweep shows what few temperatures cost
[Estimator(Bound.Ais, Chains = 16)]
#pragma warning restore MIDSL017
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Annealing(Temperatures = 5, Schedule = AnnealingSchedule.Adapted)]
[Evaluation(Pairs = 256)]
internal sealed partial class Ais5;

[Estimator(Bound.Ais, Chains = 16)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Annealing(Temperatures = 25, Schedule = AnnealingSchedule.Adapted)]
[Evaluation(Pairs = 256)]
internal sealed partial class Ais25;

[Estimator(Bound.Ais, Chains = 16)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Annealing(Temperatures = 125, Schedule = AnnealingSchedule.Adapted)]
[Evaluation(Pairs = 256)]
internal sealed partial class Ais125;

// Exact draws from every Gaussian on the path, in place of HMC: the gap of a single chain times S is constant.
[Estimator(Bound.Ais, Chains = 1)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Annealing(Temperatures = 20, Schedule = AnnealingSchedule.Linear)]
[Evaluation(Pairs = 4_096)]
internal sealed partial class Exact20(LinearModel model)
{
    [Transition]
    private Tensor Move(Tensor x, Tensor y, double b, Generator generator) => model.Anneal(x, b);
}

[Estimator(Bound.Ais, Chains = 1)]
[Marginal(Variable.Y, Dim = 4)]
[Decoder(Dim = 20, Hidden = [])]
[Annealing(Temperatures = 80, Schedule = AnnealingSchedule.Linear)]
[Evaluation(Pairs = 4_096)]
internal sealed partial class Exact80(LinearModel model)
{
    [Transition]
    private Tensor Move(Tensor x, Tensor y, double b, Generator generator) => model.Anneal(x, b);
}
