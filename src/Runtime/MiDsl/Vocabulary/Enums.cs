namespace MiDsl;

/// <summary>The bound that an estimator trains and reports. Values in nats; formulas on docs/bounds.</summary>
public enum Bound
{
    /// <summary>
    /// InfoNCE (CPC): <c>E[f(x, y_1) - log (1/K) sum_k e^f(x, y_k)]</c>, the positive counted in the K of a batch row.
    /// A lower bound, never above log K. Low variance; saturates when the information exceeds log K.
    /// van den Oord et al. 2018 (1807.03748), section 2.3; Poole et al. 2019 (1905.06922), equation 10.
    /// </summary>
    InfoNce = 1,

    /// <summary>
    /// MINE by the Donsker-Varadhan representation: <c>E_p f - log E_q e^f</c>, gradient corrected with an exponential
    /// moving average. Reported by its tangent, <c>E_p f - E_q e^f / a - log a + 1</c> with <c>a</c> fixed on validation
    /// pairs: a lower bound. The plug-in value, biased upwards, stands beside it as an estimate.
    /// Belghazi et al. 2018 (1801.04062), equations 5 and 12.
    /// </summary>
    DonskerVaradhan = 2,

    /// <summary>
    /// NWJ (MINE-f): <c>E_p f - e^-1 E_q e^f</c>; the optimal critic is 1 + log ratio. An unbiased lower bound whose
    /// variance grows like e^I. Nguyen et al. 2010; Poole et al. 2019 (1905.06922), equation 8.
    /// </summary>
    Nwj = 3,

    /// <summary>
    /// SMILE: <c>E_p f - log E_q clamp(e^f, e^-tau, e^tau)</c>, the critic trained by the Jensen-Shannon objective.
    /// Clipping the partition trades bias for variance: an estimate, on neither side of the truth.
    /// Song and Ermon 2020 (1910.06222), section 4.1, equation 10.
    /// </summary>
    Smile = 4,

    /// <summary>
    /// TUBA: <c>E_p f - E_q e^f / a(x) - E log a(x) + 1</c> with a learned baseline a(x) &gt; 0 beside the critic; the constant
    /// a = e is NWJ. A lower bound; the baseline takes up what of f depends on x alone, and with it some of the variance.
    /// Poole et al. 2019 (1905.06922), equation 4.
    /// </summary>
    Tuba = 5,

    /// <summary>
    /// I_alpha: <c>1 + E log(e^f(x, y_1) / a) - E[e^f(x, y'_1) / a']</c>, <c>a = alpha (1/K) sum_k e^f(x, y_k) + (1 - alpha) e</c>,
    /// with the positive among the K of a and none among those of a'. A lower bound, at most 1 + log(K / alpha), between NWJ
    /// (alpha = 0) and InfoNCE (alpha = 1): alpha trades bias for variance. Poole et al. 2019 (1905.06922), equation 11.
    /// </summary>
    IAlpha = 6,

    /// <summary>
    /// The Jensen-Shannon objective of Deep InfoMax, <c>E_p[-softplus(-f)] - E_q[softplus(f)]</c>: not mutual information,
    /// but a steady way to train a critic, which is then read by another bound (<see cref="EstimatorAttribute.ReadBy"/>).
    /// Hjelm et al. 2019 (1808.06670), equation 4.
    /// </summary>
    JensenShannon = 7,

    /// <summary>
    /// CLUB with a learned conditional: <c>E_p log v(y|x) - E_q log v(y|x)</c>, v(y|x) fitted by maximum likelihood. An upper bound
    /// for the exact conditional only, so an estimate. Cheng et al. 2020 (2006.12013), equations 8 and 14.
    /// </summary>
    Club = 8,

    /// <summary>
    /// Difference of entropies: <c>E log v(y|x) - E log r(y)</c>, both learned by maximum likelihood: an upper bound on H(Y) minus
    /// one on H(Y|X), so an estimate. McAllester and Stratos 2020 (1811.04251), section 5.
    /// </summary>
    DifferenceOfEntropies = 9,

    /// <summary>
    /// Barber and Agakov: lower <c>E log q(y|x) - E log p(y)</c>, upper (the ELBO form)
    /// <c>E log p(x|y) - E_{p(x) q(y|x)}[log p(x, y) - log q(y|x)]</c>. Loose by the KL divergence between q and the posterior.
    /// Barber and Agakov 2003; Poole et al. 2019 (1905.06922), section 2.1; Brekelmans et al. 2022 (2303.06992), equations 4 and 5.
    /// </summary>
    BarberAgakov = 10,

