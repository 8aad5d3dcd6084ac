using System.Threading.Tasks;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Analyzers.Tests;

/// <summary>Rules on known densities: exact span and words.</summary>
public sealed class KnownRuleTests
{
    private const string Prior = "Marginal(Variable.Y, Dim = 2)";
    private const string Decoder = "Decoder(Dim = 3)";

    private static readonly AnalyzerRun Run = new(new EstimatorAnalyzer());

    [Theory]
    [InlineData("Estimator({|MIDSL001:Bound.Ais|}), Marginal(Variable.Y, Dim = 2)", "the lower bound of Annealed importance sampling needs the density of X given Y ([Conditional] on 'Distribution P(Tensor y)' or 'Tensor LogP(Tensor x, Tensor y)', or [Decoder] on the class) and pairs from p(x, y) ([Joint] on the class or on a sampler, or samplers of both [Marginal] and [Conditional]); what is declared allows: none yet")]
    [InlineData("Estimator(Bound.BarberAgakov, {|MIDSL001:Report = Side.Lower|}), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)", "the lower bound of Barber-Agakov needs the density of a variational q(y|x) ([Variational] on the class, or on 'Distribution Q(Tensor x)' or 'Tensor LogQ(Tensor y, Tensor x)'); what is declared allows: Bound.Iwae (lower), Bound.Iwae (upper), Bound.StructuredInfoNce, Bound.LeaveOneOut, Bound.ClubExact, Bound.Ais (lower), Bound.Ais (upper), Bound.MineAis")]
    [InlineData("Estimator(Bound.StructuredInfoNce, {|MIDSL002:Report = Side.Upper|}), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)", "Structured InfoNCE is a lower bound only, and Report = Side.Upper asks for another side; drop it, or declare one of Bound.Iwae (lower), Bound.Iwae (upper), Bound.LeaveOneOut, Bound.ClubExact, Bound.Ais (lower), Bound.Ais (upper), Bound.MineAis")]
    [InlineData("Estimator(Bound.Iwae, {|MIDSL003:Report = Side.Upper|}), Joint(X = 3, Y = 2), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)", "the upper bound of IWAE needs the conditional p(x|y) that the pairs really have, and a [Decoder] is a model of given pairs, not their distribution: with a model of it its side is lost; let the pairs be simulated (drop [Joint]), or report what is valid here: Bound.Iwae (lower), Bound.StructuredInfoNce, Bound.Ais (lower), Bound.MineAis")]
    [InlineData("Estimator(Bound.Iwae, Report = Side.Lower), Joint(X = 3, Y = 2), Marginal(Variable.Y, Dim = 2, {|MIDSL003:Exact = false|}), Decoder(Dim = 3)", "the lower bound of IWAE needs the marginal p(y) that the pairs really have, and [Marginal(Exact = false)] says that this is another: with a fitted or borrowed one its side is lost; declare the exact marginal, or report what is valid here: none yet")]
    [InlineData("Estimator(Bound.Ais, {|MIDSL007:LowerBy = ChainWeights.IndependentReverse|}), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)", "the lower bound of Annealed importance sampling by independent reverse chains starts each at a posterior sample of its own, and a pair holds one; add [Posterior] on 'Tensor Sample(Tensor x, Generator generator)', or declare LowerBy = ChainWeights.CoupledReverse")]
    [InlineData("Estimator(Bound.Iwae, {|MIDSL010:Samples = 0|}), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)", "Samples = 0 must be at least 1")]
    [InlineData("Estimator(Bound.LeaveOneOut, {|MIDSL010:Samples = 1|}), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)", "Samples = 1 must be at least 2")]
    [InlineData("Estimator(Bound.Iwae, {|MIDSL010:Chains = 4|}), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)", "Chains = 4 counts annealed chains, and Bound.Iwae anneals none; drop it or declare Samples")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3), Annealing({|MIDSL010:Temperatures = 0|})", "Temperatures = 0 must be at least 1; with 1 the chains are importance samples")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3), Annealing(Schedule = AnnealingSchedule.Linear, {|MIDSL010:Range = 3|})", "Range = 3 is that of a sigmoid, and the schedule is linear; drop it")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3), Hmc({|MIDSL010:TargetAcceptance = 1|})", "TargetAcceptance = 1 must lie in (0, 1); 0.65 is usual")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3), Hmc({|MIDSL010:Jitter = 1|})", "Jitter = 1 must lie in [0, 1); 0.2 is usual, 0 is off")]
    [InlineData("Estimator(Bound.Iwae), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3), {|MIDSL010:Annealing(Temperatures = 5)|}", "[Annealing] has no meaning here: Bound.Iwae anneals no chains; drop it")]
    [InlineData("Estimator(Bound.Ais), {|MIDSL011:Marginal(Variable.Y)|}, Decoder(Dim = 3)", "[Marginal] does not say how many dimensions Y has; write Dim = ...")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, {|MIDSL011:Dim = 0|}), Decoder(Dim = 3)", "Dim = 0 is no number of dimensions; it must be at least 1")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3, {|MIDSL011:Scale = -1|})", "Scale = -1 is a standard deviation: it must be positive and finite")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3, Likelihood = Likelihood.Bernoulli, {|MIDSL011:Output = DecoderOutput.Tanh|})", "Output has no meaning: the decoder of a Bernoulli likelihood gives logits; drop it")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16, {|MIDSL011:Kernel = 3|})", "Kernel belongs to transposed convolutions; drop it, or declare Channels")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16, {|MIDSL011:Channels = []|}), Image(Variable.X, Height = 4, Width = 4)", "Channels = [] must name at least one transposed convolution, each of at least one channel; drop it for a decoder without")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16, {|MIDSL011:Channels = [8]|})", "transposed convolutions end in an image, and X is declared none; write [Image(Variable.X, Height = ..., Width = ...)], or drop Channels")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16, Channels = [8], {|MIDSL011:Kernel = 3|}), Image(Variable.X, Height = 4, Width = 4)", "Kernel = 3 over Stride = 2 does not enlarge an image 2 times: it must be the stride plus an even number")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16, Channels = [8], {|MIDSL011:Stride = 0|}), Image(Variable.X, Height = 4, Width = 4)", "Stride = 0 must be at least 1")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 36, {|MIDSL011:Channels = [8, 4]|}), Image(Variable.X, Height = 6, Width = 6)", "2 convolutions of Stride = 2 enlarge 4 times, and 6 x 6 is no multiple of that")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder({|MIDSL011:Dim = 17|}, Channels = [8]), Image(Variable.X, Height = 4, Width = 4)", "Dim = 17 is no whole number of channels of 4 x 4 pixels")]
    [InlineData("Estimator(Bound.Iwae), Marginal(Variable.Y, Dim = 2), Decoder({|MIDSL011:Dim = 17|}), Variational(Channels = [8]), Image(Variable.X, Height = 4, Width = 4)", "Dim = 17 is no whole number of channels of 4 x 4 pixels")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16, Channels = [8]), Image(Variable.X, Height = 4, Width = 4), Image({|MIDSL011:Variable.Y|}, Height = 1, Width = 2)", "the decoder draws X, and takes Y as plain rows; drop its [Image]")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16, Channels = [8]), Image(Variable.X, Height = 4, Width = 4, {|MIDSL011:EachLocation = true|})", "EachLocation belongs to critics of samples; drop it")]
    [InlineData("Estimator(Bound.Iwae), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16), Variational({|MIDSL011:Stride = 2|})", "Stride belongs to convolutions; drop it or declare Channels")]
    [InlineData("Estimator(Bound.Iwae), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16), Variational({|MIDSL011:Channels = [8]|})", "convolutions take an image, and X is declared none; write [Image(Variable.X, Height = ..., Width = ...)], or drop Channels")]
    [InlineData("Estimator(Bound.Iwae), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16), Variational(Channels = [8], {|MIDSL011:Kernel = 0|}), Image(Variable.X, Height = 4, Width = 4)", "Kernel = 0 must be at least 1")]
    [InlineData("Estimator(Bound.Iwae), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16), Variational(Channels = [8, 8, 8]), Image({|MIDSL011:Variable.X|}, Height = 4, Width = 4)", "4 x 4 pixels are too few for 3 convolutions of Kernel = 4, Stride = 2; nothing would be left")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3, Hidden = [], {|MIDSL011:BatchNorm = true|})", "BatchNorm = true normalises hidden layers, and Hidden = [] declares none; give Hidden a width, or drop BatchNorm")]
    [InlineData("Estimator(Bound.Iwae), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3, BatchNorm = true), Variational(Hidden = [8]), Training({|MIDSL024:BatchSize = 2|})", "BatchSize = 2 leaves BatchNorm = true of [Decoder] two rows a unit, which become +1 and -1 whatever they were; give larger batches, or drop BatchNorm")]
    [InlineData("Estimator(Bound.Giwae), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3), Variational(Hidden = [8]), Critic(CriticForm.Concatenated, {|MIDSL011:BatchNorm = true|})", "BatchNorm = true has no place in the critic of Bound.Giwae, which scores pairs and negatives apart, and statistics of each apart would tell which is which; drop it or declare LayerNorm = true")]
    [InlineData("Estimator(Bound.MineAis), Joint(X = 3), Marginal(Variable.Y, Dim = 2), Critic(CriticForm.Concatenated, {|MIDSL011:BatchNorm = true|})", "BatchNorm = true has no place in the critic of Bound.MineAis, which draws negatives by HMC from a fixed f, and f by the statistics of a batch is another; drop it or declare LayerNorm = true")]
    [InlineData("Estimator(Bound.MineAis), Joint(X = 3), Marginal(Variable.Y, Dim = 2), Critic(CriticForm.Concatenated), Variational(Hidden = [8], {|MIDSL011:BatchNorm = true|})", "BatchNorm = true has no place here: Bound.MineAis draws negatives by HMC from a fixed q e^f, and q by the statistics of a batch is another; drop it")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3), Evaluation({|MIDSL024:Pairs = 100|})", "Pairs = 100 do not make 8 equal sub-batches; give a multiple of 8")]
    [InlineData("Estimator({|MIDSL010:Bound.Ais|}), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3), Critic(CriticForm.Separable)", "Bound.Ais is computed from declared densities and learns no critic; drop [Critic], or declare Bound.Giwae or MineAis, which learn one")]
    [InlineData("Estimator(Bound.MineAis), {|MIDSL011:Joint|}, Marginal(Variable.Y, Dim = 2), Critic(CriticForm.Concatenated)", "a network takes X, and nothing says how many dimensions it has; write [Joint(X = ...)]")]
    [InlineData("Estimator(Bound.BarberAgakov), {|MIDSL011:Joint(Y = 2)|}, Marginal(Variable.Y, Dim = 2), Variational(Hidden = [8])", "a network takes X, and nothing says how many dimensions it has; write [Joint(X = ...)]")]
    [InlineData("Estimator(Bound.InfoNce), Joint, {|MIDSL010:Decoder(Dim = 3)|}", "[Decoder] declares what Bound.InfoNce, computed from samples alone, does not use; drop it, or declare a bound on known densities: Bound.StructuredInfoNce")]
    public Task Declarations(string attributes, string message) => Verify($"[{attributes}] public partial class A;", message);

    [Fact]
    public Task A_density_of_another_form() => Verify(
        $"[Estimator(Bound.Ais), {Decoder}] public partial class A {{ [Marginal(Variable.Y, Dim = 2)] double {{|MIDSL012:Prior|}}() => 1; }}",
        "'Prior' has no form that a [Marginal] member may have; write 'Distribution M()' or 'Tensor LogM(Tensor y)' or 'Tensor SampleM(long n, Generator generator)'");

    [Fact]
    public Task Roles_that_do_not_belong_together() => Verify(
        $"[Estimator(Bound.Ais), {Prior}, {{|MIDSL011:Decoder(Variable.Y, Dim = 3)|}}] public partial class A;".Replace($"{Prior}, {{|MIDSL011:Decoder(Variable.Y, Dim = 3)|}}", "{|MIDSL011:" + Prior + "|}, Decoder(Variable.Y, Dim = 2)"),
        "[Marginal(Variable.Y)] and [Decoder(Variable.Y)] do not belong together: [Marginal] and [Variational] name one variable, [Conditional] and [Decoder] the other");

    [Fact]
    public Task A_valid_one_is_silent() => Run.Verify(Source($"[Estimator(Bound.Ais), {Prior}, {Decoder}, Annealing(Temperatures = 10)] public partial class A;"));

    [Fact]
    public Task Norms_of_decoder_and_proposal_are_silent() => Run.Verify(Source("[Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 16, Hidden = [], Channels = [8], BatchNorm = true), Variational(BatchNorm = true), Image(Variable.X, Height = 4, Width = 4)] public partial class A;"));

    private static Task Verify(string declaration, string message) => Run.Verify(Source(declaration), message);

    private static string Source(string declaration) => "using System; using MiDsl; using TorchSharp; using static TorchSharp.torch;\n" + declaration;
}
