using System.Threading.Tasks;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Analyzers.Tests;

/// <summary>MIDSL015, 016, 017, 019 and the sides of bounds on samples: exact span and words, and the mended one.</summary>
public sealed class ExpectedRuleTests
{
    private const string Known = ", Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)";

    private static readonly AnalyzerRun Run = new(new EstimatorAnalyzer());

    [Theory]
    [InlineData("Estimator(Bound.InfoNce, {|MIDSL015:Expected = 6|}), Joint", "Expected = 6 nats lies above what InfoNCE can report with K = 64, at most log K = 4.16; it needs K of at least 404, such as BatchSize = 512, or a bound without that cap: Bound.Smile (an estimate), or Bound.Ais once densities are declared")]
    [InlineData("Estimator(Bound.InfoNce, {|MIDSL015:Expected = 30|}), Joint", "Expected = 30 nats lies above what InfoNCE can report with K = 64, at most log K = 4.16; it needs K of 1.1e+13, more than can be had, or a bound without that cap: Bound.Smile (an estimate), or Bound.Ais once densities are declared")]
    [InlineData("Estimator(Bound.InfoNce, {|MIDSL015:Expected = 2|}), Negatives(NegativeSampling.CyclicShift, PerPair = 3), Joint", "Expected = 2 nats lies above what InfoNCE can report with K = 4, at most log K = 1.39; it needs K of at least 8, such as InEvaluation = 7, or a bound without that cap: Bound.Smile (an estimate), or Bound.Ais once densities are declared")]
    [InlineData("Estimator(Bound.IAlpha, {|MIDSL015:Expected = 7|}), Joint", "Expected = 7 nats lies above what I_alpha can report with K = 64, at most 1 + log(K / alpha) = 5.85; it needs K of at least 202, such as BatchSize = 256, or a bound without that cap: Bound.Smile (an estimate), or Bound.Ais once densities are declared")]
    [InlineData("Estimator(Bound.StructuredInfoNce, {|MIDSL015:Expected = 3|})" + Known, "Expected = 3 nats lies above what Structured InfoNCE can report with K = 16, at most log K = 2.77; it needs K of at least 21, such as Samples = 32, or a bound without that cap: Bound.Ais, Bound.MineAis")]
    public Task Caps(string attributes, string message) => Verify(attributes, message);

    [Theory]
    [InlineData("Estimator(Bound.Nwj, {|MIDSL016:Expected = 10|}), Joint", "Expected = 10 nats makes e^I = 22026.47 against 4032 negatives in a batch: NWJ (MINE-f) then scatters by about 2.34 nats from batch to batch, the root of (e^I - 1)/M, and by 346.88 on a Gaussian pair; BatchSize = 256 brings the first below a nat, and better still fits Bound.Smile (an estimate), or Bound.Ais once densities are declared")]
    [InlineData("Estimator(Bound.DonskerVaradhan, {|MIDSL016:Expected = 5|}), Negatives(NegativeSampling.CyclicShift), Joint", "Expected = 5 nats makes e^I = 148.41 against 64 negatives in a batch: MINE (Donsker-Varadhan) then scatters by at least 1.52 nats from batch to batch, the root of (e^I - 1)/M, and by 18.55 on a Gaussian pair; BatchSize = 256 brings the first below a nat, and better still fits Bound.Smile (an estimate), or Bound.Ais once densities are declared")]
    [InlineData("Estimator(Bound.Tuba, {|MIDSL016:Expected = 40|}), Joint", "Expected = 40 nats makes e^I = 2.4e+17 against 4032 negatives in a batch: TUBA then scatters by about 7.6e+6 nats from batch to batch, the root of (e^I - 1)/M, and by 3.7e+15 on a Gaussian pair; what fits better is Bound.Smile (an estimate), or Bound.Ais once densities are declared")]
    [InlineData("Estimator(Bound.JensenShannon, ReadBy = Bound.Nwj, {|MIDSL016:Expected = 9|}), Joint", null)]
    [InlineData("Estimator(Bound.IAlpha, Alpha = 0, {|MIDSL016:Expected = 9|}), Joint", null)]
    public Task Spreads(string attributes, string? message) => Verify(attributes, message is null ? [] : [message]);