    /// <summary>
    /// The upper bound <c>E log p(x|y) - E log r(x)</c> by a reference r(x), any normalised density. Barber and Agakov 2003;
    /// Poole et al. 2019 (1905.06922), equation 2.
    /// </summary>
    BarberAgakovReference = 11,

    /// <summary>
    /// Importance weights w = p(x, y) / q(y|x): upper <c>E log p(x|y) - E log (1/K) sum_k w_k</c> over y_k from q, lower with the
    /// paired y among the K; the lower one is at most Barber-Agakov + log K. Burda et al. 2016 (1509.00519); Brekelmans et al. 2022
    /// (2303.06992), section 3.
    /// </summary>
    Iwae = 12,

    /// <summary>
    /// InfoNCE with the density for a critic: <c>E log p(x|y_1) - E log (1/K) sum_k p(x|y_k)</c>, the paired y_1 among the K, the others
    /// from p(y). A lower bound, at most log K. Poole et al. 2019 (1905.06922), section 2.4.
    /// </summary>
    StructuredInfoNce = 13,

    /// <summary>
    /// Leave-one-out: structured InfoNCE without the paired y in the sum, <c>E log p(x|y_1) - E log (1/(K-1)) sum_{k&gt;1} p(x|y_k)</c>.
    /// An upper bound. Poole et al. 2019 (1905.06922), equation 13.
    /// </summary>
    LeaveOneOut = 14,

    /// <summary>
    /// GIWAE: <c>E log q(y|x) - E log p(y) + E[f(x, y_1) - log (1/K) sum_k e^f(x, y_k)]</c>, y_1 paired, the others from q(y|x), with a
    /// learned critic f. A lower bound between Barber-Agakov and InfoNCE, at most Barber-Agakov + log K. Brekelmans et al. 2022
    /// (2303.06992), section 3.3.
    /// </summary>
    Giwae = 15,

    /// <summary>
    /// Annealed importance sampling from q(y|x), or the marginal p(y), to p(x, y) by Hamiltonian Monte Carlo, over several chains. By
    /// default an upper bound by independent chains (IM) and a lower one by coupled reverse chains (CR) from the paired y. Neal 2001;
    /// Grosse et al. 2015 (1511.02543); Brekelmans et al. 2022 (2303.06992), section 4.
    /// </summary>
    Ais = 16,

    /// <summary>
    /// MINE-AIS: a critic f and q(y|x) trained on the implicit Barber-Agakov bound, whose energy-based posterior
    /// <c>q(y|x) e^f(x, y) / Z(x)</c> is sampled by HMC from the paired y. Read by coupled reverse AIS chains: a lower bound for any
    /// critic. Brekelmans et al. 2022 (2303.06992), section 5.
    /// </summary>
    MineAis = 17,

    /// <summary>
    /// The generative estimator: the differences of the evidence lower bounds of three variational autoencoders,
    /// for p(x, y), p(x) and p(y). An estimate. Song and Ermon 2020 (1910.06222), section 5.2.
    /// </summary>
    GenerativeModels = 18,

    /// <summary>
    /// CLUB by the exact conditional p(x|y): its log-density at the paired y, less its mean over unpaired ones. An upper bound. Cheng
    /// et al. 2020 (2006.12013), section 3.1.
    /// </summary>
    ClubExact = 19,
}

/// <summary>The sides of a bound that has two.</summary>
public enum Side
{
    /// <summary>The lower bound: the result is a <c>LowerBound</c>.</summary>
    Lower = 1,

    /// <summary>The upper bound: the result is an <c>UpperBound</c>.</summary>
    Upper = 2,

    /// <summary>Both, from the same pairs: the result is an <c>Interval</c>.</summary>
    Both = 3,
}

/// <summary>
/// How the weights w of several annealed chains become one number. Brekelmans et al. 2022 (2303.06992), section 4 and appendix.
/// </summary>
public enum ChainWeights
{
    /// <summary>
    /// IM: log (1/K) sum w over independent chains; for a lower bound one of them runs in reverse, from the paired y. Tends to the
    /// truth as K grows.
    /// </summary>
    IndependentMultiSample = 1,

    /// <summary>
    /// IR: -log (1/K) sum 1/w over reverse chains from independent exact samples of the posterior, which a <c>[Posterior]</c> member
    /// draws; for an upper bound one chain runs forward. Tends to the truth as K grows.
    /// </summary>
    IndependentReverse = 2,

    /// <summary>
    /// CR: -log (1/K) sum 1/w over reverse chains that all start at the paired y (for an upper bound, at the end of one forward
    /// chain). Needs no further posterior samples; a gap remains at fixed temperatures however great K is.
    /// </summary>
    CoupledReverse = 3,
}

