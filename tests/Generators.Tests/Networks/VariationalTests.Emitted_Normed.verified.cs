/// <summary>
/// The learned density q(y|x): a Gaussian with diagonal covariance,
/// its parameters from x by layers 20-64-6, ReLU.
/// Before the activation a hidden unit t becomes gain (t - mean) / sqrt(variance + 1e-5) + shift. Ioffe and Szegedy 2015 (1502.03167).
/// </summary>
private sealed class VariationalNetwork : nn.Module<Tensor, Tensor>
{
    private const double HalfLogTwoPi = 0.91893853320467274;
    private const double MaxLogScale = 7;
    private static readonly long[] Units = [64]; // that are normalised over the batch
    private readonly long[] sizes;
    private readonly Tensor runningMeans, runningVariances;
    private readonly Tensor xShift, xScale, yShift, yScale;

    public VariationalNetwork(long seed, Device home)
        : base(nameof(VariationalNetwork))
    {
        (long Inputs, long Outputs, bool Bias)[] layers =
        [
            (20, 64, true), (FlatWeights.Norm, 64, true), (64, 6, true), // v
        ];
        sizes = FlatWeights.Sizes(layers);
        Weights = FlatWeights.Create(seed, home, layers);
        register_parameter("weights", Weights);
        runningMeans = zeros(64, device: home).DetachFromDisposeScope();
        runningVariances = ones(64, device: home).DetachFromDisposeScope();
        register_buffer("means", runningMeans);
        register_buffer("variances", runningVariances);
        xShift = zeros(20, device: home).DetachFromDisposeScope();
        xScale = ones(20, device: home).DetachFromDisposeScope();
        register_buffer("xShift", xShift);
        register_buffer("xScale", xScale);
        yShift = zeros(3, device: home).DetachFromDisposeScope();
        yScale = ones(3, device: home).DetachFromDisposeScope();
        register_buffer("yShift", yShift);
        register_buffer("yScale", yScale);
    }

    /// <summary>Every weight and bias, in one vector: the optimizer and the clipping touch one tensor.</summary>
    public Parameter Weights { get; }

    /// <summary>Parameters of q, for y in learned units: means and log scales [n, 6] for each row of x [n, 20].</summary>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Parameters(Parts(x), x).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// One draw of y [n, 3] for each row of x [n, 20], by torch's default generator;
    /// reparameterised, so differentiable in weights and inputs.
    /// Units are normalised by their running averages; ofBatch: over the rows at hand, which then move the averages.
    /// </summary>
    public Tensor Draw(Tensor x, bool ofBatch = false)
    {
        using var scope = NewDisposeScope();
        var w = Parts(x);
        var parameters = Parameters(w, x, ofBatch);
        var mean = parameters.narrow(1, 0, 3);
        var logScale = MaxLogScale * (parameters.narrow(1, 3, 3) / MaxLogScale).tanh();
        var u = mean + logScale.exp() * mean.randn_like();
        return (yShift.to(x.dtype) + yScale.to(x.dtype) * u).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log q(y|x) of each row [n]; differentiable in weights, x and y. The learned units of y count: minus the sum of their logs.
    /// Units are normalised by their running averages; ofBatch: over the rows at hand, which then move the averages.
    /// </summary>
    public Tensor LogDensity(Tensor x, Tensor y, bool ofBatch = false)
    {
        using var scope = NewDisposeScope();
        var w = Parts(x);
        var scale = yScale.to(y.dtype);
        var u = (y - yShift.to(y.dtype)) / scale;
        return (LogDensityOf(Parameters(w, x, ofBatch), u) - scale.log().sum()).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log q(y|x) of each row [n], and its gradient in y [n, 3], written out: no graph is kept. Not differentiable.
    /// </summary>
    public (Tensor Value, Tensor Gradient) ValueAndGradient(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var w = Parts(x);
        var parameters = Parameters(w, x);
        var scale = yScale.to(y.dtype);
        var u = (y - yShift.to(y.dtype)) / scale;

        var mean = parameters.narrow(1, 0, 3);
        var logScale = MaxLogScale * (parameters.narrow(1, 3, 3) / MaxLogScale).tanh();
        var inverse = (-logScale).exp();
        var z = (u - mean) * inverse;
        var value = (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(1L) - scale.log().sum();
        var gradient = -(z * inverse) / scale;
        return (value.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

    /// <summary>
    /// Learns the units of x, which the network takes in, and of y, in which q is expressed, from some pairs: each column minus its
    /// mean, over its standard deviation; a constant column keeps its unit. To be called before training.
    /// </summary>
    public void Scale(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Learn(x, xShift, xScale);
        Learn(y, yShift, yScale);

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

    private Tensor Parameters(Tensor[] w, Tensor x, bool ofBatch = false)
    {
        using var scope = NewDisposeScope();
        var (means, variances) = (runningMeans.to(x.dtype).split(Units), runningVariances.to(x.dtype).split(Units));
        x = (x - xShift.to(x.dtype)) / xScale.to(x.dtype);
        var v = nn.functional.linear(x, w[0].view(64, 20), w[1]);
        v = nn.functional.batch_norm(v, means[0], variances[0], w[2], w[3], ofBatch).relu();
        v = nn.functional.linear(v, w[4].view(6, 64), w[5]);
        return v.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log of the Gaussian density of y [..., dy]; parameters [..., 2 dy] hold the means, then the log scales.
    /// </summary>
    private static Tensor LogDensityOf(Tensor parameters, Tensor y)
    {
        using var scope = NewDisposeScope();
        long dy = y.shape[^1];
        var mean = parameters.narrow(-1, 0, dy);

        // Smoothly kept within e^-7 and e^7: a column that x determines must not end in an infinite density.
        var logScale = MaxLogScale * (parameters.narrow(-1, dy, dy) / MaxLogScale).tanh();
        var z = (y - mean) * (-logScale).exp();
        return (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(-1L).MoveToOuterDisposeScope();
    }

    /// <summary>The weights as flat parts, in the precision of x.</summary>
    private Tensor[] Parts(Tensor x) => Weights.to(x.dtype).split(sizes);
}
