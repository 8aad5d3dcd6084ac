using System.Threading.Tasks;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Analyzers.Tests;

/// <summary>Bodies of density members: MIDSL003, 006, 011, 013, 017 and 022.</summary>
public sealed class DensityBodyTests
{
    private const string Usings = "using System; using MiDsl; using TorchSharp; using static TorchSharp.torch;\n";
    private const string Decode = "[Conditional(Dim = 2)] static distributions.Distribution Decode(Tensor y) => distributions.Normal(y, ones(2));";
    private const string Prior = "[Marginal(Variable.Y, Dim = 2)] static distributions.Distribution Prior() => distributions.Normal(zeros(2), ones(2));";
    private const string Draw = "[Marginal(Variable.Y, Dim = 2)] static Tensor Draw(long n, Generator generator) => randn(n, 2);";
    private const string Simulate = "[Conditional(Dim = 2)] static Tensor Noisy(Tensor y, Generator generator) => y + randn(y.shape[0], 2);";

    private static readonly AnalyzerRun Run = new(AllAnalyzers.Make());

    [Theory]
    [InlineData("=> {|MIDSL011:distributions.Normal(y, ones(2)).log_prob(x)|};", "'LogP' gives a value for each dimension of a row of x, and one a row is wanted; sum over the dimensions after the first, '.sum(1)', or return the Distribution itself, whose log_prob is summed")]
    [InlineData("{ using var d = distributions.Normal(y, ones(2)); return {|MIDSL011:d.log_prob(x)|}; }", null)]
    [InlineData("{ using var scope = NewDisposeScope(); Tensor value = {|MIDSL011:distributions.Laplace(y, ones(2)).log_prob(x)|}; return value.MoveToOuterDisposeScope(); }", null)]
    [InlineData("=> {|MIDSL011:-0.5 * (x - y).square()|};", null)]
    [InlineData("=> {|MIDSL011:-0.5 * torch.pow(x - y, 2) - 0.9|};", null)]
    [InlineData("{ return Inner(x); Tensor Inner(Tensor v) => {|MIDSL011:distributions.Normal(y, ones(2)).log_prob(x)|}; }", null)]
    [InlineData("=> y.shape[1] > 2 ? (-0.5 * (x - y).square()).sum(1) : {|MIDSL011:-0.5 * (x - y).square()|};", null)]
    [InlineData("=> {|MIDSL011:distributions.Normal(y, ones(2)).log_prob(x).sum()|};", "'LogP' sums over the rows of x as well, and one value a row is wanted; sum over the dimensions after the first, '.sum(1)'")]
    [InlineData("=> {|MIDSL011:(-0.5 * (x - y).square()).mean()|};", null)]
    public Task Not_one_value_a_row(string body, string? message) => Verify(Likelihood(body), message);

    [Theory]
    [InlineData("=> distributions.Normal(y, ones(2)).log_prob(x).sum(1);")]
    [InlineData("=> distributions.Normal(y, ones(2)).log_prob(x).sum(new long[] { 1 });")]
    [InlineData("=> torch.sum(-0.5 * (x - y).square(), 1);")]
    [InlineData("=> distributions.MultivariateNormal(y, eye(2)).log_prob(x);")]
    [InlineData("=> distributions.Independent(distributions.Normal(y, ones(2)), 1).log_prob(x);")]
    [InlineData("=> distributions.Normal(y.squeeze(1), ones(1)).log_prob(x.squeeze(1));")]
    [InlineData("=> (x * y).sum(1) - y.square().sum(1);")]
    [InlineData("{ var d = -0.5 * (x - y).square(); d = d.sum(1); return d; }")]
    [InlineData("=> Elsewhere(x, y); static Tensor Elsewhere(Tensor x, Tensor y) => (x - y).square();")]
    [InlineData("=> einsum(\"ij,ij->i\", x, y);")]
    public Task One_value_a_row(string body) => Verify(Likelihood(body), null);

