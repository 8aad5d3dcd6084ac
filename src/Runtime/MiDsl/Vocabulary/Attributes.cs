using System;

namespace MiDsl;

/// <summary>
/// Makes a partial class an estimator of the mutual information I(X; Y), in nats. The generator writes critic,
/// objective, training loop and evaluation; the type that <c>Fit</c> and <c>Evaluate</c> return is the direction of the
/// bound.
/// </summary>
/// <param name="bound">The bound to train and report.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EstimatorAttribute(Bound bound) : Attribute
{
    /// <summary>The bound to train and report.</summary>
    public Bound Bound { get; } = bound;

    /// <summary>
    /// SMILE's tau (also where SMILE reads a Jensen-Shannon critic): e^f is clamped to [e^-tau, e^tau] in the partition. Greater is less biased and more variable;
    /// <c>double.PositiveInfinity</c> is the Donsker-Varadhan value. Default 5.
    /// </summary>
    public double Tau { get; set; }

    /// <summary>
    /// Donsker-Varadhan's rate r of the moving average <c>ema = (1 - r) ema + r mean e^f</c> that divides the gradient,
    /// in (0, 1). Default 0.01.
    /// </summary>
    public double EmaRate { get; set; }

    /// <summary>I_alpha's alpha in [0, 1]: 0 is NWJ, 1 is InfoNCE. Default 0.5.</summary>
    public double Alpha { get; set; }

    /// <summary>
    /// The bound that reads a critic trained by <see cref="Bound.JensenShannon"/>: Nwj (default; a lower bound),
    /// DonskerVaradhan (a lower bound by its tangent) or Smile (an estimate).
    /// </summary>
    public Bound ReadBy { get; set; }

    /// <summary>
    /// <see cref="Bound.JensenShannon"/>'s weight v of the negatives: the objective is
    /// <c>E_p[-softplus(-(f - log v))] - v E_q[softplus(f - log v)]</c>, noise-contrastive estimation with v negatives to a
    /// positive, whose optimal f is the log ratio whatever v (Gutmann and Hyvarinen 2012, JMLR 13). Greater is closer to
    /// maximum likelihood; the number of negatives a pair is usual. Default 1, the Jensen-Shannon objective.
    /// </summary>
    public double NoiseRatio { get; set; }

    /// <summary>
    /// The side to report of a bound that has two (BarberAgakov, Iwae, Giwae, Ais). Default: both where the declared knowledge allows
    /// both, else the one that it allows; Giwae the lower.
    /// </summary>
    public Side Report { get; set; }

    /// <summary>
    /// K of Iwae, StructuredInfoNce, LeaveOneOut and Giwae, the paired y counted where it is among them; for ClubExact and the
    /// upper bound of BarberAgakov samples that are averaged. Default 16 (BarberAgakov 1).
    /// </summary>
    public int Samples { get; set; }

    /// <summary>Chains of each pair, the K of Ais and MineAis. Default 16.</summary>
    public int Chains { get; set; }

    /// <summary>How Ais and MineAis weigh the chains of their lower bound. Default <see cref="ChainWeights.CoupledReverse"/>.</summary>
    public ChainWeights LowerBy { get; set; }

    /// <summary>How Ais weighs the chains of its upper bound. Default <see cref="ChainWeights.IndependentMultiSample"/>.</summary>
    public ChainWeights UpperBy { get; set; }

    /// <summary>
    /// The mutual information that you expect, in nats, roughly: nothing is computed from it, but a bound that could not report so much
    /// (MIDSL015), or would scatter too widely at it (MIDSL016), is warned of while you type. Without it nothing is assumed.
    /// </summary>
    public double Expected { get; set; }

    /// <summary>
    /// What the emitted code is written for: <see cref="Target.TorchSharp"/> (default), or <see cref="Target.Cpu"/>, which needs no native
    /// library. Values agree from the same seed; a critic saved under the one is loaded under the other.
    /// </summary>
    public Target Target { get; set; }
}

