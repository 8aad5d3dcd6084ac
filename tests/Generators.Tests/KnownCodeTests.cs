using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using MiDsl.Testing;
using VerifyXunit;
using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>The emitted code of bounds on known densities, for reading.</summary>
public sealed class KnownCodeTests
{
    private const string Annealed = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Ais, Chains = 16)]
        [Marginal(Variable.Y, Dim = 10)]
        [Decoder(Dim = 100, Hidden = [64], Activation = Activation.Tanh, Scale = 0.5)]
        [Annealing(Temperatures = 1_000)]
        [Hmc(LeapfrogSteps = 10, TargetAcceptance = 0.65)]
        public sealed partial class Annealed;
        """;

    private const string Adapted = """
        using MiDsl;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;

        namespace Users;

        [Estimator(Bound.Ais, LowerBy = ChainWeights.IndependentReverse, UpperBy = ChainWeights.CoupledReverse)]
        [Annealing(Temperatures = 50, Schedule = AnnealingSchedule.Adapted)]
        [Hmc(Jitter = 0)]
        public sealed partial class Adapted(double scale)
        {
            [Marginal(Variable.Y, Dim = 2)]
            private static Normal Prior() => distributions.Normal(zeros(2), ones(2));

            [Conditional]
            private Normal Likelihood(Tensor y) => distributions.Normal(y, scale * ones_like(y));

            [Variational]
            private Normal Q(Tensor x) => distributions.Normal(x / (1 + (scale * scale)), ones_like(x));

            [Posterior]
            private Tensor Exact(Tensor x, Generator generator) => (x / (1 + (scale * scale))) + randn(x.shape[0], 2, generator: generator);
        }
        """;

    private const string Autoencoder = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Iwae, Samples = 1_000)]
        [Marginal(Variable.Y, Dim = 10)]
        [Decoder(Dim = 784, Hidden = [256, 256], Likelihood = Likelihood.Bernoulli)]
        [Variational(Hidden = [256], Family = VariationalFamily.FullGaussian)]
        [Training(Steps = 2_000, Optimizer = Optimizer.AdamW, WeightDecay = 0.01)]
        [GradientClipping(Clip.Norm)]
        public sealed partial class Autoencoder;
        """;

    private const string OnData = """
        using MiDsl;

        namespace Users;

        [Estimator(Bound.BarberAgakov)]
        [Joint(X = 5, Y = 3)]
        [Marginal(Variable.Y)]
        [Variational(Components = 3)]
        public sealed partial class OnData;
        """;

    private const string Contrasted = """
        using MiDsl;
        using TorchSharp;
        using static TorchSharp.torch;

        namespace Users;

        [Estimator(Bound.Giwae, Samples = 64, Report = Side.Both)]
        [Critic(CriticForm.Separable, Hidden = [64])]
        [Variational(Hidden = [64], Family = VariationalFamily.Flow)]
        public sealed partial class Contrasted
        {
            [Marginal(Variable.Y, Dim = 3)]
            private static Tensor LogPrior(Tensor y) => -y.abs().sum(1L) - (3 * System.Math.Log(2));

            [Marginal(Variable.Y)]
            private Tensor SamplePrior(long n, Generator generator) => (rand(n, 3, generator: generator) - 0.5) * 2;

            [Conditional(Dim = 4)]
            private static distributions.Distribution Noise(Tensor y) => distributions.Normal(y.repeat(1, 2).narrow(1, 0, 4), ones(1));
        }
        """;

    private const string EnergyBased = """
        using MiDsl;
        using TorchSharp;
        using static TorchSharp.torch;

        namespace Users;

        [Estimator(Bound.MineAis, Chains = 8)]
        [Marginal(Variable.Y, Dim = 10)]
        [Annealing(Temperatures = 100, Schedule = AnnealingSchedule.Linear)]
        [Training(Schedule = LearningRateSchedule.Cosine)]
        public sealed partial class EnergyBased
        {
            [Critic]
            private nn.Module<Tensor, Tensor, Tensor> Energy() => nn.Bilinear(20, 10, 1);

            [Joint(X = 20, Y = 10)]
            private (Tensor X, Tensor Y) Draw(long n, Generator generator) =>
                (randn(n, 20, generator: generator), randn(n, 10, generator: generator));
        }
        """;

    private const string Others = """
        using MiDsl;
        using TorchSharp;
        using static TorchSharp.torch;

        [Estimator(Bound.StructuredInfoNce, Samples = 16)]
        [Joint]
        public sealed partial class Others
        {
            [Conditional]
            private static Tensor LogLikelihood(Tensor x, Tensor y) => -0.5 * (x - y).square().sum(1L);
        }
        """;

    private const string Swapped = """
        using MiDsl;
        using TorchSharp;
        using static TorchSharp.torch;

        [Estimator(Bound.BarberAgakovReference)]
        [Marginal(Variable.X, Dim = 2)]
        internal sealed partial class Swapped<T>
        {
            [Conditional(Variable.Y)]
            private distributions.Distribution Channel(Tensor x) => distributions.Normal(x, ones(2));

            [Reference]
            private static Tensor LogReference(Tensor y) => -0.25 * y.square().sum(1L) - System.Math.Log(4 * System.Math.PI);
        }
        """;

    private const string Moved = """
        using MiDsl;
        using TorchSharp;
        using static TorchSharp.torch;

        [Estimator(Bound.Ais, Chains = 1)]
        [Annealing(Temperatures = 20, Schedule = AnnealingSchedule.Linear)]
        [Evaluation(Pairs = 64, SubBatches = 4, RowsAtOnce = 1_000)]
        internal sealed partial class Moved
        {
            [Marginal(Variable.Y, Dim = 1)]
            private distributions.Distribution Prior() => distributions.Bernoulli(0.5 * ones(1));

            [Conditional(Dim = 1)]
            private distributions.Distribution Noise(Tensor y) => distributions.Normal(y, ones(1));

            [Transition]
            private Tensor Gibbs(Tensor x, Tensor y, double b, Generator generator) => (rand(x.shape[0], 1, generator: generator) < (b * (x - 0.5)).sigmoid()).to(float32);
        }
        """;

    private const string Broken = """
        using MiDsl;

        [Estimator(Bound.Ais, Report = Side.Both)]
        [Marginal(Variable.Y, Dim = 10)]
        public sealed partial class Broken;
        """;

    [Theory]
    [InlineData(nameof(Annealed), Annealed)]
    [InlineData(nameof(Adapted), Adapted)]
    [InlineData(nameof(Autoencoder), Autoencoder)]
    [InlineData(nameof(OnData), OnData)]
    [InlineData(nameof(Contrasted), Contrasted)]
    [InlineData(nameof(EnergyBased), EnergyBased)]
    [InlineData(nameof(Others), Others)]
    [InlineData(nameof(Swapped), Swapped)]
    [InlineData(nameof(Moved), Moved)]
    [InlineData(nameof(Broken), Broken)]
    public Task Known(string name, string source)
    {
        GeneratorRun run = GeneratorRun.Of<EstimatorGenerator>(source).AssertCompiles();
        string text = string.Join("\n", run.Files.OrderBy(f => f.Key, System.StringComparer.Ordinal).Select(f => f.Value));
        return Verifier.Verify(text, "cs").UseTextForParameters(name);
    }

    /// <summary>docs/annealing.md shows the emitted chains as they are.</summary>
    [Fact]
    public void Page_shows_the_emitted_chains()
    {
        const string Begin = "<!-- emitted -->\n", End = "<!-- emitted end -->\n";
        string path = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "annealing.md");
        string page = File.ReadAllText(path);
        string chains = GeneratorRun.Of<EstimatorGenerator>(Annealed).AssertCompiles().Files.Single(f => f.Key.EndsWith(".Annealing.g.cs", System.StringComparison.Ordinal)).Value;
        int from = page.IndexOf(Begin, System.StringComparison.Ordinal) + Begin.Length, to = page.IndexOf(End, System.StringComparison.Ordinal);
        string wanted = $"{page[..from]}```csharp\n{chains}```\n{page[to..]}";
        if (System.Environment.GetEnvironmentVariable("MIDSL_ACCEPT") == "1" && System.Environment.GetEnvironmentVariable("CI") != "true")
        {
            File.WriteAllText(path, wanted);
        }

        Assert.Equal(wanted, File.ReadAllText(path));
        Assert.Contains(Annealed.Replace("using MiDsl;\n\nnamespace Users;\n\n", ""), page);
    }

    private static string Here([CallerFilePath] string file = "") => file;
}
