using System.Linq;
using System.Threading.Tasks;
using MiDsl.Testing;
using VerifyXunit;
using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>
/// The emitted code, for reading: one declaration a bound, which together take every critic form, sampler form and
/// clipping. The plan comes first.
/// </summary>
public sealed class EmittedCodeTests
{
    private const string InfoNce = """
        using System;
        using MiDsl;

        namespace Users;

        [Estimator(Bound.InfoNce)]
        [Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32)]
        [Training(Steps = 10_000, BatchSize = 128)]
        public sealed partial class CorrelatedGaussian(double rho)
        {
            [Joint(X = 20, Y = 20)]
            private void Draw(Rng rng, int n, Span<float> x, Span<float> y)
            {
                rng.FillGaussian(x);
                rng.FillGaussian(y);
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = (float)((rho * x[i]) + (Math.Sqrt(1 - (rho * rho)) * y[i]));
                }
            }
        }
        """;

    private const string DonskerVaradhan = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.DonskerVaradhan, EmaRate = 0.05)]
        [Critic(CriticForm.Concatenated, Hidden = [128, 64], Activation = Activation.ELU)]
        [Training(Validation = 0.1, Test = 0.3, Seed = 7)]
        [GradientClipping(Clip.Adaptive)]
        [Joint]
        public sealed partial class CodeInformation;
        """;

    private const string Nwj = """
        using MiDsl;
        using TorchSharp;
        using static TorchSharp.torch;

        namespace Users;

        internal static partial class Outer<T>
        {
            [Estimator(Bound.Nwj)]
            [Training(Optimizer = Optimizer.Sgd, LearningRate = 0.01)]
            [GradientClipping(Clip.Norm, MaxNorm = 5)]
            private sealed partial class @class
            {
                [Critic]
                private nn.Module<Tensor, Tensor, Tensor> Network() => nn.Bilinear(2, 3, 1);

                [Joint(X = 2, Y = 3)]
                private static (Tensor X, Tensor Y) Draw(long n, Generator generator) =>
                    (randn(n, 2, generator: generator), randn(n, 3, generator: generator));
            }
        }
        """;

    private const string Smile = """
        using System;
        using MiDsl;

        [Estimator(Bound.Smile, Tau = 1)]
        [Critic(CriticForm.Bilinear)]
        [Training(Optimizer = Optimizer.AdamW, Test = 0)]
        [GradientClipping(Clip.Value, MaxValue = 0.5)]
        [Preprocess(Preprocessing.Standardize)]
        public sealed partial record Standardized
        {
            [Joint(X = 3, Y = 1)]
            private static void Draw(Rng rng, int n, Span<float> x, Span<float> y)
            {
                rng.FillGaussian(x, mean: 5, sd: 2);
                rng.FillGaussian(y);
            }
        }
        """;

    private const string Tuba = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Tuba)]
        [Critic(CriticForm.Bilinear)]
        [Baseline(Hidden = [32], Activation = Activation.SiLU)]
        [Joint(X = 4, Y = 2)]
        public sealed partial class WithBaseline;
        """;

    private const string IAlpha = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.IAlpha, Alpha = 0.01)]
        [Critic(CriticForm.Separable, Hidden = [64])]
        [Joint]
        public sealed partial class Interpolated;
        """;

    private const string PlainInfoNce = """
        using System;
        using MiDsl;

        namespace Users;

        [Estimator(Bound.InfoNce, Target = Target.Cpu)]
        [Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32)]
        [Training(Steps = 10_000, BatchSize = 128)]
        public sealed partial class PlainGaussian(double rho)
        {
            [Joint(X = 20, Y = 20)]
            private void Draw(Rng rng, int n, Span<float> x, Span<float> y)
            {
                rng.FillGaussian(x);
                rng.FillGaussian(y);
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = (float)((rho * x[i]) + (Math.Sqrt(1 - (rho * rho)) * y[i]));
                }
            }
        }
        """;

    private const string PlainBroken = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Nwj, Target = Target.Cpu)]
        [Critic(CriticForm.Separable, SpectralNorm = true)]
        [Joint]
        public sealed partial class PlainBroken;
        """;

    private const string PlainMine = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.DonskerVaradhan, Target = Target.Cpu)]
        [Critic(CriticForm.Concatenated, Hidden = [128, 128], Activation = Activation.SiLU, LayerNorm = true, Residual = true)]
        [Negatives(NegativeSampling.CyclicShift, PerPair = 8)]
        [Training(Schedule = LearningRateSchedule.Cosine, WeightAverage = 0.99, CrossFit = 3)]
        [GradientClipping(Clip.Norm)]
        [Joint]
        public sealed partial class PlainMine;
        """;

    private const string PlainTuba = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Tuba, Target = Target.Cpu)]
        [Critic(CriticForm.Bilinear)]
        [Baseline(Hidden = [32])]
        [Discrete(Variable.Y, Categories = 10, Embedding = 4)]
        [Negatives(NegativeSampling.SecondDraw, PerPair = 2)]
        [Joint(X = 4, Y = 1)]
        public sealed partial class PlainLabels;
        """;

    private const string PlainSmile = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Smile, Target = Target.Cpu)]
        [Critic(CriticForm.Concatenated, Hidden = [64], Base = BaseCritic.Student)]
        [Joint]
        public sealed partial class PlainPairs;
        """;

    private const string JensenShannon = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan)]
        [Critic(CriticForm.Separable, Hidden = [64])]
        [Joint]
        public sealed partial class Divergence;
        """;

    private const string Shifted = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Nwj)]
        [Critic(CriticForm.Concatenated, Hidden = [64, 64], Residual = true, LayerNorm = true, SpectralNorm = true, Dropout = 0.1, Noise = 0.2, InputNoise = 0.3)]
        [Negatives(NegativeSampling.CyclicShift, PerPair = 4)]
        [Joint(X = 5)]
        public sealed partial class Shifted;
        """;

    private const string Images = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.InfoNce)]
        [Critic(CriticForm.EncodeAndDot, Channels = [16, 32], Hidden = [128], Embedding = 64)]
        [Image(Variable.X, Height = 28, Width = 28)]
        [Discrete(Variable.Y, Categories = 10, Embedding = 8)]
        [Negatives(NegativeSampling.SecondDraw)]
        [Joint(X = 784, Y = 1)]
        public sealed partial class Images;
        """;

    private const string Overlaid = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.InfoNce)]
        [Critic(CriticForm.ConcatAndConvolve, Channels = [16, 32], Hidden = [128])]
        [Image(Variable.X, Height = 28, Width = 28)]
        [Image(Variable.Y, Height = 28, Width = 28)]
        [Joint]
        public sealed partial class Overlaid;
        """;

    private const string Local = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.InfoNce)]
        [Critic(CriticForm.Separable, Hidden = [64], Embedding = 32)]
        [Image(Variable.X, Height = 4, Width = 4, EachLocation = true)]
        [Joint(Y = 64)]
        public sealed partial class Local;
        """;

    private const string LocalShifted = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.DonskerVaradhan)]
        [Critic(CriticForm.Concatenated, Hidden = [64])]
        [Image(Variable.X, Height = 4, Width = 4, EachLocation = true)]
        [Negatives(NegativeSampling.CyclicShift)]
        [Joint]
        public sealed partial class LocalShifted;
        """;

    private const string Conditioned = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.DonskerVaradhan)]
        [Critic(CriticForm.ConcatAndConvolve, Channels = [16, 32], Hidden = [128], Activation = Activation.ELU, ConditionEachConvolution = true)]
        [Image(Variable.X, Height = 14, Width = 14)]
        [Joint(X = 392, Y = 50)]
        public sealed partial class Conditioned;
        """;

    private const string ConditionedRows = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.DonskerVaradhan)]
        [Critic(CriticForm.ConcatAndConvolve, Channels = [16, 32], Hidden = [128], ConditionEachConvolution = true)]
        [Image(Variable.X, Height = 14, Width = 14)]
        [Negatives(NegativeSampling.CyclicShift)]
        [Joint]
        public sealed partial class ConditionedRows;
        """;

    private const string Normed = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.InfoNce)]
        [Critic(CriticForm.Concatenated, Hidden = [64, 64], BatchNorm = true)]
        [Training(WeightAverage = 0.99)]
        [Joint(X = 5, Y = 3)]
        public sealed partial class Normed;
        """;

    private const string NormedImages = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.DonskerVaradhan)]
        [Critic(CriticForm.ConcatAndConvolve, Channels = [16, 32], Hidden = [128], Activation = Activation.LeakyReLU, BatchNorm = true)]
        [Image(Variable.X, Height = 28, Width = 28)]
        [Negatives(NegativeSampling.CyclicShift)]
        [Joint(X = 784, Y = 50)]
        public sealed partial class NormedImages;
        """;

    private const string NormedClub = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Club)]
        [Variational(Hidden = [64], BatchNorm = true)]
        [Joint(X = 5, Y = 3)]
        public sealed partial class NormedClub;
        """;

    private const string Club = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Club)]
        [Variational(Hidden = [64])]
        [Joint(X = 3, Y = 2)]
        public sealed partial class UpperIfExact;
        """;

    private const string Entropies = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.DifferenceOfEntropies)]
        [Variational(Hidden = [64], Components = 5)]
        [Joint]
        public sealed partial class Entropies;
        """;

    private const string Generative = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.GenerativeModels)]
        [Variational(Hidden = [64, 32])]
        [Autoencoders(Latent = 4, X = Likelihood.Bernoulli)]
        [Joint(Y = 3)]
        public sealed partial class Generative;
        """;

    private const string Conditional = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan)]
        [Critic(CriticForm.Concatenated, Hidden = [64, 64])]
        [Negatives(NegativeSampling.Neighbours)]
        [Joint(X = 3, Y = 1, Given = 2)]
        public sealed partial class BeyondZ;
        """;

    private const string Based = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan, NoiseRatio = 15)]
        [Critic(CriticForm.Concatenated, Hidden = [128, 128], Activation = Activation.SiLU, Base = BaseCritic.Student)]
        [Negatives(NegativeSampling.CyclicShift, PerPair = 15)]
        [Joint]
        public sealed partial class Based;
        """;

    private const string BasedSeparable = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Nwj)]
        [Critic(CriticForm.Separable, Hidden = [64], Base = BaseCritic.Gaussian)]
        [Joint(X = 3, Y = 2)]
        public sealed partial class BasedSeparable;
        """;

    private const string OwnTuba = """
        using MiDsl;
        using TorchSharp;
        using static TorchSharp.torch;

        namespace Users;

        [Estimator(Bound.Tuba)]
        [Negatives(NegativeSampling.CyclicShift)]
        [Joint(X = 2, Y = 3)]
        public sealed partial class OwnTuba
        {
            [Critic]
            private static nn.Module<Tensor, Tensor, Tensor> Network() => nn.Bilinear(2, 3, 1);
        }
        """;

    private const string Fitted = """
        using System;
        using MiDsl;

        namespace Users;

        [Estimator(Bound.DonskerVaradhan)]
        [Critic(CriticForm.Concatenated, Hidden = [64])]
        [Training(Steps = 2_000, Schedule = LearningRateSchedule.Cosine, WeightAverage = 0.99, CrossFit = 3)]
        [Preprocess(Preprocessing.NormalScores)]
        [Discrete(Variable.Y, Categories = 3)]
        public sealed partial class Fitted
        {
            [Joint(X = 2, Y = 1)]
            private static void Draw(Rng rng, int n, Span<float> x, Span<float> y)
            {
                rng.FillGaussian(x);
                for (int i = 0; i < n; i++)
                {
                    y[i] = x[2 * i] < -1 ? 0 : x[2 * i] < 1 ? 1 : 2;
                }
            }
        }
        """;

    private const string WholeSet = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.InfoNce)]
        [Critic(CriticForm.Concatenated, Hidden = [64])]
        [Negatives(NegativeSampling.CyclicShift, PerPair = 15, InEvaluation = 300)]
        [Joint(X = 5)]
        public sealed partial class WholeSet;
        """;

    private const string Broken = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Smile, Tau = -1)]
        [Critic(CriticForm.Separable, Hidden = [0])]
        [Training(BatchSize = 1)]
        public partial class Broken;
        """;

    [Theory]
    [InlineData(nameof(InfoNce), InfoNce)]
    [InlineData(nameof(DonskerVaradhan), DonskerVaradhan)]
    [InlineData(nameof(Nwj), Nwj)]
    [InlineData(nameof(Smile), Smile)]
    [InlineData(nameof(Tuba), Tuba)]
    [InlineData(nameof(IAlpha), IAlpha)]
    [InlineData(nameof(PlainInfoNce), PlainInfoNce)]
    [InlineData(nameof(PlainBroken), PlainBroken)]
    [InlineData(nameof(PlainMine), PlainMine)]
    [InlineData(nameof(PlainTuba), PlainTuba)]
    [InlineData(nameof(PlainSmile), PlainSmile)]
    [InlineData(nameof(JensenShannon), JensenShannon)]
    [InlineData(nameof(Shifted), Shifted)]
    [InlineData(nameof(Images), Images)]
    [InlineData(nameof(Overlaid), Overlaid)]
    [InlineData(nameof(Local), Local)]
    [InlineData(nameof(LocalShifted), LocalShifted)]
    [InlineData(nameof(Conditioned), Conditioned)]
    [InlineData(nameof(ConditionedRows), ConditionedRows)]
    [InlineData(nameof(Normed), Normed)]
    [InlineData(nameof(NormedImages), NormedImages)]
    [InlineData(nameof(NormedClub), NormedClub)]
    [InlineData(nameof(Club), Club)]
    [InlineData(nameof(Entropies), Entropies)]
    [InlineData(nameof(Generative), Generative)]
    [InlineData(nameof(Conditional), Conditional)]
    [InlineData(nameof(OwnTuba), OwnTuba)]
    [InlineData(nameof(Fitted), Fitted)]
    [InlineData(nameof(WholeSet), WholeSet)]
    [InlineData(nameof(Based), Based)]
    [InlineData(nameof(BasedSeparable), BasedSeparable)]
    [InlineData(nameof(Broken), Broken)]
    public Task Emitted(string name, string source)
    {
        GeneratorRun run = GeneratorRun.Of<EstimatorGenerator>(source).AssertCompiles();
        string text = string.Join("\n", run.Files.OrderBy(f => f.Key, System.StringComparer.Ordinal).Select(f => f.Value));
        return Verifier.Verify(text, "cs").UseTextForParameters(name);
    }

    [Theory]
    [InlineData(nameof(InfoNce), InfoNce)]
    [InlineData(nameof(DonskerVaradhan), DonskerVaradhan)]
    [InlineData(nameof(Nwj), Nwj)]
    [InlineData(nameof(Smile), Smile)]
    public Task Planned(string name, string source)
    {
        var plans = IncrementalRun.Of<EstimatorGenerator>(source).ValuesOf<Attempt<Planned>>(EstimatorGenerator.PlansStep);
        return Verifier.Verify(PlanText.Of(Assert.Single(plans).Value.Plan!), "txt").UseTextForParameters(name);
    }
}