/// <summary>
/// The critic f(x, y). On the class: an architecture. On a method or property that returns
/// <c>Module&lt;Tensor, Tensor, Tensor&gt;</c>: your own network, called with n paired rows x [n, dx], y [n, dy], giving
/// n scores. It is asked for at every <c>Fit</c> and <c>Load</c>, must make a new network each time, and the estimator
/// disposes it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class CriticAttribute : Attribute
{
    /// <summary>Your own network: for a member.</summary>
    public CriticAttribute()
    {
    }

    /// <summary>An architecture: for the class.</summary>
    /// <param name="form">How x and y are combined.</param>
    public CriticAttribute(CriticForm form) => Form = form;

    /// <summary>How x and y are combined. Default separable.</summary>
    public CriticForm Form { get; }

    /// <summary>Widths of the hidden layers (of each of the two networks, if separable). Default 256, 256.</summary>
    public int[] Hidden { get; set; } = [];

    /// <summary>Length of the embeddings g(x) and h(y) of a separable critic. Default 32.</summary>
    public int Embedding { get; set; }

    /// <summary>The nonlinearity between layers. Default ReLU.</summary>
    public Activation Activation { get; set; }

    /// <summary>Each hidden layer after the first adds to what came in, h + act(W h + b). All widths must be equal.</summary>
    public bool Residual { get; set; }

    /// <summary>Normalises each hidden layer over its units before the nonlinearity. Ba et al. 2016 (1607.06450).</summary>
    public bool LayerNorm { get; set; }

    /// <summary>
    /// Normalises each hidden unit over the batch before the nonlinearity, a channel of a convolution over its places too, then scales and
    /// shifts it as learned. Ioffe and Szegedy 2015 (1502.03167). Training steps take mean and variance of the rows at hand, of pairs and
    /// negatives together; their value is a signal and bounds nothing, since a score then depends on the other pairs. Validation,
    /// <c>Evaluate</c>, <c>PointwiseInformation</c> and <c>Objective</c> take running averages (momentum 0.1), by which the critic is a
    /// fixed function of its pair and the bound holds. A <c>WeightAverage</c> is read with the last step's averages. In place of
    /// <see cref="LayerNorm"/>; not for bilinear critics, nor beside <see cref="SpectralNorm"/>, nor on known densities.
    /// </summary>
    public bool BatchNorm { get; set; }

    /// <summary>Divides each weight matrix by its greatest singular value. Miyato et al. 2018 (1802.05957).</summary>
    public bool SpectralNorm { get; set; }

    /// <summary>Share of hidden units left out at each training step, in [0, 1). Default 0.</summary>
    public double Dropout { get; set; }

    /// <summary>Standard deviation of Gaussian noise on x and y at each training step. Default 0.</summary>
    public double InputNoise { get; set; }

    /// <summary>Standard deviation of Gaussian noise after each hidden layer at each training step. Default 0.</summary>
    public double Noise { get; set; }

    /// <summary>
    /// A closed form to which the network is added, from 0 on: the step before the first is among those that validation
    /// chooses from. The network then sees features of x and y: canonical coordinates and how far out a row lies. For separable
    /// and concatenated critics of numbers. <c>Fit</c> learns it. Default none.
    /// </summary>
    public BaseCritic Base { get; set; }

    /// <summary>Channels of the convolutions of <see cref="CriticForm.EncodeAndDot"/> and <see cref="CriticForm.ConcatAndConvolve"/>. Default 32, 64.</summary>
    public int[] Channels { get; set; } = [];

    /// <summary>Height and width of the convolutions' kernels. Default 4.</summary>
    public int Kernel { get; set; }

    /// <summary>Stride of the convolutions. Default 2. The padding is (Kernel - 1) / 2, rounded down.</summary>
    public int Stride { get; set; }

    /// <summary>
    /// A vector Y enters every convolution of <see cref="CriticForm.ConcatAndConvolve"/>, by a linear map of its own added to each feature
    /// map before the nonlinearity; otherwise the first alone. As Belghazi et al. 2018 (1801.04062) do for stacked digits and their codes;
    /// a conditional bias in van den Oord et al. 2016 (1606.05328), section 2.3.
    /// </summary>
    public bool ConditionEachConvolution { get; set; }
}