    [Theory]
    [InlineData("Estimator(Bound.InfoNce, {|MIDSL010:Expected = -1|}), Joint", "Expected = -1 must be a number of nats, not negative; drop it where nothing is expected")]
    [InlineData("Estimator(Bound.Ais, {|MIDSL010:Expected = double.NaN|})" + Known, "Expected = NaN must be a number of nats, not negative; drop it where nothing is expected")]
    [InlineData("Estimator(Bound.Club, {|MIDSL004:Report = Side.Upper|}), Joint", "Report = Upper asks for a bound, and CLUB, learned conditional here is an estimate, on neither side of the information; drop it, or declare Bound.InfoNce, Nwj or DonskerVaradhan, lower bounds")]
    [InlineData("Estimator(Bound.Smile, {|MIDSL004:Report = Side.Lower|}), Joint", "Report = Lower asks for a bound, and SMILE here is an estimate, on neither side of the information; drop it, or declare Bound.InfoNce, Nwj or DonskerVaradhan, lower bounds")]
    [InlineData("Estimator(Bound.Nwj, {|MIDSL002:Report = Side.Upper|}), Joint", "Report = Upper asks for another side than NWJ (MINE-f) has, which is a lower bound; drop it, or declare a bound on known densities, such as Bound.Ais")]
    [InlineData("Estimator(Bound.Nwj, {|MIDSL010:Report = Side.Lower|}), Joint", "Report = Lower says what Bound.Nwj always is; drop it")]
    [InlineData("Estimator(Bound.InfoNce), Training({|MIDSL019:Test = 0|}), Joint", "Test = 0 holds out no pairs: the value comes from those that trained the critic, on which it has no direction, and Fit returns an Estimate rather than a LowerBound; drop it for the share 0.2, or declare CrossFit = 5, which holds each pair out once")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3, {|MIDSL013:Scale = 0|})", "Scale = 0 makes the decoder deterministic: without noise p(x|y) has no density, and the information is infinite; give the standard deviation of the noise, e.g. Scale = 0.1")]
    [InlineData("Estimator(Bound.Ais), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3), Discrete({|MIDSL006:Variable.Y|}, Categories = 3)", "Hamiltonian Monte Carlo follows the gradient in Y, and [Discrete(Variable.Y)] says that Y holds labels, which have none; add a [Transition] that moves labels, such as Gibbs', or declare a bound without chains: Bound.Iwae (lower), Bound.Iwae (upper), Bound.StructuredInfoNce, Bound.LeaveOneOut, Bound.ClubExact")]
    public Task Sides_and_ranges(string attributes, string message) => Verify(attributes, message);

    [Theory]
    [InlineData("Estimator(Bound.StructuredInfoNce, {|MIDSL017:Samples = 1|})" + Known, "Samples = 1: Structured InfoNCE with K = 1 is 0 on any pairs: the only term of its sum is the paired one; declare more samples, such as 16")]
    [InlineData("Estimator(Bound.Iwae, {|MIDSL017:Samples = 1|}), Variational" + Known, "Samples = 1: IWAE with K = 1 is Barber-Agakov; declare more samples, such as 16, or Bound.BarberAgakov")]
    [InlineData("Estimator(Bound.Iwae, {|MIDSL017:Samples = 1|})" + Known, "Samples = 1: IWAE with K = 1 is 0 from below, and has one draw of the marginal to stand for p(x) above; declare more samples, such as 16")]
    [InlineData("Estimator(Bound.Giwae, {|MIDSL017:Samples = 1|}), Variational" + Known, "Samples = 1: GIWAE with K = 1 is Barber-Agakov for any critic, which then learns nothing; declare more samples, such as 16")]
    [InlineData("Estimator(Bound.Giwae, {|MIDSL017:Report = Side.Both|}), Variational" + Known, "the upper bound of GIWAE is never tighter than that of IWAE with the same q and K, whatever the critic learns; declare Bound.Iwae, which the declared densities allow, or Report = Side.Lower")]
    [InlineData("Estimator(Bound.Ais, {|MIDSL017:Chains = 8|}), Annealing(Temperatures = 1)" + Known, "Chains = 8 coupled reverse chains over Temperatures = 1: over one temperature every number of them gives Barber-Agakov; raise Temperatures rather than Chains, or declare LowerBy = ChainWeights.IndependentMultiSample, which tends to the truth as chains are added")]
    [InlineData("Estimator(Bound.Ais, {|MIDSL017:Chains = 400|}, Report = Side.Upper, UpperBy = ChainWeights.CoupledReverse), Annealing(Temperatures = 20)" + Known, "Chains = 400 coupled reverse chains over Temperatures = 20: a gap remains that more chains do not close; raise Temperatures rather than Chains, or declare UpperBy = ChainWeights.IndependentMultiSample, which tends to the truth as chains are added")]
    public Task Degenerate(string attributes, string message) => Verify(attributes, message);

