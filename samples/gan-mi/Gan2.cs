using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

// Two latent dimensions. All but the second line of each declaration is that of Gan10.cs.
namespace GanMi.Two;

// Its decoder is trained as a generator, then q on pairs of it: the others load them. On its own it is IWAE with K = 1.
[Estimator(Bound.BarberAgakov)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [128, 128, 128], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Variational(Hidden = [128, 128], Activation = Activation.Tanh)]
[Training(Steps = 2_000, BatchSize = 128, LearningRate = 1e-3)]
internal sealed partial class BarberAgakov : IGenerator;

// From the prior: no q.
[Estimator(Bound.Iwae, Samples = 10_000)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [128, 128, 128], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
internal sealed partial class PriorIwae : IBothSides;

[Estimator(Bound.Iwae, Samples = 100)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [128, 128, 128], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Variational(Hidden = [128, 128], Activation = Activation.Tanh)]
internal sealed partial class Iwae100 : IBothSides, IWithVariational;

[Estimator(Bound.Iwae, Samples = 10_000)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [128, 128, 128], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Variational(Hidden = [128, 128], Activation = Activation.Tanh)]
internal sealed partial class Iwae10000 : IBothSides, IWithVariational;

[Estimator(Bound.Ais, Chains = 8), Annealing(Temperatures = 1), Hmc(LeapfrogSteps = 5)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [128, 128, 128], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Variational(Hidden = [128, 128], Activation = Activation.Tanh)]
internal sealed partial class Ais1 : IBothSides, IWithVariational;

[Estimator(Bound.Ais, Chains = 8), Annealing(Temperatures = 20), Hmc(LeapfrogSteps = 5)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [128, 128, 128], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Variational(Hidden = [128, 128], Activation = Activation.Tanh)]
internal sealed partial class Ais20 : IBothSides, IWithVariational;

[Estimator(Bound.Ais, Chains = 8), Annealing(Temperatures = 200), Hmc(LeapfrogSteps = 5)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [128, 128, 128], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Variational(Hidden = [128, 128], Activation = Activation.Tanh)]
internal sealed partial class Ais200 : IBothSides, IWithVariational;

[Estimator(Bound.StructuredInfoNce, Samples = 100)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [128, 128, 128], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
internal sealed partial class StructuredInfoNce : ILowerSide;

// Knows nothing of the model but pairs.
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [256, 256])]
[Training(Steps = 1_000, BatchSize = 128)]
internal sealed partial class InfoNce(IGenerator model)
{
    [Joint(X = 784, Y = 2)]
    private (Tensor X, Tensor Y) Draw(long n, Generator generator) => model.Simulate(n, generator);
}