/// <summary>
/// On the class: a conditional density q(y|x) that is learned, its parameters from an MLP over x; Gaussian with diagonal covariance
/// unless <see cref="Family"/> or <see cref="Components"/> say otherwise. It is the v(y|x) of <see cref="Bound.Club"/> and
/// <see cref="Bound.DifferenceOfEntropies"/> (whose r(y) has the same form with free parameters), and the proposal of the bounds on
/// known densities. On a member: your own q, in one of the forms <c>Distribution Q(Tensor x)</c>, <c>Tensor LogQ(Tensor y, Tensor x)</c>
/// or <c>Tensor SampleQ(Tensor x, Generator generator)</c>, x [n, dx] and y [n, dy], one row of q for each row of x.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class VariationalAttribute : Attribute
{
    /// <summary>q(y|x).</summary>
    public VariationalAttribute() => Variable = Variable.Y;

    /// <summary>q of the named variable given the other one.</summary>
    /// <param name="variable">The variable that q draws, the one of [Marginal].</param>
    public VariationalAttribute(Variable variable) => Variable = variable;

    /// <summary>The variable that q draws. Default Y.</summary>
    public Variable Variable { get; }

    /// <summary>The family. Default diagonal Gaussian.</summary>
    public VariationalFamily Family { get; set; }

    /// <summary>Widths of the hidden layers. Default 256, 256.</summary>
    public int[] Hidden { get; set; } = [];

    /// <summary>
    /// Channels of convolutions that come before the hidden layers where q is given an <c>[Image]</c>: proposals of the bounds on known
    /// densities. Default none: no convolutions.
    /// </summary>
    public int[] Channels { get; set; } = [];

    /// <summary>Height and width of the convolutions' kernels. Default 4.</summary>
    public int Kernel { get; set; }

    /// <summary>Stride of the convolutions. Default 2. The padding is (Kernel - 1) / 2, rounded down.</summary>
    public int Stride { get; set; }

    /// <summary>The nonlinearity between layers. Default ReLU.</summary>
    public Activation Activation { get; set; }

    /// <summary>
    /// Normalises each hidden unit over the batch before the nonlinearity, as <see cref="CriticAttribute.BatchNorm"/> does: over the rows at
    /// hand in training steps, by running averages wherever q is drawn from, evaluated or validated, so that it is a density. The couplings of a
    /// flow keep plain layers. Not for <see cref="Bound.MineAis"/> and <see cref="Bound.GenerativeModels"/>.
    /// </summary>
    public bool BatchNorm { get; set; }

    /// <summary>Gaussians in the mixture, of the diagonal family. Default 1.</summary>
    public int Components { get; set; }

    /// <summary>Coupling layers of <see cref="VariationalFamily.Flow"/>. Default 4.</summary>
    public int Couplings { get; set; }
}

/// <summary>
/// The three variational autoencoders of <see cref="Bound.GenerativeModels"/>, for p(x, y), p(x) and p(y). Encoder q(z|v) and latent
/// p(z) are Gaussian with diagonal covariance, the latter standard. <c>[Variational]</c> gives the hidden widths: of the encoders in this
/// order, of the decoders in reverse.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AutoencodersAttribute : Attribute
{
    /// <summary>Dimensions of the latent variable of p(x) and of p(y). Default 8.</summary>
    public int Latent { get; set; }

    /// <summary>
    /// Dimensions of the latent variable of p(x, y). Default twice <see cref="Latent"/>: room for those of p(x) and p(y) side by side.
    /// </summary>
    public int JointLatent { get; set; }

    /// <summary>
    /// The density of X around what a decoder gives: Gaussian (default) with one learned scale a column, or Bernoulli, for values in
    /// [0, 1] that are then never standardized. Bernoulli is a distribution of bits; on grey values it is the usual
    /// cross-entropy, which is no density.
    /// </summary>
    public Likelihood X { get; set; }

    /// <summary>The density of Y, in the same way. Default Gaussian.</summary>
    public Likelihood Y { get; set; }

    /// <summary>
    /// K draws of the latent variable for each row where nothing is trained: log p(v) is read by
    /// <c>log (1/K) sum_k p(v, z_k) / q(z_k|v)</c> (Burda et al. 2016, 1509.00519). Training takes one, the evidence lower bound. Default 16.
    /// </summary>
    public int Samples { get; set; }
}

