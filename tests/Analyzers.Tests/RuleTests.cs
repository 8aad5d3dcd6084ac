using System.Threading.Tasks;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Analyzers.Tests;

/// <summary>Each rule on an example that breaks it, with its exact span and words, and on the mended one.</summary>
public sealed class RuleTests
{
    private const string Sampler = "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, Span<float> x, Span<float> y) { }";

    private static readonly AnalyzerRun Run = new(new EstimatorAnalyzer());

    [Fact]
    public Task No_joint() => Verify(
        "[{|MIDSL001:Estimator(Bound.InfoNce)|}] public partial class A;",
        "InfoNCE needs pairs from p(x, y), and none are declared; mark a sampler with [Joint(X = ..., Y = ...)], or the class with [Joint] when data is given to Fit or Step");

    [Fact]
    public Task No_bound() => Verify(
        "[{|MIDSL023:Critic(CriticForm.Separable)|}] public partial class A;",
        "'A' carries [Critic] but declares no bound, so nothing is emitted; write [Estimator(...)] with one of Bound.InfoNce, Bound.DonskerVaradhan, Bound.Nwj, Bound.Smile, Bound.Tuba, Bound.IAlpha, Bound.JensenShannon");

    [Fact]
    public Task Unknown_bound() => Verify(
        "[Estimator({|MIDSL023:(Bound)77|}), Joint] public partial class A;",
        "'77' is no bound; choose one of Bound.InfoNce, Bound.DonskerVaradhan, Bound.Nwj, Bound.Smile, Bound.Tuba, Bound.IAlpha, Bound.JensenShannon");

    [Theory]
    [InlineData("Bound.Nwj, {|MIDSL005:EmaRate = 0.01|}", "EmaRate = 0.01 corrects the gradient of Donsker-Varadhan, and Bound.Nwj needs no correction; drop it or declare Bound.DonskerVaradhan")]
    [InlineData("Bound.DonskerVaradhan, {|MIDSL005:EmaRate = 1|}", "EmaRate = 1 must lie in (0, 1); 0.01 is usual")]
    [InlineData("Bound.InfoNce, {|MIDSL010:Tau = 5|}", "Tau = 5 clips the partition of SMILE, and Bound.InfoNce has none; drop it or declare Bound.Smile")]
    [InlineData("Bound.Smile, {|MIDSL010:Tau = double.NaN|}", "Tau = NaN must be greater than 0; 5 is usual, double.PositiveInfinity does not clip")]
    [InlineData("Bound.Smile, {|MIDSL010:Tau = -1|}", "Tau = -1 must be greater than 0; 5 is usual, double.PositiveInfinity does not clip")]
    [InlineData("Bound.Nwj, {|MIDSL010:Alpha = 0.5|}", "Alpha = 0.5 belongs to I_alpha, and Bound.Nwj has none; drop it or declare Bound.IAlpha")]
    [InlineData("Bound.IAlpha, {|MIDSL010:Alpha = 1.5|}", "Alpha = 1.5 must lie in [0, 1]: 0 is NWJ, 1 is InfoNCE")]
    [InlineData("Bound.Smile, {|MIDSL010:ReadBy = Bound.Nwj|}", "ReadBy = Nwj reads a Jensen-Shannon critic, and Bound.Smile reads itself; drop it or declare Bound.JensenShannon")]
    [InlineData("Bound.JensenShannon, {|MIDSL004:ReadBy = Bound.InfoNce|}", "ReadBy = InfoNce gives no mutual information from a Jensen-Shannon critic, whose f is log p(x, y) / p(x) p(y); read it by Bound.Nwj, DonskerVaradhan or Smile")]
    public Task Parameters_of_the_bound(string arguments, string message) =>
        Verify($"[Estimator({arguments}), Joint] public partial class A;", message);

