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
}

/// <summary>
/// The learned conditional density v(y|x) of <see cref="Bound.Club"/> and <see cref="Bound.DifferenceOfEntropies"/>: Gaussian with
/// diagonal covariance, mean and scale from an MLP over x, or a mixture of such. The marginal r(y) of the latter has the
/// same form with free parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class VariationalAttribute : Attribute
{
    /// <summary>Widths of the hidden layers. Default 256, 256.</summary>
    public int[] Hidden { get; set; } = [];

    /// <summary>The nonlinearity between layers. Default ReLU.</summary>
    public Activation Activation { get; set; }

    /// <summary>Gaussians in the mixture. Default 1.</summary>
    public int Components { get; set; }
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
