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
        "'A' carries [Critic] but declares no bound, so nothing is emitted; write [Estimator(...)] with one of Bound.InfoNce, Bound.DonskerVaradhan, Bound.Nwj, Bound.Smile, Bound.Tuba, Bound.IAlpha, Bound.JensenShannon, Bound.Club, Bound.DifferenceOfEntropies, Bound.BarberAgakov, Bound.BarberAgakovReference, Bound.Iwae, Bound.StructuredInfoNce, Bound.LeaveOneOut, Bound.ClubExact, Bound.Giwae, Bound.Ais, Bound.MineAis, Bound.GenerativeModels");

    [Fact]
    public Task Unknown_bound() => Verify(
        "[Estimator({|MIDSL023:(Bound)77|}), Joint] public partial class A;",
        "'77' is no bound; choose one of Bound.InfoNce, Bound.DonskerVaradhan, Bound.Nwj, Bound.Smile, Bound.Tuba, Bound.IAlpha, Bound.JensenShannon, Bound.Club, Bound.DifferenceOfEntropies, Bound.BarberAgakov, Bound.BarberAgakovReference, Bound.Iwae, Bound.StructuredInfoNce, Bound.LeaveOneOut, Bound.ClubExact, Bound.Giwae, Bound.Ais, Bound.MineAis, Bound.GenerativeModels");

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
    [InlineData("Bound.Nwj, {|MIDSL010:NoiseRatio = 15|}", "NoiseRatio = 15 weighs the negatives of the Jensen-Shannon objective, and Bound.Nwj has its own weights; drop it or declare Bound.JensenShannon")]
    [InlineData("Bound.JensenShannon, {|MIDSL010:NoiseRatio = 0|}", "NoiseRatio = 0 must be positive and finite: negatives to a positive; 1 is Jensen-Shannon")]
    public Task Parameters_of_the_bound(string arguments, string message) =>
        Verify($"[Estimator({arguments}), Joint] public partial class A;", message);

    [Theory]
    [InlineData("Estimator(Bound.InfoNce, {|MIDSL025:Target = (Target)9|}), Joint", "'9' is no target; choose Target.TorchSharp or Cpu")]
    [InlineData("Estimator(Bound.GenerativeModels, {|MIDSL025:Target = Target.Cpu|}), Joint", "Bound.GenerativeModels is written for TorchSharp alone: Target.Cpu has the bounds from samples by critics and by one learned density; drop Target")]
    [InlineData("Estimator(Bound.InfoNce, Target = Target.Cpu), Joint, Critic(CriticForm.Separable, {|MIDSL025:SpectralNorm = true|})", "SpectralNorm = true is not in Target.Cpu, whose layers are dense, with LayerNorm and Residual where wanted; drop it, or drop Target")]
    [InlineData("Estimator(Bound.InfoNce, Target = Target.Cpu), Joint, Critic(CriticForm.Separable, {|MIDSL025:Dropout = 0.5|})", "Dropout = 0.5 is not in Target.Cpu, whose layers are dense, with LayerNorm and Residual where wanted; drop it, or drop Target")]
    [InlineData("Estimator(Bound.InfoNce, Target = Target.Cpu), Joint, GradientClipping({|MIDSL025:Clip.Adaptive|})", "Clip.Adaptive weighs the gradients of a larger loss, which Target.Cpu has no tensors for; declare Clip.Norm, or drop Target")]
    [InlineData("Estimator(Bound.InfoNce, Target = Target.Cpu), Joint, Training({|MIDSL025:Device = \"cuda\"|})", "Device = \"cuda\" is torch's, and Target.Cpu is plain C# on the CPU; drop it, or drop Target")]
    public Task Targets(string attributes, string message) => Verify($"[{attributes}] public partial class A;", message);

    [Fact]
    public Task Images_have_no_place_in_plain_code() => Verify(
        "[Estimator(Bound.InfoNce, Target = Target.Cpu), Joint, {|MIDSL025:Image(Variable.X, Height = 4, Width = 4)|}, Critic({|MIDSL025:CriticForm.EncodeAndDot|})] public partial class A;",
        "[Image(Variable.X)] needs convolutions or locations, which Target.Cpu does not have; drop Target",
        "CriticForm.EncodeAndDot convolves, and Target.Cpu has dense layers alone; declare CriticForm.Separable or Concatenated, or drop Target");

    [Fact]
    public Task Tensors_have_no_place_in_plain_code() => Verify(
        "using TorchSharp; using static TorchSharp.torch; [Estimator(Bound.InfoNce, Target = Target.Cpu)] public partial class A { [Joint(X = 1, Y = 1)] (Tensor X, Tensor Y) {|MIDSL025:Draw|}(long n, Generator g) => (randn(n, 1), randn(n, 1)); [Critic] nn.Module<Tensor, Tensor, Tensor> {|MIDSL025:Network|}() => nn.Bilinear(1, 1, 1); }",
        "the sampler 'Draw' draws tensors of TorchSharp, which Target.Cpu does without; write void Draw(Rng rng, int n, Span<float> x, Span<float> y), or drop Target",
        "'Network' is a module of TorchSharp, which Target.Cpu does without; declare an architecture by [Critic(...)] on the class, or drop Target");

    [Theory]
    [InlineData("Critic(CriticForm.Separable, {|MIDSL011:Hidden = [64, 0]|})", "Hidden = [64, 0] has a width below 1")]
    [InlineData("Critic(CriticForm.Separable, {|MIDSL011:Embedding = -3|})", "Embedding = -3 must be at least 1")]
    [InlineData("Critic(CriticForm.Bilinear, {|MIDSL011:Hidden = [64]|})", "Hidden has no meaning in the bilinear critic x^T W y; drop it or declare CriticForm.Separable")]
    [InlineData("Critic(CriticForm.Concatenated, {|MIDSL011:Embedding = 8|})", "Embedding = 8 belongs to a separable critic; a concatenated one ends in one score. Drop it")]
    [InlineData("Critic(CriticForm.Concatenated, {|MIDSL011:Hidden = []|})", "a concatenated critic with no hidden layer is a term in x plus a term in y, and sees no information; give Hidden a width")]
    [InlineData("Critic({|MIDSL011:(CriticForm)9|})", "'9' is no critic form; choose CriticForm.Separable, Bilinear, Concatenated, EncodeAndDot or ConcatAndConvolve")]
    public Task Dimensions_of_the_critic(string critic, string message) =>
        Verify($"[Estimator(Bound.InfoNce), Joint, {critic}] public partial class A;", message);

    [Theory]
    [InlineData("Critic(CriticForm.Concatenated, {|MIDSL011:Base = (BaseCritic)7|})", "'7' is no closed form; choose BaseCritic.None, Gaussian or Student")]
    [InlineData("Critic(CriticForm.Bilinear, {|MIDSL011:Base = BaseCritic.Student|})", "Base = Student is corrected by a separable or concatenated network, and CriticForm.Bilinear is neither; drop it or declare CriticForm.Concatenated")]
    [InlineData("Critic(CriticForm.Separable, {|MIDSL011:Base = BaseCritic.Gaussian|}, SpectralNorm = true)", "Base = Gaussian is as steep as the data says, and SpectralNorm would bound only the network beside it; drop one")]
    [InlineData("Discrete(Variable.Y, Categories = 3), Critic(CriticForm.Separable, {|MIDSL011:Base = BaseCritic.Gaussian|})", "Base = Gaussian is a density of numbers, and Y holds labels; drop it")]
    [InlineData("Image(Variable.X, Height = 8, Width = 8), Critic(CriticForm.EncodeAndDot, {|MIDSL011:Base = BaseCritic.Student|})", "Base = Student is corrected by a separable or concatenated network, and CriticForm.EncodeAndDot is neither; drop it or declare CriticForm.Concatenated")]
    public Task Closed_forms(string critic, string message) =>
        Verify($"[Estimator(Bound.InfoNce), Joint, {critic}] public partial class A;", message);

    [Fact]
    public Task Closed_form_beside_an_own_network() => Verify(
        "[Estimator(Bound.InfoNce), Joint] public partial class A { [Critic(Base = BaseCritic.Student)] TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> {|MIDSL011:Network|}() => null!; }",
        "Base = Student feeds an emitted network with features, and 'Network' makes your own; drop it or declare [Critic(CriticForm.Concatenated, Base = ...)] on the class");

    [Fact]
    public Task Batch_norm_of_an_own_network() => Verify(
        "[Estimator(Bound.InfoNce), Joint] public partial class A { [Critic(BatchNorm = true)] TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> {|MIDSL011:Network|}() => null!; }",
        "BatchNorm = true is for an emitted network, and 'Network' makes your own; drop it");

    [Fact]
    public Task Batch_norm_of_autoencoders() => Verify(
        "[Estimator(Bound.GenerativeModels), Variational(Hidden = [8], {|MIDSL011:BatchNorm = true|}), Joint] public partial class A;",
        "BatchNorm = true has no place here: the three autoencoders of Bound.GenerativeModels have plain layers; drop it");

    [Fact]
    public Task Closed_form_given_a_condition() => Verify(
        "[Estimator(Bound.InfoNce), Joint(X = 2, Y = 1, Given = 1), Negatives(NegativeSampling.Neighbours), Critic(CriticForm.Concatenated, {|MIDSL011:Base = BaseCritic.Student|})] public partial class A;",
        "Base = Student is log p(x, y) / p(x) p(y), and near negatives keep z: they need log p(y|x, z) / p(y|z); drop it");

    [Theory]
    [InlineData("Estimator(Bound.Nwj), {|MIDSL010:Baseline|}", "[Baseline] belongs to TUBA, and Bound.Nwj has none; drop it or declare Bound.Tuba")]
    [InlineData("Estimator(Bound.Tuba), Baseline({|MIDSL011:Hidden = [0]|})", "Hidden = [0] has a width below 1")]
    public Task Baselines(string attributes, string message) => Verify($"[{attributes}, Joint] public partial class A;", message);

    [Theory]
    [InlineData("Critic(CriticForm.Concatenated, Hidden = [8, 9], {|MIDSL011:Residual = true|})", "Residual layers add to what came in, so all widths must be equal and at least two; Hidden = [8, 9]")]
    [InlineData("Critic(CriticForm.Bilinear, {|MIDSL011:LayerNorm = true|})", "LayerNorm has no meaning in the bilinear critic x^T W y; drop it or declare CriticForm.Separable")]
    [InlineData("Critic(CriticForm.Separable, {|MIDSL011:Dropout = 1|})", "Dropout = 1 must lie in [0, 1)")]
    [InlineData("Critic(CriticForm.Separable, {|MIDSL011:Noise = -0.5|})", "Noise = -0.5 is a standard deviation: it must not be negative")]
    [InlineData("Critic(CriticForm.Separable, {|MIDSL011:Kernel = 3|})", "Kernel belongs to convolutions; drop it or declare CriticForm.EncodeAndDot or ConcatAndConvolve")]
    [InlineData("Critic({|MIDSL011:CriticForm.EncodeAndDot|})", "CriticForm.EncodeAndDot convolves, and neither X nor Y is an image; declare [Image(Variable.X, Height = ..., Width = ...)]")]
    [InlineData("Critic({|MIDSL011:CriticForm.ConcatAndConvolve|}), Image(Variable.Y, Height = 8, Width = 8)", "CriticForm.ConcatAndConvolve convolves, and X is an image; declare [Image(Variable.X, Height = ..., Width = ...)]")]
    [InlineData("Critic(CriticForm.EncodeAndDot, {|MIDSL011:Channels = []|}), Image(Variable.X, Height = 8, Width = 8)", "Channels = [] must name at least one convolution, each of at least one channel")]
    [InlineData("Critic(CriticForm.EncodeAndDot, {|MIDSL011:Stride = 0|}), Image(Variable.X, Height = 8, Width = 8)", "Stride = 0 must be at least 1")]
    [InlineData("Critic(CriticForm.Bilinear, {|MIDSL011:BatchNorm = true|})", "BatchNorm has no meaning in the bilinear critic x^T W y; drop it or declare CriticForm.Separable")]
    [InlineData("Critic(CriticForm.Separable, LayerNorm = true, {|MIDSL011:BatchNorm = true|})", "BatchNorm = true and LayerNorm = true would normalise the same units twice; drop one")]
    [InlineData("Critic(CriticForm.Concatenated, {|MIDSL011:BatchNorm = true|}, SpectralNorm = true)", "SpectralNorm = true keeps each layer from stretching a distance, and BatchNorm = true would stretch each unit to a learned length again; drop one")]
    [InlineData("Critic(CriticForm.Separable, Hidden = [], {|MIDSL011:BatchNorm = true|})", "BatchNorm = true normalises hidden layers, and Hidden = [] declares none; give Hidden a width, or drop BatchNorm")]
    [InlineData("Critic(CriticForm.Separable, BatchNorm = true), Training({|MIDSL024:BatchSize = 2|})", "BatchSize = 2 leaves BatchNorm = true of [Critic] two rows a unit, which become +1 and -1 whatever they were; give larger batches, or drop BatchNorm")]
    public Task Extras_of_the_critic(string critic, string message) =>
        Verify($"[Estimator(Bound.InfoNce), Joint, {critic}] public partial class A;", message);

    [Theory]
    [InlineData("Image({|MIDSL011:Variable.X|}, Height = 8, Width = 8)", "X is declared [Image], but nothing convolves it; declare CriticForm.EncodeAndDot or ConcatAndConvolve, or EachLocation = true for a map of features, or drop [Image]")]
    [InlineData("Critic(CriticForm.EncodeAndDot), {|MIDSL011:Image(Variable.X, Width = 8)|}", "the image X needs its Height")]
    [InlineData("Critic(CriticForm.EncodeAndDot), Image(Variable.X, Height = 8, {|MIDSL011:Width = 0|})", "Width = 0 must be at least 1")]
    [InlineData("Critic(CriticForm.EncodeAndDot), Image(Variable.X, Height = 8, Width = 8), Image({|MIDSL011:Variable.X|}, Height = 8, Width = 8)", "X is declared [Image] twice; keep one")]
    [InlineData("Critic(CriticForm.EncodeAndDot), Image({|MIDSL011:Variable.X|}, Height = 2, Width = 8)", "2 x 8 pixels are too few for 2 convolutions of Kernel = 4, Stride = 2; nothing would be left")]
    [InlineData("Critic({|MIDSL011:CriticForm.ConcatAndConvolve|}), Image(Variable.X, Height = 8, Width = 8), Image(Variable.Y, Height = 8, Width = 9)", "ConcatAndConvolve lays X over Y, but X is 8 x 8 and Y 8 x 9; declare CriticForm.EncodeAndDot")]
    [InlineData("Critic(CriticForm.EncodeAndDot), Image({|MIDSL011:(Variable)5|}, Height = 8, Width = 8), Image(Variable.X, Height = 8, Width = 8)", "'5' is no variable; choose Variable.X or Variable.Y")]
    [InlineData("Critic(CriticForm.EncodeAndDot, {|MIDSL011:ConditionEachConvolution = true|}), Image(Variable.X, Height = 8, Width = 8)", "ConditionEachConvolution lets a vector Y into the convolutions of X; drop it or declare CriticForm.ConcatAndConvolve")]
    [InlineData("Critic({|MIDSL011:ConditionEachConvolution = true|})", "ConditionEachConvolution lets a vector Y into the convolutions of X; drop it or declare CriticForm.ConcatAndConvolve")]
    [InlineData("Critic(CriticForm.ConcatAndConvolve, {|MIDSL011:ConditionEachConvolution = true|}), Image(Variable.X, Height = 8, Width = 8), Image(Variable.Y, Height = 8, Width = 8)", "ConditionEachConvolution is for a vector Y, and Y is an [Image] here, whose channels enter the first convolution; drop it")]
    public Task Images(string attributes, string message) =>
        Verify($"[Estimator(Bound.InfoNce), Joint, {attributes}] public partial class A;", message);

    [Theory]
    [InlineData("Estimator(Bound.InfoNce), Image(Variable.Y, Height = 4, Width = 4, {|MIDSL011:EachLocation = true|})", "EachLocation belongs to X: the information is symmetric, so give the map of features as X")]
    [InlineData("Estimator(Bound.InfoNce), Critic(CriticForm.EncodeAndDot), Image(Variable.X, Height = 8, Width = 8, {|MIDSL011:EachLocation = true|})", "CriticForm.EncodeAndDot convolves the whole image, and EachLocation shows the critic one location at a time; drop EachLocation or declare CriticForm.Separable")]
    [InlineData("Estimator(Bound.InfoNce), Critic(CriticForm.Concatenated, Base = BaseCritic.Gaussian), Image(Variable.X, Height = 4, Width = 4, {|MIDSL011:EachLocation = true|})", "Base = Gaussian is fitted to whole rows, and EachLocation shows the critic one location at a time; drop one of them")]
    [InlineData("Estimator(Bound.Club), Image(Variable.X, Height = 4, Width = 4, {|MIDSL011:EachLocation = true|})", "CLUB, learned conditional learns densities of whole rows, and EachLocation shows a critic one location at a time; drop [Image]")]
    public Task Maps_of_features(string attributes, string message) =>
        Verify($"[{attributes}, Joint] public partial class A;", message);

    [Fact]
    public Task A_map_of_features_has_no_condition() => Verify(
        "[Estimator(Bound.InfoNce), Joint(Given = 1), Negatives(NegativeSampling.Neighbours), Image(Variable.X, Height = 4, Width = 4, {|MIDSL011:EachLocation = true|})] public partial class A;",
        "near negatives take the condition from X's last columns, and EachLocation takes all of X as a map; drop [Image]");

    [Fact]
    public Task A_map_of_features_for_the_users_own_network() => Verify(
        "[Estimator(Bound.InfoNce), Joint, Image(Variable.X, Height = 4, Width = 4, {|MIDSL011:EachLocation = true|})] public partial class A { [Critic] TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> Network() => null!; }",
        "'Network()' sees whole rows, and EachLocation shows an emitted critic one location at a time; drop [Image] or declare the critic on the class");

    [Fact]
    public Task Columns_that_make_no_image() => Verify(
        "[Estimator(Bound.InfoNce), Joint(X = 65), Critic(CriticForm.EncodeAndDot), Image({|MIDSL011:Variable.X|}, Height = 8, Width = 8)] public partial class A;",
        "X has 65 columns, no whole number of channels of 8 x 8 pixels");

    [Theory]
    [InlineData("{|MIDSL011:Discrete(Variable.X)|}", "how many labels there are is not declared; write Categories = ...")]
    [InlineData("Discrete(Variable.X, {|MIDSL011:Categories = 1|})", "Categories = 1 must be at least 2: a single label says nothing")]
    [InlineData("Discrete(Variable.X, Categories = 3, {|MIDSL011:Embedding = 0|})", "Embedding = 0 must be at least 1; without it labels are one-hot")]
    [InlineData("Discrete(Variable.X, Categories = 3), Discrete({|MIDSL011:Variable.X|}, Categories = 3)", "X is declared [Discrete] twice; keep one")]
    [InlineData("Critic(CriticForm.EncodeAndDot), Image(Variable.X, Height = 8, Width = 8), Discrete({|MIDSL011:Variable.X|}, Categories = 3)", "X is declared [Image] and [Discrete]; its columns are pixels or labels, not both")]
    public Task Labels(string attributes, string message) =>
        Verify($"[Estimator(Bound.InfoNce), Joint, {attributes}] public partial class A;", message);

    [Fact]
    public Task Labels_for_the_users_own_network() => Verify(
        "[Estimator(Bound.InfoNce), Joint, Discrete({|MIDSL011:Variable.Y|}, Categories = 3)] public partial class A { [Critic] TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> Network() => null!; }",
        "Y is declared [Discrete], but your own network takes its columns as they are; code the labels there and drop [Discrete], or declare a critic by attribute");

    [Theory]
    [InlineData("Estimator({|MIDSL011:Bound.Club|}), Critic(CriticForm.Separable)", "CLUB, learned conditional has no critic but learns the density v(y|x); declare [Variational(Hidden = [...])] instead of [Critic]")]
    [InlineData("Estimator(Bound.Nwj), {|MIDSL010:Variational|}", "[Variational] learns v(y|x), which Bound.Nwj does not use; drop it or declare Bound.Club, DifferenceOfEntropies or GenerativeModels")]
    [InlineData("Estimator(Bound.Club), Variational({|MIDSL011:Hidden = [0]|})", "Hidden = [0] has a width below 1")]
    [InlineData("Estimator(Bound.Club), Variational({|MIDSL011:Channels = [8]|})", "Channels belongs to convolutions; Bound.Club learns densities by dense layers: drop it")]
    [InlineData("Estimator(Bound.Club), Variational({|MIDSL011:Components = 0|})", "Components = 0 must be at least 1")]
    [InlineData("Estimator(Bound.DifferenceOfEntropies), Discrete({|MIDSL011:Variable.Y|}, Categories = 3)", "Bound.DifferenceOfEntropies learns a Gaussian density of Y, which labels do not have; swap X and Y, or declare a bound with a critic")]
    public Task Learned_densities(string attributes, string message) => Verify($"[{attributes}, Joint] public partial class A;", message);

    [Theory]
    [InlineData("Estimator({|MIDSL011:Bound.GenerativeModels|}), Critic(CriticForm.Separable)", "generative models have no critic but learn p(x, y), p(x) and p(y); declare [Variational(Hidden = [...])] and [Autoencoders(Latent = ...)] instead of [Critic]")]
    [InlineData("Estimator(Bound.Nwj), {|MIDSL010:Autoencoders|}", "[Autoencoders] learn p(x, y), p(x) and p(y), which Bound.Nwj does not use; drop it or declare Bound.GenerativeModels")]
    [InlineData("Estimator(Bound.GenerativeModels), Autoencoders({|MIDSL011:Latent = 0|})", "Latent = 0 must be at least 1")]
    [InlineData("Estimator(Bound.GenerativeModels), Autoencoders({|MIDSL011:JointLatent = -1|})", "JointLatent = -1 must be at least 1")]
    [InlineData("Estimator(Bound.GenerativeModels), Autoencoders({|MIDSL011:Samples = 0|})", "Samples = 0 must be at least 1")]
    [InlineData("Estimator(Bound.GenerativeModels), Autoencoders({|MIDSL011:X = (Likelihood)7|})", "'7' is no likelihood; choose Likelihood.Gaussian or Bernoulli")]
    [InlineData("Estimator(Bound.GenerativeModels), Variational({|MIDSL010:Components = 2|})", "Components has no meaning in an autoencoder, whose q(z|v) is Gaussian with diagonal covariance; drop it")]
    [InlineData("Estimator(Bound.GenerativeModels), Autoencoders(X = Likelihood.Bernoulli, Y = Likelihood.Bernoulli), Preprocess({|MIDSL024:Preprocessing.Standardize|})", "Preprocessing.Standardize would take X and Y out of [0, 1], where Likelihood.Bernoulli needs them; drop [Preprocess]")]
    [InlineData("Estimator(Bound.GenerativeModels), Discrete({|MIDSL011:Variable.X|}, Categories = 3)", "Bound.GenerativeModels learns a density of X, which labels do not have; drop [Discrete] and give bits with [Autoencoders(X = Likelihood.Bernoulli)], or declare a bound with a critic")]
    [InlineData("Estimator(Bound.GenerativeModels), {|MIDSL010:Negatives(NegativeSampling.CyclicShift)|}", "generative models compare three densities and use no negatives; drop [Negatives]")]
    public Task Autoencoders(string attributes, string message) => Verify($"[{attributes}, Joint] public partial class A;", message);

    [Theory]
    [InlineData("Bound.Nwj", "Negatives({|MIDSL010:(NegativeSampling)9|})", "'9' is no way to draw negatives; choose NegativeSampling.InBatch, CyclicShift, SecondDraw or Neighbours")]
    [InlineData("Bound.Nwj", "Negatives(NegativeSampling.InBatch, {|MIDSL010:PerPair = 3|})", "PerPair = 3 has no meaning in the batch, where each pair has all N - 1 others; drop it or declare NegativeSampling.CyclicShift")]
    [InlineData("Bound.Nwj", "Negatives(NegativeSampling.CyclicShift, {|MIDSL010:PerPair = 64|})", "PerPair = 64 asks for more shifts than a batch of 64 has; at most 63")]
    [InlineData("Bound.Nwj", "Negatives(NegativeSampling.SecondDraw, {|MIDSL010:PerPair = 0|})", "PerPair = 0 must be at least 1")]
    [InlineData("Bound.Nwj", "Negatives(NegativeSampling.SecondDraw, {|MIDSL010:Neighbours = 3|})", "Neighbours = 3 is only read by NegativeSampling.Neighbours; drop it")]
    [InlineData("Bound.IAlpha", "Negatives({|MIDSL010:NegativeSampling.CyclicShift|})", "I_alpha compares a positive with PerPair - 1 negatives; declare PerPair of at least 2")]
    [InlineData("Bound.Nwj", "Negatives(NegativeSampling.InBatch, {|MIDSL010:InEvaluation = 300|})", "InEvaluation = 300 is only read by NegativeSampling.CyclicShift and SecondDraw; drop it")]
    [InlineData("Bound.Nwj", "Negatives(NegativeSampling.CyclicShift, {|MIDSL010:InEvaluation = 0|})", "InEvaluation = 0 must be at least 1")]
    [InlineData("Bound.IAlpha", "Negatives(NegativeSampling.SecondDraw, PerPair = 2, {|MIDSL010:InEvaluation = 1|})", "I_alpha compares a positive with InEvaluation - 1 negatives; declare InEvaluation of at least 2")]
    [InlineData("Bound.DifferenceOfEntropies", "{|MIDSL010:Negatives(NegativeSampling.CyclicShift)|}", "the difference of entropies compares two densities and uses no negatives; drop [Negatives]")]
    [InlineData("Bound.Nwj", "Negatives({|MIDSL001:NegativeSampling.Neighbours|})", "near negatives need a condition Z to be near in; say how many of X's last columns it is: [Joint(Given = ...)]")]
    public Task Negatives(string bound, string negatives, string message) =>
        Verify($"[Estimator({bound}), Joint, {negatives}] public partial class A;", message);

    [Theory]
    [InlineData("Joint({|MIDSL010:Given = 2|})", "Given = 2 declares a condition Z, and these negatives ignore it: the value would be I(X, Z; Y); declare [Negatives(NegativeSampling.Neighbours)]")]
    [InlineData("Negatives(NegativeSampling.Neighbours), Joint(X = 2, {|MIDSL011:Given = 2|})", "Given = 2 must be at least 1 and leave columns of X before it, which has 2")]
    public Task Conditions(string attributes, string message) => Verify($"[Estimator(Bound.Nwj), {attributes}] public partial class A;", message);

    [Fact]
    public Task Near_negatives_of_a_sampler() => Verify(
        "[Estimator(Bound.Nwj), Negatives({|MIDSL001:NegativeSampling.Neighbours|})] public partial class A { [Joint(X = 2, Y = 1, Given = 1)] void Draw(Rng rng, int n, Span<float> x, Span<float> y) { } }",
        "near negatives are chosen among given pairs, and 'Draw' draws fresh ones; declare [Joint(Given = ...)] on the class and give data to Fit");

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
    [InlineData("{|MIDSL024:CrossFit = 1|}", "CrossFit = 1 must lie in 2 to 20, or be 0 for a single split")]
    [InlineData("{|MIDSL024:CrossFit = 21|}", "CrossFit = 21 must lie in 2 to 20, or be 0 for a single split")]
    [InlineData("CrossFit = 3, {|MIDSL024:Test = 0.3|}", "Test = 0.3 has no meaning beside CrossFit = 3, which holds out each pair once; drop one of them")]
    [InlineData("{|MIDSL024:Schedule = (LearningRateSchedule)3|}", "'3' is no schedule; choose LearningRateSchedule.Constant or Cosine")]
    [InlineData("{|MIDSL024:WeightAverage = 1|}", "WeightAverage = 1 must lie in [0, 1); 0.99 averages over the last 100 steps or so, 0 is off")]
    [InlineData("{|MIDSL024:WeightAverage = -0.5|}", "WeightAverage = -0.5 must lie in [0, 1); 0.99 averages over the last 100 steps or so, 0 is off")]
    public Task Settings(string arguments, string message) =>
        Verify($"[Estimator(Bound.InfoNce), Joint, Training({arguments})] public partial class A;", message);

    [Fact]
    public Task Unknown_preparation() => Verify(
        "[Estimator(Bound.InfoNce), Joint, Preprocess({|MIDSL024:(Preprocessing)5|})] public partial class A;",
        "'5' is no preparation; choose Preprocessing.Standardize, NormalScores, UnmixedScores or None");

    [Theory]
    [InlineData("Clip.Norm, {|MIDSL024:MaxNorm = 0|}", "MaxNorm = 0 must be positive")]
    [InlineData("Clip.Value, {|MIDSL024:MaxNorm = 1|}", "MaxNorm = 1 is only read by Clip.Norm; drop it or declare Clip.Norm")]
    public Task Clipping(string arguments, string message) =>
        Verify($"[Estimator(Bound.InfoNce), Joint, GradientClipping({arguments})] public partial class A;", message);

    [Theory]
    [InlineData("[Estimator(Bound.Smile, Tau = double.PositiveInfinity), Joint] public partial class A;")]
    [InlineData("[Estimator(Bound.DonskerVaradhan, EmaRate = 0.5), Joint(X = 2)] internal sealed partial record A;")]
    [InlineData("[Estimator(Bound.Nwj), Critic(CriticForm.Bilinear), Training(Device = \"cuda:1\", Test = 0)] public partial class A<T>(int rho) { " + Sampler + " int Rho => rho; }")]
    [InlineData("[Estimator(Bound.Tuba), Joint] public partial class A { [Critic] TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> Network() => null!; }")]
    [InlineData("[Estimator(Bound.Club), Variational(Components = 3), Negatives(NegativeSampling.CyclicShift, PerPair = 2), Joint] public partial class A;")]
    [InlineData("[Estimator(Bound.Nwj), Critic(CriticForm.ConcatAndConvolve, Channels = [8]), Image(Variable.X, Height = 8, Width = 8), Discrete(Variable.Y, Categories = 3, Embedding = 4), Negatives(NegativeSampling.SecondDraw), Joint] public partial class A;")]
    [InlineData("[Estimator(Bound.DonskerVaradhan), Critic(CriticForm.ConcatAndConvolve, ConditionEachConvolution = true), Image(Variable.X, Height = 8, Width = 8), Joint] public partial class A;")]
    [InlineData("[Estimator(Bound.InfoNce), Critic(CriticForm.EncodeAndDot, Hidden = [], BatchNorm = true), Image(Variable.X, Height = 8, Width = 8), Training(BatchSize = 3), Joint] public partial class A;")]
    [InlineData("[Estimator(Bound.Nwj), Critic(CriticForm.Concatenated, Base = BaseCritic.Gaussian, BatchNorm = true), Joint] public partial class A;")]
    [InlineData("[Estimator(Bound.Club), Variational(BatchNorm = true), Joint] public partial class A;")]
    [InlineData("[Estimator(Bound.Nwj), Negatives(NegativeSampling.Neighbours, Neighbours = 3), Joint(X = 3, Y = 1, Given = 1)] public partial class A;")]
    [InlineData("[Estimator(Bound.GenerativeModels), Autoencoders(Latent = 4, JointLatent = 6, X = Likelihood.Bernoulli, Samples = 8), Variational(Hidden = [32]), Preprocess(Preprocessing.Standardize), Joint] public partial class A;")]
    [InlineData("public partial class Outer { [Estimator(Bound.InfoNce), Joint] private partial class @class; }")]
    public Task Valid(string source) => Verify(source);

    private static Task Verify(string source, params string[] messages) =>
        Run.Verify("using System;\nusing MiDsl;\n" + source, messages);
}