/// <summary>
/// The marginal p(y), or p(x), known as a density, a sampler or both; normalised. On the class: the standard normal distribution. On a
/// member: <c>Distribution M()</c>, <c>Tensor LogM(Tensor y)</c> giving [n] for y [n, dy], or
/// <c>Tensor SampleM(long n, Generator generator)</c> giving [n, dy].
/// </summary>
/// <param name="variable">The variable that a <c>[Conditional]</c> or <c>[Decoder]</c> conditions on.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class MarginalAttribute(Variable variable) : Attribute
{
    /// <summary>The variable.</summary>
    public Variable Variable { get; } = variable;

    /// <summary>Its dimensions.</summary>
    public int Dim { get; set; }

    /// <summary>
    /// Whether this is the distribution that the pairs have. False: some other normalised density, which still serves upper
    /// bounds as a reference. Default true.
    /// </summary>
    public bool Exact { get; set; } = true;
}

/// <summary>
/// The conditional p(x|y), or p(y|x), known as a density, a sampler or both. On a member: <c>Distribution M(Tensor y)</c>,
/// <c>Tensor LogM(Tensor x, Tensor y)</c> giving [n] for x [n, dx] and y [n, dy] (the named variable first), or
/// <c>Tensor SampleM(Tensor y, Generator generator)</c> giving [n, dx].
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ConditionalAttribute : Attribute
{
    /// <summary>p(x|y).</summary>
    public ConditionalAttribute() => Variable = Variable.X;

    /// <summary>The density of the named variable given the other one.</summary>
    /// <param name="variable">Whose density it is.</param>
    public ConditionalAttribute(Variable variable) => Variable = variable;

    /// <summary>Whose density it is, given the other variable. Default X.</summary>
    public Variable Variable { get; }

    /// <summary>Dimensions of that variable.</summary>
    public int Dim { get; set; }

    /// <summary>
    /// Whether this is the distribution that the pairs have. False: some other positive function, which still serves lower bounds as
    /// a critic. Default true.
    /// </summary>
    public bool Exact { get; set; } = true;
}

/// <summary>
/// The conditional p(x|y) as a network: an MLP over y, followed by transposed convolutions where <see cref="Channels"/> are declared,
/// gives the mean (or the logits) of x. Its gradient in y is written out, without autograd. <c>FitDecoder</c> learns it together with q(y|x) from observations of x; <c>Decoder</c> is its module, to train or fill otherwise.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DecoderAttribute : Attribute
{
    /// <summary>p(x|y).</summary>
    public DecoderAttribute() => Variable = Variable.X;

    /// <summary>The density of the named variable given the other one.</summary>
    /// <param name="variable">Whose density it is.</param>
    public DecoderAttribute(Variable variable) => Variable = variable;

    /// <summary>Whose density it is, given the other variable. Default X.</summary>
    public Variable Variable { get; }

    /// <summary>Dimensions of that variable.</summary>
    public int Dim { get; set; }

    /// <summary>Widths of the hidden layers; empty for a linear decoder. Default 256, 256.</summary>
    public int[] Hidden { get; set; } = [];

    /// <summary>
    /// Channels that come into each transposed convolution, in order; the last gives the channels of the variable's <c>[Image]</c>. Each
    /// makes the image <see cref="Stride"/> times as high and wide, the first starts from a dense layer. Radford et al. 2016
    /// (1511.06434), with <see cref="BatchNorm"/> if that is declared. Default none: no convolutions.
    /// </summary>
    public int[] Channels { get; set; } = [];

    /// <summary>Height and width of the transposed convolutions' kernels, <see cref="Stride"/> plus an even number. Default 4.</summary>
    public int Kernel { get; set; }

    /// <summary>By how much each transposed convolution enlarges the image. Default 2.</summary>
    public int Stride { get; set; }

    /// <summary>The nonlinearity between layers. Default ReLU.</summary>
    public Activation Activation { get; set; }

    /// <summary>
    /// Normalises each hidden unit over the batch before the nonlinearity, a channel of a transposed convolution over its places too, as
    /// <see cref="CriticAttribute.BatchNorm"/> does: <c>FitDecoder</c> over the rows at hand, every density, draw and gradient by running averages,
    /// so that p(x|y) is a density and chains move along a fixed one. There is then no <c>UseDecoder</c>: a decoder that was learned elsewhere
    /// with batch norm is one without, the scale and shift of each norm put into the matrix and bias before it.
    /// </summary>
    public bool BatchNorm { get; set; }

    /// <summary>What follows the last layer. Default nothing.</summary>
    public DecoderOutput Output { get; set; }

    /// <summary>The density around it. Default Gaussian.</summary>
    public Likelihood Likelihood { get; set; }

    /// <summary>Standard deviation of the Gaussian likelihood, where learning starts if it is learned. Default 1.</summary>
    public double Scale { get; set; }

    /// <summary>Whether <c>FitDecoder</c> learns the scale. Default false.</summary>
    public bool LearnScale { get; set; }
}

