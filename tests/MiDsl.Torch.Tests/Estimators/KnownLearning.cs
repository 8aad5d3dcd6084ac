using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Estimators;

[Estimator(Bound.BarberAgakov)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 6, Hidden = [])]
[Variational(Hidden = [32], Family = VariationalFamily.FullGaussian)]
[Training(Steps = 1_500, LearningRate = 5e-3, Schedule = LearningRateSchedule.Cosine)]
[Evaluation(Pairs = 256)]
internal sealed partial class LearnedBarberAgakov;

[Estimator(Bound.Ais, Chains = 8)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 32, Hidden = [8], Channels = [6], Activation = Activation.Tanh, Scale = 0.05)]
[Image(Variable.X, Height = 4, Width = 4)]
[Annealing(Temperatures = 40)]
[Evaluation(Pairs = 64)]
internal sealed partial class AnnealedImages;

[Estimator(Bound.Iwae, Samples = 4_000)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 32, Hidden = [8], Channels = [6], Activation = Activation.Tanh, Scale = 0.05)]
[Image(Variable.X, Height = 4, Width = 4)]
[Evaluation(Pairs = 64)]
internal sealed partial class SampledImages;

[Estimator(Bound.Iwae, Samples = 16)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 6, Hidden = [])]
[Variational(Hidden = [32])]
[Training(Steps = 500, LearningRate = 5e-3)]
[Evaluation(Pairs = 256)]
internal sealed partial class LearnedIwae;

[Estimator(Bound.Giwae, Samples = 16, Report = Side.Both)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 6, Hidden = [])]
[Variational(Hidden = [32])]
[Critic(CriticForm.Concatenated, Hidden = [32, 32], Activation = Activation.SiLU)]
[Training(Steps = 1_500, LearningRate = 5e-3, Schedule = LearningRateSchedule.Cosine)]
[Evaluation(Pairs = 256)]
internal sealed partial class LearnedGiwae;

/// <summary>A critic that holds the truth: x^T A y minus a quadratic in y, by a bilinear map and a linear one.</summary>
internal sealed class QuadraticCritic : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Linear ofX = nn.Linear(6, 6);
    private readonly TorchSharp.Modules.Linear ofY = nn.Linear(2, 6, hasBias: false);

    public QuadraticCritic()
        : base(nameof(QuadraticCritic))
    {
        register_module("ofX", ofX);
        register_module("ofY", ofY);
    }

    public override Tensor forward(Tensor x, Tensor y) => -0.5 * (ofX.call(x) - ofY.call(y)).square().sum(1L);
}

[Estimator(Bound.MineAis, Chains = 8)]
[Marginal(Variable.Y, Dim = 2)]
[Annealing(Temperatures = 60, Schedule = AnnealingSchedule.Adapted)]
[Hmc(LeapfrogSteps = 4, NegativeTransitions = 3)]
[Training(Steps = 800, BatchSize = 128, LearningRate = 1e-2, Schedule = LearningRateSchedule.Cosine)]
[Evaluation(Pairs = 256)]
internal sealed partial class LearnedMineAis
{
    [Critic]
    private static nn.Module<Tensor, Tensor, Tensor> Energy() => new QuadraticCritic();

    [Joint(X = 6, Y = 2)]
    private static (Tensor X, Tensor Y) Draw(long n, Generator generator)
    {
        Tensor w = tensor(new float[] { 2, 0, 1, 1, 0, 2, -1, 1, 1.5f, 0.5f, 0, -1 }).view(6, 2);
        Tensor y = randn(n, 2, generator: generator);
        return (y.matmul(w.t()) + randn(n, 6, generator: generator), y);
    }
}

[Estimator(Bound.Iwae, Samples = 16)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 6, Hidden = [], Scale = 1, LearnScale = true)]
[Variational(Hidden = [32], Family = VariationalFamily.FullGaussian)]
[Training(Steps = 2_500, BatchSize = 128, LearningRate = 5e-3, Schedule = LearningRateSchedule.Cosine)]
internal sealed partial class LearnedAutoencoder;

[Estimator(Bound.BarberAgakov)]
[Joint(X = 6, Y = 2)]
[Marginal(Variable.Y)]
[Variational(Hidden = [32], Family = VariationalFamily.FullGaussian)]
[Training(Steps = 800, LearningRate = 3e-3)]
internal sealed partial class BarberAgakovOnData;