    [Theory]
    [InlineData("Critic(CriticForm.Separable, {|MIDSL011:Hidden = [64, 0]|})", "Hidden = [64, 0] has a width below 1")]
    [InlineData("Critic(CriticForm.Separable, {|MIDSL011:Embedding = -3|})", "Embedding = -3 must be at least 1")]
    [InlineData("Critic(CriticForm.Bilinear, {|MIDSL011:Hidden = [64]|})", "Hidden has no meaning in the bilinear critic x^T W y; drop it or declare CriticForm.Separable")]
    [InlineData("Critic(CriticForm.Concatenated, {|MIDSL011:Embedding = 8|})", "Embedding = 8 belongs to a separable critic; a concatenated one ends in one score. Drop it")]
    [InlineData("Critic(CriticForm.Concatenated, {|MIDSL011:Hidden = []|})", "a concatenated critic with no hidden layer is a term in x plus a term in y, and sees no information; give Hidden a width")]
    [InlineData("Critic({|MIDSL011:(CriticForm)9|})", "'9' is no critic form; choose CriticForm.Separable, Bilinear or Concatenated")]
    public Task Dimensions_of_the_critic(string critic, string message) =>
        Verify($"[Estimator(Bound.InfoNce), Joint, {critic}] public partial class A;", message);

    [Theory]
    [InlineData("Estimator(Bound.Nwj), {|MIDSL010:Baseline|}", "[Baseline] belongs to TUBA, and Bound.Nwj has none; drop it or declare Bound.Tuba")]
    [InlineData("Estimator(Bound.Tuba), Baseline({|MIDSL011:Hidden = [0]|})", "Hidden = [0] has a width below 1")]
    public Task Baselines(string attributes, string message) => Verify($"[{attributes}, Joint] public partial class A;", message);

    [Fact]
    public Task Tuba_with_the_users_own_network() => Verify(
        "[Estimator({|MIDSL011:Bound.Tuba|}), Joint] public partial class A { [Critic] TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> Network() => null!; }",
        "the baseline of TUBA is emitted beside a critic declared by attribute; declare [Critic(CriticForm...)] on the class, or Bound.Nwj for your own network");

    [Fact]
    public Task Dimensions_of_the_data() => Verify(
        "[Estimator(Bound.InfoNce), Joint({|MIDSL011:X = -1|})] public partial class A;",
        "X = -1 is no number of dimensions; it must be at least 1");

    [Fact]
    public Task Dimensions_of_a_sampler() => Verify(
        "[Estimator(Bound.InfoNce)] public partial class A { [Joint({|MIDSL011:X = 0|}, Y = 1)] void Draw(Rng rng, int n, Span<float> x, Span<float> y) { } }",
        "X = 0 is no number of dimensions; it must be at least 1");

    [Fact]
    public Task Dimensions_that_a_sampler_does_not_say() => Verify(
        "[Estimator(Bound.InfoNce)] public partial class A { [Joint(X = 1)] void {|MIDSL011:Draw|}(Rng rng, int n, Span<float> x, Span<float> y) { } }",
        "the sampler 'Draw' does not say how many dimensions Y has; write [Joint(X = ..., Y = ...)]");

    [Theory]
    [InlineData("int {|MIDSL012:Draw|}(Rng rng, int n, Span<float> x, Span<float> y) => 0;")]
    [InlineData("void {|MIDSL012:Draw|}(Rng rng, long n, Span<float> x, Span<float> y) { }")]
    [InlineData("void {|MIDSL012:Draw|}(Rng rng, int n, Span<double> x, Span<float> y) { }")]
    [InlineData("void {|MIDSL012:Draw|}(Rng rng, int n, Span<float> x, ref Span<float> y) { }")]
    [InlineData("void {|MIDSL012:Draw|}<T>(Rng rng, int n, Span<float> x, Span<float> y) { }")]
    public Task Signature_of_a_sampler(string sampler) => Verify(
        $"[Estimator(Bound.InfoNce)] public partial class A {{ [Joint(X = 1, Y = 1)] {sampler} }}",
        "'Draw' has no form that a [Joint] sampler may have; write 'void Draw(Rng rng, int n, Span<float> x, Span<float> y)' or '(Tensor X, Tensor Y) Draw(long n, Generator generator)'");

    [Fact]
    public Task Second_sampler() => Verify(
        "[Estimator(Bound.InfoNce)] public partial class A { " + Sampler + " [Joint(X = 1, Y = 1)] void {|MIDSL012:Again|}(Rng rng, int n, Span<float> x, Span<float> y) { } }",
        "'Again' is a second [Joint] sampler beside 'Draw'; keep one");