    [Theory]
    [InlineData("=> {|MIDSL003:-0.5 * y.square().sum(1)|};", "'LogPrior' is a sum of squares alone, the logarithm of an unnormalised density: no term cancels the missing constant of a [Marginal], and the bound is off by it; add the constant, for a normal distribution -d/2 log(2π) - d log σ, or return distributions.Normal(...)")]
    [InlineData("=> {|MIDSL003:-(y * y).sum(1) / 2|};", null)]
    [InlineData("=> {|MIDSL003:(-0.5 * y.pow(2)).sum(1)|};", null)]
    [InlineData("=> -0.5 * y.square().sum(1) - 1.8378770664093453;", null)]
    [InlineData("=> (-0.5 * y.square() - 0.9189385332046727).sum(1);", null)]
    [InlineData("=> -Math.PI * y.square().sum(1);", null)]
    public Task Bare_squares(string body, string? message) => Verify($"[Estimator(Bound.Ais)] public partial class A {{ [Marginal(Variable.Y, Dim = 2)] static Tensor LogPrior(Tensor y) {body} {Draw} {Decode} }}", message);

    [Fact]
    public Task Constants_of_a_conditional_cancel() => Verify(Likelihood("=> -0.5 * (x - y).square().sum(1);"), null);

    [Theory]
    [InlineData("=> distributions.Normal(y, {|MIDSL013:zeros(2)|});", "'Decode' gives Normal the scale 0, and a decoder without noise is deterministic: p(x|y) has no density, and the information is infinite; give the noise that there is, e.g. 0.1, or declare a bound on samples such as Bound.InfoNce")]
    [InlineData("=> distributions.Normal(y, {|MIDSL013:zeros_like(y)|});", null)]
    [InlineData("=> distributions.Normal(y, {|MIDSL013:0 * ones(2)|});", null)]
    [InlineData("=> distributions.Normal(y, {|MIDSL013:scale: tensor(0.0)|});", null)]
    [InlineData("{ var none = zeros(2); return distributions.Laplace(y, {|MIDSL013:none|}); }", null)]
    [InlineData("=> distributions.Independent(distributions.Normal(y, {|MIDSL013:zeros(2)|}), 1);", null)]
    [InlineData("=> distributions.MultivariateNormal(y, {|MIDSL013:zeros(2, 2)|});", null)]
    [InlineData("=> distributions.Normal(zeros(2), ones(2) + y.abs());", null)]
    [InlineData("=> distributions.Normal(y, 1e-3 * ones(2));", null)]
    [InlineData("=> distributions.Normal(0 * y, ones(2));", null)]
    public Task Without_noise(string body, string? message) => Verify($"[Estimator(Bound.Iwae)] public partial class A {{ {Prior} [Conditional(Dim = 2)] static distributions.Distribution Decode(Tensor y) {body} }}", message);

