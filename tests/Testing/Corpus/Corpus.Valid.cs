namespace MiDsl.Testing;

public static partial class Corpus
{
    /// <summary>Declarations that say all they have to.</summary>
    public static (string Name, string Source)[] Valid { get; } =
    [
        ("spans", """
            using System;
            using MiDsl;

            namespace Users;

            [Estimator(Bound.Smile, Tau = 5)]
            [Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32, Activation = Activation.ReLU)]
            [Training(Steps = 20_000, BatchSize = 64, LearningRate = 5e-4)]
            public sealed partial class CorrelatedGaussian(double rho)
            {
                [Joint(X = 20, Y = 20)]
                private void Draw(Rng rng, int n, Span<float> x, Span<float> y)
                {
                    x.Fill((float)rho);
                    y.Fill(1f);
                }
            }

            """),
        ("tensors", """
            using MiDsl;
            using TorchSharp;
            using static TorchSharp.torch;

            [Estimator(Bound.InfoNce), Critic(CriticForm.Concatenated, Hidden = new[] { 128 })]
            partial class Pairs
            {
                [Joint(X = 2, Y = 3)]
                (Tensor X, Tensor Y) Draw(long n, Generator generator) => (randn(n, 2), randn(n, 3));
            }

            """),
        ("term", """
            using MiDsl;

            namespace Users.Terms
            {
                [Estimator(Bound.DonskerVaradhan, EmaRate = 0.01)]
                [Critic(CriticForm.Bilinear)]
                [GradientClipping(Clip.Adaptive)]
                [Joint(X = 8, Y = 4)]
                internal partial class CodeInformation;
            }

            """),
        ("autoencoders", """
            using MiDsl;

            [Estimator(Bound.GenerativeModels)]
            [Variational(Hidden = [32])]
            [Autoencoders(Latent = 4, X = Likelihood.Bernoulli, Y = Likelihood.Gaussian, Samples = 8)]
            [Joint]
            partial class Models;

            """),
        ("closed form", """
            using MiDsl;

            namespace Users
            {
                class ClosedForm;

                class PairFeatures;

                [Estimator(Bound.JensenShannon, NoiseRatio = 0.5)]
                [Critic(CriticForm.Separable, Hidden = [], Base = BaseCritic.Gaussian, InputNoise = 0.1)]
                [Negatives(NegativeSampling.SecondDraw)]
                [Joint]
                internal partial class Base;

                [Estimator(Bound.Nwj)]
                [Critic(CriticForm.Concatenated, Hidden = [8, 8], Base = BaseCritic.Gaussian, Residual = true, BatchNorm = true, Dropout = 0.1)]
                [Negatives(NegativeSampling.CyclicShift)]
                [Joint]
                internal partial class Normed;

                [Estimator(Bound.Tuba)]
                [Critic(CriticForm.Concatenated, Hidden = [8, 8], Base = BaseCritic.Student, Residual = true, LayerNorm = true)]
                [Joint(X = 3)]
                internal partial class Tuba;
            }

            """),
        ("known", """
            using MiDsl;
            using TorchSharp;
            using static TorchSharp.torch;
            using static TorchSharp.torch.distributions;

            namespace Users;

            [Estimator(Bound.Ais, Chains = 4, LowerBy = ChainWeights.CoupledReverse)]
            [Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3, Hidden = [8], LearnScale = true, BatchNorm = true)]
            [Variational(Hidden = [8], Components = 2, BatchNorm = true)]
            [Annealing(Temperatures = 20, Schedule = AnnealingSchedule.Adapted), Hmc(LeapfrogSteps = 3, Jitter = 0.1)]
            [Evaluation(Pairs = 16, SubBatches = 4)]
            public sealed partial class Annealed;

            [Estimator(Bound.MineAis), Critic(CriticForm.Concatenated, Hidden = [8])]
            [Joint(Y = 3)]
            internal partial class EnergyBased
            {
                [Marginal(Variable.X, Dim = 2)]
                private static Distribution Prior() => Normal(zeros(2), ones(2));

                [Variational(Variable.X)]
                private Tensor LogQ(Tensor x, Tensor y) => x.sum(1L) - y.sum(1L);

                [Variational(Variable.X)]
                private Tensor DrawQ(Tensor y, Generator generator) => randn(y.shape[0], 2, generator: generator);
            }

            """),
        ("own", """
            using MiDsl;
            using TorchSharp;
            using static TorchSharp.torch;

            partial class Outer<T>
            {
                [Estimator(Bound.Nwj)]
                [Preprocess(Preprocessing.None)]
                [Joint]
                private partial class Inner
                {
                    [Critic]
                    nn.Module<Tensor, Tensor, Tensor> Network() => null!;
                }
            }

            """),
    ];
}
