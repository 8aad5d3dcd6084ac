/// <summary>
/// The learned density q(x|y): a mixture of 5 Gaussians with diagonal covariance,
/// its parameters from y by layers yDim-64-35, ReLU.
/// </summary>
private sealed class VariationalNetwork : nn.Module<Tensor, Tensor>
{
    private const double HalfLogTwoPi = 0.91893853320467274;
    private const double MaxLogScale = 7;
    private readonly long[] sizes;
    private readonly Tensor yShift, yScale, xShift, xScale;

    public VariationalNetwork(long yDim, long seed, Device home)
        : base(nameof(VariationalNetwork))
    {
        (long Inputs, long Outputs, bool Bias)[] layers =
        [
            (yDim, 64, true), (64, 35, true), // v
        ];
        sizes = FlatWeights.Sizes(layers);
        Weights = FlatWeights.Create(seed, home, layers);
        register_parameter("weights", Weights);
        yShift = zeros(yDim, device: home).DetachFromDisposeScope();
        yScale = ones(yDim, device: home).DetachFromDisposeScope();
        register_buffer("yShift", yShift);
        register_buffer("yScale", yScale);
        xShift = zeros(3, device: home).DetachFromDisposeScope();
        xScale = ones(3, device: home).DetachFromDisposeScope();
        register_buffer("xShift", xShift);
        register_buffer("xScale", xScale);
    }

    /// <summary>Every weight and bias, in one vector: the optimizer and the clipping touch one tensor.</summary>
    public Parameter Weights { get; }

    /// <summary>
    /// Parameters of q, for x in learned units: log shares, means and log scales [n, 35] for each row of y [n, dy].
    /// </summary>
    public override Tensor forward(Tensor y)
    {
        using var scope = NewDisposeScope();
        return Parameters(Parts(y), y).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// One draw of x [n, 3] for each row of y [n, dy], by torch's default generator;
    /// no gradient, since a component is chosen.
    /// </summary>
    public Tensor Draw(Tensor y)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var w = Parts(y);
        var parameters = Parameters(w, y);
        var chosen = parameters.narrow(1, 0, 5).softmax(1).multinomial(1).unsqueeze(-1).expand(-1, 1, 3);
        var mean = parameters.narrow(1, 5, 15).view(-1, 5, 3).gather(1, chosen).squeeze(1);
        var logScale = MaxLogScale * (parameters.narrow(1, 20, 15).view(-1, 5, 3).gather(1, chosen).squeeze(1) / MaxLogScale).tanh();
        var u = mean + logScale.exp() * mean.randn_like();
        return (xShift.to(y.dtype) + xScale.to(y.dtype) * u).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log q(x|y) of each row [n]; differentiable in weights, y and x. The learned units of x count: minus the sum of their logs.
    /// </summary>
    public Tensor LogDensity(Tensor y, Tensor x)
    {
        using var scope = NewDisposeScope();
        var w = Parts(y);
        var scale = xScale.to(x.dtype);
        var u = (x - xShift.to(x.dtype)) / scale;
        return (LogDensityOf(Parameters(w, y), u) - scale.log().sum()).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log q(x|y) of each row [n], and its gradient in x [n, 3], written out: no graph is kept. Not differentiable.
    /// </summary>
    public (Tensor Value, Tensor Gradient) ValueAndGradient(Tensor y, Tensor x)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var w = Parts(y);
        var parameters = Parameters(w, y);
        var scale = xScale.to(x.dtype);
        var u = (x - xShift.to(x.dtype)) / scale;

        var logShare = parameters.narrow(1, 0, 5).log_softmax(1);
        var mean = parameters.narrow(1, 5, 15).view(-1, 5, 3);
        var logScale = MaxLogScale * (parameters.narrow(1, 20, 15).view(-1, 5, 3) / MaxLogScale).tanh();
        var inverse = (-logScale).exp();
        var z = (u.unsqueeze(1) - mean) * inverse;
        var ofComponents = logShare + (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(-1L);
        var value = ofComponents.logsumexp(1) - scale.log().sum();

        // Each component's gradient counts by its share of the density at y.
        var share = ofComponents.softmax(1).unsqueeze(-1);
        var gradient = -(share * z * inverse).sum(1L) / scale;
        return (value.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Learns the units of y, which the network takes in, and of x, in which q is expressed, from some pairs: each column minus its
    /// mean, over its standard deviation; a constant column keeps its unit. To be called before training.
    /// </summary>
    public void Scale(Tensor y, Tensor x)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Learn(y, yShift, yScale);
        Learn(x, xShift, xScale);

        static void Learn(Tensor rows, Tensor shift, Tensor scale)
        {
            rows = rows.to(float64);
            var mean = rows.mean([0L]);
            var deviation = (rows - mean).square().mean([0L]).sqrt();

            // What rounding leaves of a constant column is no deviation.
            deviation = where(deviation > 1e-6 * mean.abs(), deviation, ones_like(deviation));
            shift.copy_(mean);
            scale.copy_(deviation);
        }
    }

    private Tensor Parameters(Tensor[] w, Tensor y)
    {
        using var scope = NewDisposeScope();
        y = (y - yShift.to(y.dtype)) / yScale.to(y.dtype);
        var v = nn.functional.linear(y, w[0].view(64, -1), w[1]).relu();
        v = nn.functional.linear(v, w[2].view(35, 64), w[3]);
        return v.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log of the density of x [..., dx] under a mixture of 5 Gaussians; parameters [..., 5 (1 + 2 dx)] hold the log
    /// shares, the means, then the log scales.
    /// </summary>
    private static Tensor LogDensityOf(Tensor parameters, Tensor x)
    {
        using var scope = NewDisposeScope();
        long dx = x.shape[^1];
        long[] shape = [.. parameters.shape[..^1], 5, dx];
        var logShare = parameters.narrow(-1, 0, 5).log_softmax(-1);
        var mean = parameters.narrow(-1, 5, 5 * dx).view(shape);

        // Smoothly kept within e^-7 and e^7: a column that y determines must not end in an infinite density.
        var logScale = MaxLogScale * (parameters.narrow(-1, 5 + 5 * dx, 5 * dx).view(shape) / MaxLogScale).tanh();
        var z = (x.unsqueeze(-2) - mean) * (-logScale).exp();
        var ofComponents = (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(-1L);
        return (logShare + ofComponents).logsumexp(-1).MoveToOuterDisposeScope();
    }

    /// <summary>The weights as flat parts, in the precision of y.</summary>
    private Tensor[] Parts(Tensor y) => Weights.to(y.dtype).split(sizes);
}