/// <summary>The inverse temperatures 0 = b_0 &lt; ... &lt; b_S = 1 of an annealing path.</summary>
public enum AnnealingSchedule
{
    /// <summary>Equal steps.</summary>
    Linear = 1,

    /// <summary>A sigmoid over [-Range, Range], scaled to [0, 1]: short steps at both ends.</summary>
    Sigmoid = 2,

    /// <summary>
    /// Short steps where the log weight varies most: equal parts of the thermodynamic length, the integral of its standard deviation
    /// as the first round measured it, then frozen. Gelman and Meng 1998; Crooks 2007 (0706.0559).
    /// </summary>
    Adapted = 3,
}

/// <summary>The family of a learned q(y|x), its parameters from an MLP over x.</summary>
public enum VariationalFamily
{
    /// <summary>Gaussian with diagonal covariance; a mixture of such by <see cref="VariationalAttribute.Components"/>.</summary>
    DiagonalGaussian = 1,

    /// <summary>Gaussian with full covariance, by its Cholesky factor.</summary>
    FullGaussian = 2,

    /// <summary>
    /// Affine coupling layers over a diagonal Gaussian, conditioned on x. Dinh et al. 2017 (1605.08803), real NVP.
    /// </summary>
    Flow = 3,
}

/// <summary>The density of x around what a decoder gives for y.</summary>
public enum Likelihood
{
    /// <summary>Gaussian, one scale for all dimensions.</summary>
    Gaussian = 1,

    /// <summary>Independent bits, the decoder giving logits.</summary>
    Bernoulli = 2,
}

/// <summary>What follows the last layer of a decoder.</summary>
public enum DecoderOutput
{
    /// <summary>Nothing.</summary>
    Identity = 1,

    /// <summary>1 / (1 + e^-t): values in (0, 1).</summary>
    Sigmoid = 2,

    /// <summary>Hyperbolic tangent: values in (-1, 1).</summary>
    Tanh = 3,
}

/// <summary>How the critic f(x, y) combines its two arguments.</summary>
public enum CriticForm
{
    /// <summary><c>f(x, y) = g(x)^T h(y)</c>, two MLPs into one embedding: N + N network rows for N x N scores.</summary>
    Separable = 1,

    /// <summary><c>f(x, y) = x^T W y</c>: exact for jointly Gaussian data up to terms in x alone and y alone.</summary>
    Bilinear = 2,

    /// <summary>An MLP over <c>[x; y]</c>, the most expressive form: N x N network rows for N x N scores.</summary>
    Concatenated = 3,

    /// <summary>
    /// As separable, each variable that is an <c>[Image]</c> through convolutions first: Deep InfoMax's encode-and-dot,
    /// Hjelm et al. 2019 (1808.06670), appendix A.
    /// </summary>
    EncodeAndDot = 4,

    /// <summary>
    /// X and Y are laid over each other and convolved into one score: two images channel on channel; a vector Y is added to every
    /// location of X by a linear map, which is what tiling it amounts to. Deep InfoMax's concat-and-convolve, Hjelm et al. 2019
    /// (1808.06670), appendix A.
    /// </summary>
    ConcatAndConvolve = 5,
}

/// <summary>
/// What the network of a critic corrects: f(x, y) = log density ratio of a distribution fitted in closed form + network. Any f is a
/// valid critic, so a bound keeps its direction whatever the data; how tight it is depends on f.
/// </summary>
public enum BaseCritic
{
    /// <summary>Nothing: the network is the critic.</summary>
    None = 0,

    /// <summary>The normal distribution of the prepared training pairs, in canonical coordinates (Anderson 2003, chapter 12).</summary>
    Gaussian = 1,

    /// <summary>
    /// Multivariate Student t with degrees of freedom that the validation pairs choose, the normal distribution among them, over
    /// t-scores of the prepared columns (Kotz and Nadarajah 2004). Meant for columns prepared as normal scores.
    /// </summary>
    Student = 2,
}

/// <summary>Where negatives, pairs from p(x) p(y), come from.</summary>
public enum NegativeSampling
{
    /// <summary>All other pairings within a batch: N (N - 1) of them.</summary>
    InBatch = 1,

    /// <summary>
    /// Random cyclic shifts of the batch, <see cref="NegativesAttribute.PerPair"/> negatives a pair: N network rows rather than N^2.
    /// An evaluation shifts over all its pairs.
    /// </summary>
    CyclicShift = 2,