    [Theory]
    [InlineData("Estimator(Bound.InfoNce, Expected = 6), Training(BatchSize = 512), Joint")]
    [InlineData("Estimator(Bound.InfoNce, Expected = 2), Negatives(NegativeSampling.CyclicShift, PerPair = 3, InEvaluation = 7), Joint")]
    [InlineData("Estimator(Bound.IAlpha, Expected = 7), Training(BatchSize = 256), Joint")]
    [InlineData("Estimator(Bound.StructuredInfoNce, Samples = 32, Expected = 3)" + Known)]
    [InlineData("Estimator(Bound.Nwj, Expected = 10), Training(BatchSize = 256), Joint")]
    [InlineData("Estimator(Bound.Nwj, Expected = 8), Joint")]
    [InlineData("Estimator(Bound.DonskerVaradhan, Expected = 5), Negatives(NegativeSampling.CyclicShift), Training(BatchSize = 256), Joint")]
    [InlineData("Estimator(Bound.JensenShannon, ReadBy = Bound.Smile, Expected = 20), Joint")]
    [InlineData("Estimator(Bound.Smile, Expected = 20), Joint")]
    [InlineData("Estimator(Bound.Ais, Expected = 40)" + Known)]
    [InlineData("Estimator(Bound.Iwae, Samples = 2, Expected = 40)" + Known)]
    [InlineData("Estimator(Bound.BarberAgakov, Samples = 1), Variational" + Known)]
    [InlineData("Estimator(Bound.Giwae), Variational" + Known)]
    [InlineData("Estimator(Bound.Ais, Chains = 8, LowerBy = ChainWeights.IndependentMultiSample), Annealing(Temperatures = 1)" + Known)]
    [InlineData("Estimator(Bound.Ais, Chains = 16), Annealing(Temperatures = 16)" + Known)]
    [InlineData("Estimator(Bound.Ais), Annealing(Temperatures = 5)" + Known)] // the default number of chains is nobody's choice
    [InlineData("Estimator(Bound.Smile), Training(Test = 0), Joint")]
    [InlineData("Estimator(Bound.InfoNce), Training(CrossFit = 5), Joint")]
    public Task Mended(string attributes) => Verify(attributes);

    [Fact]
    public Task With_a_proposal_Iwae_has_another_cap() => Verify(
        "Estimator(Bound.StructuredInfoNce, {|MIDSL015:Expected = 3|}), Variational" + Known,
        "Expected = 3 nats lies above what Structured InfoNCE can report with K = 16, at most log K = 2.77; it needs K of at least 21, such as Samples = 32, or a bound without that cap: Bound.Ais, Bound.Iwae, Bound.BarberAgakov, Bound.MineAis");

    [Fact]
    public Task A_sampler_needs_no_share() => Run.Verify(Source("[Estimator(Bound.InfoNce), Training(Test = 0)] public partial class A { [Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, Span<float> x, Span<float> y) { } }"));

    private static Task Verify(string attributes, params string[] messages) => Run.Verify(Source($"[{attributes}] public partial class A;"), messages);

    private static string Source(string declaration) => "using System; using MiDsl;\n" + declaration;
}
