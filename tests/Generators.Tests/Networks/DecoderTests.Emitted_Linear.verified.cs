/// <summary>
/// The decoder p(x|y): the mean of x from y by layers 2-3;
/// Gaussian around it, one standard deviation for all dimensions, 0.5.
/// </summary>
private sealed class DecoderNetwork : nn.Module<Tensor, Tensor>
{
    private const double Scale = 0.5;
    private const double InverseVariance = 1 / (Scale * Scale);
    private const double LogConstant = -0.6773740579341825; // -3 (log(2 pi) / 2 + log scale)
    private static readonly (long Inputs, long Outputs, bool Bias)[] Layers =
    [
        (2, 3, true), // mean
    ];
    private static readonly long[] Sizes = FlatWeights.Sizes(Layers);

    public DecoderNetwork(long seed, Device home)
        : base(nameof(DecoderNetwork))
    {
        Weights = FlatWeights.Create(seed, home, Layers);
        register_parameter("weights", Weights);
    }

    /// <summary>Every weight and bias, in one vector: W1, b1.</summary>
    public Parameter Weights { get; }

    /// <summary>The mean of x [n, 3] given y [n, 2].</summary>
    public override Tensor forward(Tensor y)
    {
        using var scope = NewDisposeScope();
        return Mean(Parts(y), y).MoveToOuterDisposeScope();
    }

    /// <summary>One draw of x [n, 3] for each row of y [n, 2], by torch's default generator. No gradient.</summary>
    public Tensor Draw(Tensor y)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var w = Parts(y);
        var mean = Mean(w, y);
        return (mean + Scale * mean.randn_like()).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log p(x|y) of each row [n], -|x - mean|^2 / (2 s^2) - 3 log(s sqrt(2 pi)); differentiable in weights, x and y.
    /// </summary>
    public Tensor LogDensity(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        var difference = x - Mean(Parts(y), y);
        return (difference.square().sum(1L) * (-0.5 * InverseVariance) + LogConstant).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log p(x|y) of each row [n], and its gradient in y [n, 2], written out: no graph is kept, none of the weights'
    /// gradients computed. Not differentiable.
    /// </summary>
    public (Tensor Value, Tensor Gradient) ValueAndGradient(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var w = Parts(y);
        var w1 = w[0].view(3, 2);

        var mean = nn.functional.linear(y, w1, w[1]);
        var difference = x - mean;
        var value = difference.square().sum(1L) * (-0.5 * InverseVariance) + LogConstant;

        // Back to y: (x - mean) / s^2 times W1.
        var gradient = difference.matmul(w1) * InverseVariance;
        return (value.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Takes over weights that were learned elsewhere, W1, b1: matrices [outputs, inputs], biases [outputs].
    /// </summary>
    /// <param name="layers">The layers from the first to the last; copied.</param>
    /// <exception cref="ArgumentException">Another number of tensors, or one of another shape.</exception>
    public void Use(params ReadOnlySpan<Tensor> layers) => FlatWeights.Fill(Weights, Layers, layers);

    private static Tensor Mean(Tensor[] w, Tensor y)
    {
        using var scope = NewDisposeScope();
        var mean = nn.functional.linear(y, w[0].view(3, 2), w[1]);
        return mean.MoveToOuterDisposeScope();
    }

    /// <summary>W1, b1, W2, ... as flat parts, in the precision of y.</summary>
    private Tensor[] Parts(Tensor y) => Weights.to(y.dtype).split(Sizes);
}