    [Theory]
    [InlineData("Tensor LogP(Tensor x, Tensor y) => (-0.5 * (x - {|MIDSL006:y.detach()|}).square()).sum(1);", "'detach' cuts the gradient in y, and no other way is left in 'LogP': Hamiltonian Monte Carlo moves along it; let it through, or add a [Transition], which needs no gradient")]
    [InlineData("Tensor LogP(Tensor x, Tensor y) { using var off = {|MIDSL006:no_grad()|}; return (-0.5 * (x - y).square()).sum(1); }", "'no_grad()' cuts the gradient in y, and no other way is left in 'LogP': Hamiltonian Monte Carlo moves along it; let it through, or add a [Transition], which needs no gradient")]
    [InlineData("Tensor LogP(Tensor x, Tensor y) { using ({|MIDSL006:inference_mode()|}) { return (-0.5 * (x - y).square()).sum(1); } }", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) { Tensor mean = 2 * y; return (-0.5 * (x - {|MIDSL006:mean.round()|}).square()).sum(1); }", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) { float[] values = {|MIDSL006:y.data<float>()|}.ToArray(); return (x - values[0]).square().sum(1) * -1; }", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) => (x - {|MIDSL006:y.argmax(1, true)|}).square().sum(1);", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) => {|MIDSL006:(-0.5 * (x - y).square()).sum(1).detach()|};", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) => (x - {|MIDSL006:y.to(int64)|}).square().sum(1);", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) => (x - {|MIDSL006:y.sum().item<float>()|}).square().sum(1);", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) => {|MIDSL006:throw new NotSupportedException()|};", "'LogP' raises an exception and gives no density, let alone a gradient in y; write it, or declare a bound that does without, such as Bound.InfoNce on samples")]
    [InlineData("Tensor LogP(Tensor x, Tensor y) { {|MIDSL006:throw new NotSupportedException(x.ToString());|} }", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) => y.shape[1] == 2 ? (x - y).square().sum(1) : throw new NotSupportedException();", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) => (x - y - {|MIDSL022:y.round()|}).square().sum(1);", "'round' cuts a part of the gradient in y that 'LogP' has: Hamiltonian Monte Carlo stays right but mixes slowly; write the density smoothly, in an unbounded variable if need be, with the log-Jacobian of the bijection, or add a [Transition]")]
    [InlineData("Tensor LogP(Tensor x, Tensor y) { var shift = {|MIDSL022:y.detach()|}; return (x - y + shift).square().sum(1); }", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) => (x.round() - y).square().sum(1);", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) => (x.detach() - y * (int)y.shape[1]).square().sum(1);", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) { Tensor c; using (no_grad()) { c = ones(2); } return (x - y * c).square().sum(1); }", null)]
    [InlineData("Tensor LogP(Tensor x, Tensor y) { var s = ones(2).detach(); return Help(x, y * s); } static Tensor Help(Tensor x, Tensor y) => (x - y.round()).sum(1);", null)]
    public Task Gradients(string member, string? message) => Verify($"[Estimator(Bound.Ais)] public partial class A {{ {Prior} {Simulate} [Conditional(Dim = 2)] static {member} }}", message);

    [Fact]
    public Task Nothing_moves_without_chains() => Verify($"[Estimator(Bound.Iwae)] public partial class A {{ {Prior} {Simulate} [Conditional(Dim = 2)] static Tensor LogP(Tensor x, Tensor y) => (x - y.round()).square().sum(1); }}", null);

    [Fact]
    public Task Nothing_is_moved_by_gradients_beside_a_transition() => Verify(
        "[Estimator(Bound.Ais)] public partial class A { " + Simulate + " [Conditional(Dim = 2)] static Tensor LogP(Tensor x, Tensor y) => (x - y.round()).square().sum(1); "
        + "[Marginal(Variable.Y, Dim = 2)] static distributions.Distribution Prior() => distributions.Poisson(ones(2)); [Transition] static Tensor Move(Tensor x, Tensor y, double b, Generator g) => y; }",
        null);

    [Fact]
    public Task What_trains_q_from_above() => Verify(
        "[Estimator(Bound.BarberAgakov, Report = Side.Upper), Variational] public partial class A { " + Prior + Simulate + " [Conditional(Dim = 2)] static Tensor LogP(Tensor x, Tensor y) => (x - {|MIDSL006:y.detach()|}).square().sum(1); }",
        "'detach' cuts the gradient in y, and no other way is left in 'LogP': q(y|x) is trained through it; let it through");

    [Theory]
    [InlineData("{|MIDSL006:distributions.Poisson(ones(2))|}", "Hamiltonian Monte Carlo follows the gradient in Y, and Poisson is a distribution of labels or counts, which have none; add a [Transition] that moves them, such as Gibbs', or declare a bound without chains, such as Bound.Iwae")]
    [InlineData("{|MIDSL006:distributions.Bernoulli(0.5 * ones(2))|}", null)]
    [InlineData("{|MIDSL022:distributions.Uniform(zeros(2), ones(2))|}", "Uniform has density on [low, high] only, and Hamiltonian Monte Carlo moves Y everywhere: steps across the edge are refused, so chains mix slowly; declare an unbounded variable u with Y = b(u), b a bijection, and add log |db/du| to its log density")]
    [InlineData("{|MIDSL022:distributions.Exponential(ones(2))|}", null)]
    [InlineData("distributions.Independent({|MIDSL022:distributions.Beta(ones(2), ones(2))|}, 1)", null)]
    [InlineData("DateTime.Now.Year > 3000 ? distributions.Normal(zeros(2), ones(2)) : {|MIDSL022:(distributions.Distribution)distributions.Gamma(ones(2), ones(2))|}", null)]
    [InlineData("distributions.Laplace(zeros(2), ones(2))", null)]
    public Task Supports(string prior, string? message) => Verify(
        $"[Estimator(Bound.Ais)] public partial class A {{ [Marginal(Variable.Y, Dim = 2)] static distributions.Distribution Prior() => {prior}; {Decode} }}".Replace("{|MIDSL022:(distributions.Distribution)distributions.Gamma(ones(2), ones(2))|}", "(distributions.Distribution){|MIDSL022:distributions.Gamma(ones(2), ones(2))|}", System.StringComparison.Ordinal), message);

    [Fact]
    public Task A_bounded_density_by_hand() => Verify(
        $"[Estimator(Bound.Ais)] public partial class A {{ {Draw} {Decode} [Marginal(Variable.Y, Dim = 2)] static Tensor LogPrior(Tensor y) => {{|MIDSL022:distributions.Uniform(zeros(2), ones(2))|}}.log_prob(y).sum(1); }}", null);

    [Fact]
    public Task A_discrete_observation_is_no_harm() => Verify(
        $"[Estimator(Bound.Ais)] public partial class A {{ {Prior} [Conditional(Dim = 2)] static distributions.Distribution Decode(Tensor y) => distributions.Bernoulli(logits: y); }}", null);

    [Theory]
    [InlineData("static distributions.Distribution {|MIDSL017:Q|}(Tensor x) => distributions.Normal(zeros(2), ones(2));", "'Q' does not use x: with the same q for all of them the lower bound of Barber-Agakov is at most 0, and 0 for the marginal itself; let q depend on x, or declare [Variational] on the class, where it is learned")]
    [InlineData("static Tensor {|MIDSL017:LogQ|}(Tensor y, Tensor x) => distributions.Normal(zeros(2), ones(2)).log_prob(y).sum(1);", null)]
    [InlineData("static distributions.Distribution Q(Tensor x) => distributions.Normal(x, ones(2));", null)]
    [InlineData("static distributions.Distribution Q(Tensor x) => throw new NotSupportedException();", null)]
    public Task Constant_proposals(string q, string? message) => Verify($"[Estimator(Bound.BarberAgakov, Report = Side.Lower)] public partial class A {{ {Prior} {Decode} [Variational] {q} }}", message);

    [Fact]
    public Task Partial_methods_in_another_file_and_aliases() => Verify(
        "[Estimator(Bound.Ais)] public partial class A { " + Prior + Simulate + " [Conditional(Dim = 2)] private static partial Tensor LogP(Tensor x, Tensor y); }"
        + UserProject.FileBreak
        + "using T = TorchSharp.torch.Tensor; using static TorchSharp.torch;\npublic partial class A { private static partial T LogP(T x, T y) => {|MIDSL011:distributions.Normal({|MIDSL006:y.detach()|}, ones(2)).log_prob(x)|}; }",
        null);

    [Fact]
    public Task Densities_of_a_class_without_a_bound_are_nobodys() => Verify("public partial class A { " + Decode.Replace("ones(2)", "zeros(2)", System.StringComparison.Ordinal) + " }", null);

    [Theory]
    [InlineData("=> ;")]
    [InlineData("=> distributions.Normal(y, );")]
    [InlineData("{ return distributions.Normal(y, ones(2)).log_prob(; }")]
    [InlineData("{ var a = a; return a.detach(; }")]
    [InlineData("{ using (no_grad( { return y.detach( } }")]
    [InlineData("=> f(y); Tensor f(Tensor t) => f(f(t)) ?? f(t);")]
    [InlineData(";")]
    public Task Broken_code(string body) => Run.AssertNoException(Usings + Likelihood(body));

    private static string Likelihood(string body) => $"[Estimator(Bound.Ais)] public partial class A {{ {Prior} {Simulate} [Conditional(Dim = 2)] static Tensor LogP(Tensor x, Tensor y) {body} }}";

    private static Task Verify(string source, string? message) => Run.Verify(Usings + source, message is null ? [] : [message]);
}