    [Fact]
    public Task Sampler_and_data() => Verify(
        "[Estimator(Bound.InfoNce), {|MIDSL012:Joint|}] public partial class A { " + Sampler + " }",
        "[Joint] stands on the class and on 'Draw'; keep the one on the sampler");

    [Fact]
    public Task Network_of_another_type() => Verify(
        "[Estimator(Bound.InfoNce), Joint] public partial class A { [Critic] int {|MIDSL012:Network|}() => 1; }",
        "'Network' has no form that a [Critic] member may have; write 'Module<Tensor, Tensor, Tensor> Network()', a method without parameters or a property, giving one score a row");

    [Fact]
    public Task Member_of_an_emitted_name() => Verify(
        "[Estimator(Bound.InfoNce), Joint] public partial class A { int {|MIDSL012:Evaluate|}() => 1; }",
        "'A.Evaluate' has a name that the emitted estimator uses; rename this member");

    [Fact]
    public Task Not_partial() => Verify(
        "[Estimator(Bound.InfoNce), Joint] public class {|MIDSL012:A|};",
        "'A' is not partial, so the estimator cannot be written into it; add the modifier: partial class A");

    [Fact]
    public Task Nested_in_a_class_that_is_not_partial() => Verify(
        "public class Outer { [Estimator(Bound.InfoNce), Joint] public partial class {|MIDSL012:A|}; }",
        "'A' lies in 'Outer', which is not partial; add the modifier there: partial class Outer");

    [Fact]
    public Task File_local() => Verify(
        "[Estimator(Bound.InfoNce), Joint] file partial class {|MIDSL012:A|};",
        "'A' is file-local, so generated code in another file cannot add members to it; make it internal (drop 'file')");

    [Theory]
    [InlineData("{|MIDSL024:Steps = 0|}", "Steps = 0 must be at least 1")]
    [InlineData("{|MIDSL024:BatchSize = 1|}", "BatchSize = 1 must be at least 2")]
    [InlineData("{|MIDSL024:TestPairs = 100|}", "TestPairs = 100 must be at least 128, two batches")]
    [InlineData("{|MIDSL024:LearningRate = 0|}", "LearningRate = 0 must be positive")]
    [InlineData("{|MIDSL024:Validation = 0|}", "Validation = 0 must lie in (0, 1): without validation pairs nothing tells when to stop")]
    [InlineData("Validation = 0.5, {|MIDSL024:Test = 0.5|}", "Validation = 0.5 and Test = 0.5 leave no training pairs; together they must stay below 1")]
    [InlineData("{|MIDSL024:Device = \"gpu\"|}", "Device = \"gpu\" is none that torch knows; write \"cpu\", \"cuda\" or \"cuda:1\"")]
    [InlineData("{|MIDSL024:Optimizer = (Optimizer)0|}", "'0' is no optimizer; choose Optimizer.Adam, AdamW, Sgd or RmsProp")]
    public Task Settings(string arguments, string message) =>
        Verify($"[Estimator(Bound.InfoNce), Joint, Training({arguments})] public partial class A;", message);

    [Theory]
    [InlineData("Clip.Norm, {|MIDSL024:MaxNorm = 0|}", "MaxNorm = 0 must be positive")]
    [InlineData("Clip.Value, {|MIDSL024:MaxNorm = 1|}", "MaxNorm = 1 is only read by Clip.Norm; drop it or declare Clip.Norm")]
    public Task Clipping(string arguments, string message) =>
        Verify($"[Estimator(Bound.InfoNce), Joint, GradientClipping({arguments})] public partial class A;", message);

    [Theory]
    [InlineData("[Estimator(Bound.Smile, Tau = double.PositiveInfinity), Joint] public partial class A;")]
    [InlineData("[Estimator(Bound.DonskerVaradhan, EmaRate = 0.5), Joint(X = 2)] internal sealed partial record A;")]
    [InlineData("[Estimator(Bound.Nwj), Critic(CriticForm.Bilinear), Training(Device = \"cuda:1\", Test = 0)] public partial class A<T>(int rho) { " + Sampler + " int Rho => rho; }")]
    [InlineData("public partial class Outer { [Estimator(Bound.InfoNce), Joint] private partial class @class; }")]
    public Task Valid(string source) => Verify(source);

    private static Task Verify(string source, params string[] messages) =>
        Run.Verify("using System;\nusing MiDsl;\n" + source, messages);
}
