using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

// For a test: seconds.
namespace GanMi.Tiny;

// Its decoder is trained as a generator, then q on pairs of it: the others load them. On its own it is IWAE with K = 1.
[Estimator(Bound.BarberAgakov)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [32, 32], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Variational(Hidden = [32], Activation = Activation.Tanh)]
[Training(Steps = 300, BatchSize = 64, LearningRate = 3e-3)]
[Evaluation(SubBatches = 4)]
internal sealed partial class BarberAgakov : IGenerator;

// From the prior: no q.
[Estimator(Bound.Iwae, Samples = 100)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [32, 32], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Evaluation(SubBatches = 4)]
internal sealed partial class PriorIwae : IBothSides;

[Estimator(Bound.Iwae, Samples = 100)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [32, 32], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Variational(Hidden = [32], Activation = Activation.Tanh)]
[Evaluation(SubBatches = 4)]
internal sealed partial class Iwae100 : IBothSides, IWithVariational;

[Estimator(Bound.Ais, Chains = 4), Annealing(Temperatures = 1), Hmc(LeapfrogSteps = 5)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [32, 32], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Variational(Hidden = [32], Activation = Activation.Tanh)]
[Evaluation(SubBatches = 4)]
internal sealed partial class Ais1 : IBothSides, IWithVariational;

[Estimator(Bound.Ais, Chains = 4), Annealing(Temperatures = 10), Hmc(LeapfrogSteps = 5)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [32, 32], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Variational(Hidden = [32], Activation = Activation.Tanh)]
[Evaluation(SubBatches = 4)]
internal sealed partial class Ais10 : IBothSides, IWithVariational;

[Estimator(Bound.Ais, Chains = 4), Annealing(Temperatures = 30), Hmc(LeapfrogSteps = 5)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [32, 32], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Variational(Hidden = [32], Activation = Activation.Tanh)]
[Evaluation(SubBatches = 4)]
internal sealed partial class Ais30 : IBothSides, IWithVariational;

[Estimator(Bound.StructuredInfoNce, Samples = 20)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 784, Hidden = [32, 32], Activation = Activation.Tanh, Output = DecoderOutput.Sigmoid, Scale = GanModel.Scale)]
[Evaluation(SubBatches = 4)]
internal sealed partial class StructuredInfoNce : ILowerSide;

// Knows nothing of the model but pairs.
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [32])]
[Training(Steps = 100, BatchSize = 32)]
internal sealed partial class InfoNce(IGenerator model)
{
    [Joint(X = 784, Y = 2)]
    private (Tensor X, Tensor Y) Draw(long n, Generator generator) => model.Simulate(n, generator);
}
