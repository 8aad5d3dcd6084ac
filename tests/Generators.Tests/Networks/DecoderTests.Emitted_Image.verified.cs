/// <summary>
/// The decoder p(x|y): the mean of x from y by layers 10-256-(64 of 4x4)-(32 of 4x4)-1, ReLU, then a sigmoid;
/// Gaussian around it, one standard deviation for all dimensions, 0.25.
/// </summary>
private sealed class DecoderNetwork : nn.Module<Tensor, Tensor>
{
    private const double Scale = 0.25;
    private const double InverseVariance = 1 / (Scale * Scale);
    private const double LogConstant = 366.40696908553076; // -784 (log(2 pi) / 2 + log scale)
    private static readonly (long Inputs, long Outputs, bool Bias)[] Layers =
    [
        (10, 256, true), (256, 3136, true), (1024, 32, true), (512, 1, true), // mean
    ];
    private static readonly long[] Sizes = FlatWeights.Sizes(Layers);

    public DecoderNetwork(long seed, Device home)
        : base(nameof(DecoderNetwork))
    {
        Weights = FlatWeights.Create(seed, home, Layers);
        register_parameter("weights", Weights);
    }

    /// <summary>Every weight and bias, in one vector: W1, b1, ..., W4, b4.</summary>
    public Parameter Weights { get; }

    /// <summary>The mean of x [n, 784] given y [n, 10].</summary>
    public override Tensor forward(Tensor y)
    {
        using var scope = NewDisposeScope();
        return Mean(Parts(y), y).MoveToOuterDisposeScope();
    }

    /// <summary>One draw of x [n, 784] for each row of y [n, 10], by torch's default generator. No gradient.</summary>
    public Tensor Draw(Tensor y)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var w = Parts(y);
        var mean = Mean(w, y);
        return (mean + Scale * mean.randn_like()).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log p(x|y) of each row [n], -|x - mean|^2 / (2 s^2) - 784 log(s sqrt(2 pi)); differentiable in weights, x and y.
    /// </summary>
    public Tensor LogDensity(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        var difference = x - Mean(Parts(y), y);
        return (difference.square().sum(1L) * (-0.5 * InverseVariance) + LogConstant).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log p(x|y) of each row [n], and its gradient in y [n, 10], written out: no graph is kept, none of the weights'
    /// gradients computed. Not differentiable.
    /// </summary>
    public (Tensor Value, Tensor Gradient) ValueAndGradient(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var w = Parts(y);
        var w1 = w[0].view(256, 10);
        var w2 = w[2].view(3136, 256);
        var w3 = w[4].view(64, 32, 4, 4);
        var w4 = w[6].view(32, 1, 4, 4);

        var h1 = nn.functional.linear(y, w1, w[1]).relu();
        var h2 = nn.functional.linear(h1, w2, w[3]).relu();
        var h3 = nn.functional.conv_transpose2d(h2.view(-1, 64, 7, 7), w3, w[5], strides: [2, 2], padding: [1, 1]).relu();
        var mean = nn.functional.conv_transpose2d(h3, w4, w[7], strides: [2, 2], padding: [1, 1]).flatten(1).sigmoid();
        var difference = x - mean;
        var value = difference.square().sum(1L) * (-0.5 * InverseVariance) + LogConstant;

        // Back to y, layer by layer: (x - m) m (1 - m) / s^2 times W (convolved with it), times the activation's derivative,
        // 1 where h > 0.
        var delta = (difference * mean * (1 - mean)).view(-1, 1, 28, 28);
        delta = nn.functional.conv2d(delta, w4, strides: [2, 2], padding: [1, 1]) * h3.sign();
        delta = nn.functional.conv2d(delta, w3, strides: [2, 2], padding: [1, 1]).flatten(1) * h2.sign();
        delta = delta.matmul(w2) * h1.sign();
        var gradient = delta.matmul(w1) * InverseVariance;
        return (value.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Takes over weights that were learned elsewhere, W1, b1, W2, b2, W3, b3, W4, b4: matrices [outputs, inputs], biases [outputs],
    /// of transposed convolutions [inputs, outputs, k, k].
    /// </summary>
    /// <param name="layers">The layers from the first to the last; copied.</param>
    /// <exception cref="ArgumentException">Another number of tensors, or one of another shape.</exception>
    public void Use(params ReadOnlySpan<Tensor> layers) => FlatWeights.Fill(Weights, Layers, layers);

    private static Tensor Mean(Tensor[] w, Tensor y)
    {
        using var scope = NewDisposeScope();
        var mean = nn.functional.linear(y, w[0].view(256, 10), w[1]).relu();
        mean = nn.functional.linear(mean, w[2].view(3136, 256), w[3]).relu();
        mean = nn.functional.conv_transpose2d(mean.view(-1, 64, 7, 7), w[4].view(64, 32, 4, 4), w[5], strides: [2, 2], padding: [1, 1]).relu();
        mean = nn.functional.conv_transpose2d(mean, w[6].view(32, 1, 4, 4), w[7], strides: [2, 2], padding: [1, 1]);
        return mean.flatten(1).sigmoid().MoveToOuterDisposeScope();
    }

    /// <summary>W1, b1, W2, ... as flat parts, in the precision of y.</summary>
    private Tensor[] Parts(Tensor y) => Weights.to(y.dtype).split(Sizes);
}
