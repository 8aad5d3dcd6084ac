/// <summary>
/// The decoder p(y|x): the mean of y from x by layers 2-3;
/// Gaussian around it, one standard deviation for all dimensions, learned from 0.5 on.
/// </summary>
private sealed class DecoderNetwork : nn.Module<Tensor, Tensor>
{
    private const double LogConstant = -2.7568155996140185; // -3 log(2 pi) / 2
    private const double LogScaleStart = -0.6931471805599453; // log 0.5
    private const double MaxLogScale = 7;
    private static readonly (long Inputs, long Outputs, bool Bias)[] Layers =
    [
        (2, 3, true), // mean
        (FlatWeights.Zero, 1, false), // log scale
    ];
    private static readonly long[] Sizes = FlatWeights.Sizes(Layers);

    public DecoderNetwork(long seed, Device home)
        : base(nameof(DecoderNetwork))
    {
        Weights = FlatWeights.Create(seed, home, Layers);
        register_parameter("weights", Weights);
    }

    /// <summary>Every weight and bias, in one vector: W1, b1, and what the log scale is learned by.</summary>
    public Parameter Weights { get; }

    /// <summary>The mean of y [n, 3] given x [n, 2].</summary>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Mean(Parts(x), x).MoveToOuterDisposeScope();
    }

    /// <summary>One draw of y [n, 3] for each row of x [n, 2], by torch's default generator. No gradient.</summary>
    public Tensor Draw(Tensor x)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var w = Parts(x);
        var mean = Mean(w, x);
        return (mean + LogScale(w[2]).exp() * mean.randn_like()).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log p(y|x) of each row [n], -|y - mean|^2 / (2 s^2) - 3 log(s sqrt(2 pi)); differentiable in weights, y and x.
    /// </summary>
    public Tensor LogDensity(Tensor y, Tensor x)
    {
        using var scope = NewDisposeScope();
        var w = Parts(x);
        var logScale = LogScale(w[2]);
        var difference = y - Mean(w, x);
        return (difference.square().sum(1L) * (-0.5 * (-2 * logScale).exp()) - 3 * logScale + LogConstant).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log p(y|x) of each row [n], and its gradient in x [n, 2], written out: no graph is kept, none of the weights'
    /// gradients computed. Not differentiable.
    /// </summary>
    public (Tensor Value, Tensor Gradient) ValueAndGradient(Tensor y, Tensor x)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var w = Parts(x);
        var w1 = w[0].view(3, 2);

        var mean = nn.functional.linear(x, w1, w[1]);
        var logScale = LogScale(w[2]);
        var inverseVariance = (-2 * logScale).exp();
        var difference = y - mean;
        var value = difference.square().sum(1L) * (-0.5 * inverseVariance) - 3 * logScale + LogConstant;

        // Back to x: (y - mean) / s^2 times W1.
        var gradient = difference.matmul(w1) * inverseVariance;
        return (value.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Takes over weights that were learned elsewhere, W1, b1: matrices [outputs, inputs], biases [outputs].
    /// The scale stays.
    /// </summary>
    /// <param name="layers">The layers from the first to the last; copied.</param>
    /// <exception cref="ArgumentException">Another number of tensors, or one of another shape.</exception>
    public void Use(params ReadOnlySpan<Tensor> layers) => FlatWeights.Fill(Weights, Layers, layers);

    private static Tensor Mean(Tensor[] w, Tensor x)
    {
        using var scope = NewDisposeScope();
        var mean = nn.functional.linear(x, w[0].view(3, 2), w[1]);
        return mean.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Smoothly kept within a factor e^7 of the start: x that y determines must not end in an infinite density.
    /// </summary>
    private static Tensor LogScale(Tensor learned) => LogScaleStart + MaxLogScale * (learned / MaxLogScale).tanh();

    /// <summary>W1, b1, W2, ... as flat parts, in the precision of x.</summary>
    private Tensor[] Parts(Tensor x) => Weights.to(x.dtype).split(Sizes);
}