/// <summary>
/// The reference r(x) of <see cref="Bound.BarberAgakovReference"/>: any normalised density of x, as <c>Distribution R()</c> or
/// <c>Tensor LogR(Tensor x)</c>, giving [n] for x [n, dx].
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ReferenceAttribute : Attribute;

/// <summary>
/// A sampler of the exact posterior p(y|x), <c>Tensor M(Tensor x, Generator generator)</c>, one independent row of y for each row of x:
/// what <see cref="ChainWeights.IndependentReverse"/> needs.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PosteriorAttribute : Attribute;

/// <summary>
/// Your own transition of the annealed chains in place of HMC, <c>Tensor M(Tensor x, Tensor y, double b, Generator generator)</c>: given
/// rows of y, new rows by a Markov kernel that leaves <c>q(y|x) e^(b g(x, y))</c> invariant for the inverse temperature b, such as exact
/// draws from a Gaussian path, or Gibbs moves of a discrete y. Nothing needs a gradient then.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class TransitionAttribute : Attribute;

/// <summary>The annealing path of <see cref="Bound.Ais"/> and <see cref="Bound.MineAis"/>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AnnealingAttribute : Attribute
{
    /// <summary>Steps S of the path. Default 500.</summary>
    public int Temperatures { get; set; }

    /// <summary>Where the inverse temperatures lie. Default sigmoid.</summary>
    public AnnealingSchedule Schedule { get; set; }

    /// <summary>Half the range of the sigmoid. Default 4.</summary>
    public double Range { get; set; }
}

/// <summary>
/// Hamiltonian Monte Carlo: unit mass, fresh momentum at every transition, one leapfrog trajectory, Metropolis acceptance. Step sizes
/// are tuned for each temperature in a first round, on pairs of its own, and frozen before the bound is computed. Neal 2011 (1206.1901).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class HmcAttribute : Attribute
{
    /// <summary>Leapfrog steps in a trajectory. Default 10.</summary>
    public int LeapfrogSteps { get; set; }

    /// <summary>Share of accepted trajectories that tuning aims at, in (0, 1). Default 0.65.</summary>
    public double TargetAcceptance { get; set; }

    /// <summary>The greatest step size that tuning may choose. Default 0.5.</summary>
    public double MaxStep { get; set; }

    /// <summary>
    /// Share in [0, 1) by which each chain's step size varies at each transition, uniformly and whatever the state: trajectories of one
    /// length can come full circle and not move at all. Neal 2011 (1206.1901), section 5.4.2. Default 0.2.
    /// </summary>
    public double Jitter { get; set; }

    /// <summary>Transitions from the paired y to a negative in the training of MineAis. Default 5.</summary>
    public int NegativeTransitions { get; set; }
}

