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

/// <summary>What is done to the variables before the critic sees them; learned on the training pairs only.</summary>
public enum Preprocessing
{
    /// <summary>Nothing.</summary>
    None = 1,

    /// <summary>Each column minus its mean, over its standard deviation. Leaves the mutual information as it is.</summary>
    Standardize = 2,
}
