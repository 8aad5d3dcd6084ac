/// <summary>
/// The decoder p(x|y): the logits of x from y by layers 2-32-16, GELU;
/// independent bits.
/// </summary>
private sealed class DecoderNetwork : nn.Module<Tensor, Tensor>
{
    private const double InverseSqrt2 = 0.70710678118654752;
    private const double InverseSqrtTwoPi = 0.39894228040143268;
    private static readonly (long Inputs, long Outputs, bool Bias)[] Layers =
    [
        (2, 32, true), (32, 16, true), // logits
    ];
    private static readonly long[] Sizes = FlatWeights.Sizes(Layers);

    public DecoderNetwork(long seed, Device home)
        : base(nameof(DecoderNetwork))
    {
        Weights = FlatWeights.Create(seed, home, Layers);
        register_parameter("weights", Weights);
    }

    /// <summary>Every weight and bias, in one vector: W1, b1, W2, b2.</summary>
    public Parameter Weights { get; }

    /// <summary>The probabilities of x [n, 16] given y [n, 2].</summary>
    public override Tensor forward(Tensor y)
    {
        using var scope = NewDisposeScope();
        return Logits(Parts(y), y).sigmoid().MoveToOuterDisposeScope();
    }

    /// <summary>One draw of x [n, 16] for each row of y [n, 2], by torch's default generator. No gradient.</summary>
    public Tensor Draw(Tensor y)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return forward(y).bernoulli().MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log p(x|y) of each row [n], sum of x t - log(1 + e^t) over the logits t; differentiable in weights, x and y.
    /// </summary>
    public Tensor LogDensity(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        var logits = Logits(Parts(y), y);
        return (x * logits - logits.softplus(threshold: 40)).sum(1L).MoveToOuterDisposeScope();
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
        var w1 = w[0].view(32, 2);
        var w2 = w[2].view(16, 32);

        var t1 = nn.functional.linear(y, w1, w[1]);
        var p1 = 0.5 * (1 + (t1 * InverseSqrt2).erf());
        var h1 = t1 * p1;
        var logits = nn.functional.linear(h1, w2, w[3]);
        var value = (x * logits - logits.softplus(threshold: 40)).sum(1L);

        // Back to y, layer by layer: x - sigmoid(logits) times W, times the activation's derivative,
        // Phi(t) + t phi(t).
        var delta = x - logits.sigmoid();
        delta = delta.matmul(w2) * (p1 + t1 * (-0.5 * t1.square()).exp() * InverseSqrtTwoPi);
        var gradient = delta.matmul(w1);
        return (value.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Takes over weights that were learned elsewhere, W1, b1, W2, b2: matrices [outputs, inputs], biases [outputs].
    /// </summary>
    /// <param name="layers">The layers from the first to the last; copied.</param>
    /// <exception cref="ArgumentException">Another number of tensors, or one of another shape.</exception>
    public void Use(params ReadOnlySpan<Tensor> layers) => FlatWeights.Fill(Weights, Layers, layers);

    private static Tensor Logits(Tensor[] w, Tensor y)
    {
        using var scope = NewDisposeScope();
        var logits = nn.functional.linear(y, w[0].view(32, 2), w[1]).gelu();
        logits = nn.functional.linear(logits, w[2].view(16, 32), w[3]);
        return logits.MoveToOuterDisposeScope();
    }

    /// <summary>W1, b1, W2, ... as flat parts, in the precision of y.</summary>
    private Tensor[] Parts(Tensor y) => Weights.to(y.dtype).split(Sizes);
}