/// <summary>On how many pairs a bound on known densities is computed.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EvaluationAttribute : Attribute
{
    /// <summary>Simulated pairs of <c>Evaluate()</c>. Default 128.</summary>
    public int Pairs { get; set; }

    /// <summary>Equal parts of the pairs: standard errors and 95 % intervals come from the spread of their means. Default 8.</summary>
    public int SubBatches { get; set; }

    /// <summary>Rows of densities that are computed at once: memory grows with it. Default 16,384.</summary>
    public int RowsAtOnce { get; set; }
}

/// <summary>Where negatives come from. Without this attribute: all other pairings within a batch.</summary>
/// <param name="sampling">In the batch, shifted, drawn apart, or drawn near.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NegativesAttribute(NegativeSampling sampling) : Attribute
{
    /// <summary>In the batch, shifted, drawn apart, or drawn near.</summary>
    public NegativeSampling Sampling { get; } = sampling;

    /// <summary>Negatives of each pair, M; InfoNCE's K is 1 + M. Default 1; in the batch there are always N - 1.</summary>
    public int PerPair { get; set; }

    /// <summary>
    /// Negatives of each pair in an evaluation by shifts or second draws, which takes them from all its pairs at once; as many
    /// as there are where that is fewer. More of them steady the value and raise InfoNCE's cap, log(1 + InEvaluation).
    /// Default: <see cref="PerPair"/>.
    /// </summary>
    public int InEvaluation { get; set; }

    /// <summary>Nearest pairs that <see cref="NegativeSampling.Neighbours"/> chooses among. Default 5.</summary>
    public int Neighbours { get; set; }
}

/// <summary>A variable that is an image: its columns run over channels, then rows, then the pixels of a row.</summary>
/// <param name="variable">X or Y.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ImageAttribute(Variable variable) : Attribute
{
    /// <summary>X or Y.</summary>
    public Variable Variable { get; } = variable;

    /// <summary>Rows of pixels.</summary>
    public int Height { get; set; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; set; }

    /// <summary>
    /// X is a map of features, and a separable, bilinear or concatenated critic sees one location of it at a time, the same critic
    /// at all: the value is the information between Y and the features at a location drawn uniformly, at most its mean over the
    /// locations. Deep InfoMax's local objective, Hjelm et al. 2019 (1808.06670), section 3.3.
    /// </summary>
    public bool EachLocation { get; set; }
}

/// <summary>
/// A variable whose columns hold integer labels 0 to Categories - 1. They enter the critic as one-hot codes or by a learned
/// embedding, and are never standardized.
/// </summary>
/// <param name="variable">X or Y.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DiscreteAttribute(Variable variable) : Attribute
{
    /// <summary>X or Y.</summary>
    public Variable Variable { get; } = variable;

    /// <summary>Number of labels in each column.</summary>
    public int Categories { get; set; }

    /// <summary>Length of the learned vector of each label; without it labels are one-hot.</summary>
    public int Embedding { get; set; }
}

/// <summary>
/// The learned baseline a(x) = e^b(x) of TUBA: b is an MLP over x with one output. Without this attribute it has one
/// hidden layer of 64.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BaselineAttribute : Attribute
{
    /// <summary>Widths of the hidden layers. Default 64.</summary>
    public int[] Hidden { get; set; } = [];

    /// <summary>The nonlinearity between layers. Default ReLU.</summary>
    public Activation Activation { get; set; }
}

/// <summary>
/// Independent pairs from p(x, y). On a method: a sampler, of the form
/// <c>void Draw(Rng rng, int n, Span&lt;float&gt; x, Span&lt;float&gt; y)</c> that fills n rows, or
/// <c>(Tensor X, Tensor Y) Draw(long n, Generator generator)</c>. On the class: pairs are given to <c>Fit</c> or
/// <c>Step</c>, dimensions declared here or read off the first data.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class JointAttribute : Attribute
{
    /// <summary>Dimensions of X. A sampler must say it; for data, 0 (default) means as many as the data has.</summary>
    public int X { get; set; }

    /// <summary>Dimensions of Y. A sampler must say it; for data, 0 (default) means as many as the data has.</summary>
    public int Y { get; set; }

    /// <summary>
    /// How many of X's last columns are the condition Z of the conditional information I(X; Y | Z); needs
    /// <see cref="NegativeSampling.Neighbours"/>.
    /// </summary>
    public int Given { get; set; }
}