    /// <summary>
    /// Further draws of Y: from the sampler, from other rows of the data, or given to <c>Step</c> and <c>Objective</c> as a third
    /// argument [N PerPair, dy], draw after draw. An evaluation shifts over all its pairs.
    /// </summary>
    SecondDraw = 3,

    /// <summary>
    /// Y of pairs whose condition Z is near (<see cref="JointAttribute.Given"/>): approximate draws from p(x|z) p(y|z), so that the
    /// bound reads the conditional information I(X; Y | Z), as an estimate. Mukherjee et al. 2019 (1906.01824).
    /// </summary>
    Neighbours = 4,
}

/// <summary>One of the two variables of I(X; Y).</summary>
public enum Variable
{
    /// <summary>The observed variable.</summary>
    X = 1,

    /// <summary>The other one; where a paper writes z, it is this.</summary>
    Y = 2,
}

/// <summary>The nonlinearity between hidden layers.</summary>
public enum Activation
{
    /// <summary>max(0, t).</summary>
    ReLU = 1,

    /// <summary>t for t &gt; 0, e^t - 1 below.</summary>
    ELU = 2,

    /// <summary>t sigmoid(t), also called swish.</summary>
    SiLU = 3,

    /// <summary>t Phi(t), with the normal distribution function Phi.</summary>
    GELU = 4,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh = 5,

    /// <summary>t for t &gt; 0, 0.01 t below.</summary>
    LeakyReLU = 6,
}

/// <summary>The rule that turns gradients into steps.</summary>
public enum Optimizer
{
    /// <summary>Kingma and Ba 2015 (1412.6980), betas .9 and .999.</summary>
    Adam = 1,

    /// <summary>Adam with decoupled weight decay, Loshchilov and Hutter 2019 (1711.05101).</summary>
    AdamW = 2,

    /// <summary>Stochastic gradient descent without momentum.</summary>
    Sgd = 3,

    /// <summary>RMSProp, Tieleman and Hinton 2012, smoothing .99.</summary>
    RmsProp = 4,
}

/// <summary>How the learning rate goes with the steps.</summary>
public enum LearningRateSchedule
{
    /// <summary>It stays.</summary>
    Constant = 1,

    /// <summary>
    /// It falls along half a cosine over <see cref="TrainingAttribute.Steps"/>, to the value at 95 % of them (<see cref="CosineSchedule"/>).
    /// Loshchilov and Hutter 2017 (1608.03983), without restarts.
    /// </summary>
    Cosine = 2,
}

/// <summary>How a gradient is kept from growing.</summary>
public enum Clip
{
    /// <summary>Scale the critic's gradient to at most <see cref="GradientClippingAttribute.MaxNorm"/>.</summary>
    Norm = 1,

    /// <summary>Clamp each entry of the critic's gradient to +-<see cref="GradientClippingAttribute.MaxValue"/>.</summary>
    Value = 2,

    /// <summary>
    /// For mutual information inside a larger loss: scale its gradient g_m to at most the norm of the main loss's
    /// gradient g_a, <c>g_a + min(|g_a|, |g_m|) g_m / |g_m|</c>, norms over all shared parameters together. Emits
    /// <c>BackwardInto</c>. Belghazi et al. 2018 (1801.04062), appendix.
    /// </summary>
    Adaptive = 3,
}

/// <summary>What the emitted code is written for.</summary>
public enum Target
{
    /// <summary>TorchSharp: every bound and network, on the CPU and on CUDA.</summary>
    TorchSharp = 1,

    /// <summary>
    /// Plain C# over MiDsl's own kernels, on the CPU: no native library is needed, neither to build nor to run. Bounds from samples,
    /// by critics and learned densities of dense layers.
    /// </summary>
    Cpu = 2,
}

/// <summary>What is done to the variables before the critic sees them; learned on the training pairs only.</summary>
public enum Preprocessing
{
    /// <summary>Nothing.</summary>
    None = 1,

    /// <summary>Each column minus its mean, over its standard deviation. Leaves the mutual information as it is.</summary>
    Standardize = 2,

    /// <summary>
    /// Each column by the normal scores of its ranks (<see cref="MiDsl.NormalScores"/>): what increasing maps do to a column, and how
    /// far out its values lie, no longer matters. Leaves the mutual information as it is. A constant column becomes 0.
    /// </summary>
    NormalScores = 3,

    /// <summary>
    /// As <see cref="NormalScores"/>, of the independent components of X, Y or both where held-out training pairs say that these
    /// depend on the other side more plainly (<see cref="MiDsl.UnmixedScores"/>): linear mixing no longer matters either. Leaves
    /// the mutual information as it is.
    /// </summary>
    UnmixedScores = 4,
}