/// <summary>
/// How the critic is trained. Training pairs fit it, validation pairs stop it and choose the best weights, test pairs
/// give the value: three disjoint sets.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TrainingAttribute : Attribute
{
    /// <summary>Optimizer steps at most. Default 5,000.</summary>
    public int Steps { get; set; }

    /// <summary>Pairs in a batch, N: the K of InfoNCE, and N (N - 1) negatives of the other bounds. Default 64.</summary>
    public int BatchSize { get; set; }

    /// <summary>The optimizer. Default Adam.</summary>
    public Optimizer Optimizer { get; set; }

    /// <summary>Step size of the optimizer. Default 5e-4.</summary>
    public double LearningRate { get; set; }

    /// <summary>Weight decay of the optimizer. Default 0 (AdamW: 0.01).</summary>
    public double WeightDecay { get; set; }

    /// <summary>How the learning rate goes with the steps. Default constant.</summary>
    public LearningRateSchedule Schedule { get; set; }

    /// <summary>
    /// Decay of a moving average of the weights, in [0, 1), e.g. 0.99. Training goes on with the weights themselves; validation, the
    /// choice of the best weights, <c>Evaluate</c> and <c>Save</c> read the average. Default 0: none.
    /// </summary>
    public double WeightAverage { get; set; }

    /// <summary>Share of given data held out to stop training and choose weights, in (0, 1). Default 0.2.</summary>
    public double Validation { get; set; }

    /// <summary>
    /// Share of given data held out to compute the value, in [0, 1). Default 0.2. With 0 the value comes from the
    /// training pairs and is an <c>Estimate</c>, whatever the bound.
    /// </summary>
    public double Test { get; set; }

    /// <summary>
    /// Folds of a cross-fitting, 2 to 20: <c>Fit</c> of given data holds each pair out exactly once, training a fresh critic for each
    /// fold on the others (of which <see cref="Validation"/> is the share that stops it), and gives the mean over the folds with the
    /// error of all pairs. It takes as many trainings, and the place of <see cref="Test"/>. <c>Fit</c> from a sampler has fresh pairs
    /// without end and does not fold. Default 0: one split.
    /// </summary>
    public int CrossFit { get; set; }

    /// <summary>Fresh pairs that a sampler draws to stop training. Default 2,048.</summary>
    public int ValidationPairs { get; set; }

    /// <summary>Fresh pairs that a sampler draws to compute the value. Default 8,192.</summary>
    public int TestPairs { get; set; }

    /// <summary>Steps between two looks at the validation pairs. Default 100.</summary>
    public int ValidationInterval { get; set; }

    /// <summary>Looks without improvement after which training stops. Default 10; 0 never stops early.</summary>
    public int Patience { get; set; }

    /// <summary>Seed of every random number. The same seed and thread count give the same bits. Default 0.</summary>
    public long Seed { get; set; }

    /// <summary>Where tensors live: "cpu" (default), "cuda", "cuda:1".</summary>
    public string Device { get; set; } = "cpu";
}

/// <summary>Keeps gradients from growing. Without it nothing is clipped.</summary>
/// <param name="mode">By norm, by value, or adaptively inside a larger loss.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class GradientClippingAttribute(Clip mode) : Attribute
{
    /// <summary>By norm, by value, or adaptively inside a larger loss.</summary>
    public Clip Mode { get; } = mode;

    /// <summary>The greatest norm of <see cref="Clip.Norm"/>. Default 1.</summary>
    public double MaxNorm { get; set; }

    /// <summary>The greatest magnitude of <see cref="Clip.Value"/>. Default 1.</summary>
    public double MaxValue { get; set; }
}

/// <summary>What is done to the variables first. Default: data is standardized, what a sampler draws is left alone.</summary>
/// <param name="step">The preparation.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PreprocessAttribute(Preprocessing step) : Attribute
{
    /// <summary>The preparation.</summary>
    public Preprocessing Step { get; } = step;
}
