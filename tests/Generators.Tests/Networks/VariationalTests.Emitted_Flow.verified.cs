/// <summary>
/// The learned density q(y|x): 2 affine couplings over a Gaussian with diagonal covariance, real NVP (1605.08803),
/// its parameters from x by layers 20-64-70, SiLU.
/// </summary>
private sealed class VariationalNetwork : nn.Module<Tensor, Tensor>
{
    private const double HalfLogTwoPi = 0.91893853320467274;
    private const double MaxLogScale = 7;
    private const double MaxLogStretch = 2; // of a coupling
    private readonly long[] sizes;
    private readonly Tensor xShift, xScale, yShift, yScale;

    public VariationalNetwork(long seed, Device home)
        : base(nameof(VariationalNetwork))
    {
        (long Inputs, long Outputs, bool Bias)[] layers =
        [
            (20, 64, true), (64, 70, true), // v
            (65, 64, true), (FlatWeights.Zero, 256, false), (FlatWeights.Zero, 4, false), // coupling 1
            (66, 64, true), (FlatWeights.Zero, 128, false), (FlatWeights.Zero, 2, false), // coupling 2
        ];
        sizes = FlatWeights.Sizes(layers);
        Weights = FlatWeights.Create(seed, home, layers);
        register_parameter("weights", Weights);
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

    /// <summary>
    /// Parameters of q, for y in learned units: means and log scales of the base Gaussian, then the context of the couplings, [n, 70], for each row of x [n, 20].
    /// </summary>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Parameters(Parts(x), x).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// One draw of y [n, 3] for each row of x [n, 20], by torch's default generator;
    /// reparameterised, so differentiable in weights and inputs.
    /// </summary>
    public Tensor Draw(Tensor x)
    {
        using var scope = NewDisposeScope();
        var w = Parts(x);
        var parameters = Parameters(w, x);
        var mean = parameters.narrow(1, 0, 3);
        var logScale = MaxLogScale * (parameters.narrow(1, 3, 3) / MaxLogScale).tanh();
        var context = parameters.narrow(1, 6, 64);
        var drawn = mean + logScale.exp() * mean.randn_like();
        var a = drawn.narrow(1, 0, 1);
        var b = drawn.narrow(1, 1, 2);

        // The couplings in reverse.
        var (shift2, stretch2) = Coupling2(w, b, context);
        a = a * stretch2.exp() + shift2;
        var (shift1, stretch1) = Coupling1(w, a, context);
        b = b * stretch1.exp() + shift1;
        var u = cat([a, b], 1);
        return (yShift.to(x.dtype) + yScale.to(x.dtype) * u).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log q(y|x) of each row [n]; differentiable in weights, x and y. The learned units of y count: minus the sum of their logs.
    /// </summary>
    public Tensor LogDensity(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        var w = Parts(x);
        var scale = yScale.to(y.dtype);
        var u = (y - yShift.to(y.dtype)) / scale;
        return (LogDensityOf(w, Parameters(w, x), u) - scale.log().sum()).MoveToOuterDisposeScope();
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
        var context = parameters.narrow(1, 6, 64);
        var a = u.narrow(1, 0, 1);
        var b = u.narrow(1, 1, 2);

        // Coupling 1: a stays, b becomes (b - shift) e^-stretch.
        var first1 = w[4].view(64, 65);
        var last1 = w[6].view(4, 64);
        var t1 = nn.functional.linear(cat([a, context], 1), first1, w[5]);
        var s1 = t1.sigmoid();
        var h1 = t1 * s1;
        var out1 = nn.functional.linear(h1, last1, w[7]);
        var bound1 = (out1.narrow(1, 2, 2) / MaxLogStretch).tanh();
        var inverse1 = (-MaxLogStretch * bound1).exp();
        b = (b - out1.narrow(1, 0, 2)) * inverse1;
        var moved1 = b;

        // Coupling 2: b stays, a becomes (a - shift) e^-stretch.
        var first2 = w[8].view(64, 66);
        var last2 = w[10].view(2, 64);
        var t2 = nn.functional.linear(cat([b, context], 1), first2, w[9]);
        var s2 = t2.sigmoid();
        var h2 = t2 * s2;
        var out2 = nn.functional.linear(h2, last2, w[11]);
        var bound2 = (out2.narrow(1, 1, 1) / MaxLogStretch).tanh();
        var inverse2 = (-MaxLogStretch * bound2).exp();
        a = (a - out2.narrow(1, 0, 1)) * inverse2;
        var moved2 = a;

        var inverse = (-logScale).exp();
        var z = (cat([a, b], 1) - mean) * inverse;
        var stretch = MaxLogStretch * (bound1.sum(1L) + bound2.sum(1L));
        var value = (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(1L) - stretch - scale.log().sum();

        // Back through the couplings. The value falls by each stretch, and the moved part m' = (m - shift) e^-stretch gives
        // dm'/dm = e^-stretch = -dm'/dshift and dm'/dstretch = -m'.
        var pull = -(z * inverse);
        var pullA = pull.narrow(1, 0, 1);
        var pullB = pull.narrow(1, 1, 2);

        var ofStretch2 = -(1 + pullA * moved2) * (1 - bound2.square());
        pullA = pullA * inverse2;
        var delta2 = cat([-pullA, ofStretch2], 1).matmul(last2) * (s2 + h2 * (1 - s2));
        pullB = pullB + delta2.matmul(first2.narrow(1, 0, 2));

        var ofStretch1 = -(1 + pullB * moved1) * (1 - bound1.square());
        pullB = pullB * inverse1;
        var delta1 = cat([-pullB, ofStretch1], 1).matmul(last1) * (s1 + h1 * (1 - s1));
        pullA = pullA + delta1.matmul(first1.narrow(1, 0, 1));

        var gradient = cat([pullA, pullB], 1) / scale;
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

    private Tensor Parameters(Tensor[] w, Tensor x)
    {
        using var scope = NewDisposeScope();
        x = (x - xShift.to(x.dtype)) / xScale.to(x.dtype);
        var v = nn.functional.linear(x, w[0].view(64, 20), w[1]).silu();
        v = nn.functional.linear(v, w[2].view(70, 64), w[3]);
        return v.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// log of the density of u: that of the base Gaussian where the couplings take it, minus the log of what they stretch.
    /// </summary>
    private static Tensor LogDensityOf(Tensor[] w, Tensor parameters, Tensor u)
    {
        using var scope = NewDisposeScope();
        // Log scales smoothly kept within +-7: a column that is determined must not end in an infinite density.
        var mean = parameters.narrow(1, 0, 3);
        var logScale = MaxLogScale * (parameters.narrow(1, 3, 3) / MaxLogScale).tanh();
        var context = parameters.narrow(1, 6, 64);
        var a = u.narrow(1, 0, 1);
        var b = u.narrow(1, 1, 2);
        var (shift1, stretch1) = Coupling1(w, a, context);
        b = (b - shift1) * (-stretch1).exp();
        var (shift2, stretch2) = Coupling2(w, b, context);
        a = (a - shift2) * (-stretch2).exp();
        var z = (cat([a, b], 1) - mean) * (-logScale).exp();
        var stretch = stretch1.sum(1L) + stretch2.sum(1L);
        return ((-0.5 * z.square() - logScale - HalfLogTwoPi).sum(1L) - stretch).MoveToOuterDisposeScope();
    }

    /// <summary>Coupling 1: shift and log stretch of b [n, 2], from a [n, 1] and the context.</summary>
    private static (Tensor Shift, Tensor Stretch) Coupling1(Tensor[] w, Tensor a, Tensor context)
    {
        using var scope = NewDisposeScope();
        var first1 = w[4].view(64, 65);
        var last1 = w[6].view(4, 64);
        var h = nn.functional.linear(cat([a, context], 1), first1, w[5]).silu();
        var v = nn.functional.linear(h, last1, w[7]);
        var shift = v.narrow(1, 0, 2);
        var stretch = MaxLogStretch * (v.narrow(1, 2, 2) / MaxLogStretch).tanh();
        return (shift.MoveToOuterDisposeScope(), stretch.MoveToOuterDisposeScope());
    }

    /// <summary>Coupling 2: shift and log stretch of a [n, 1], from b [n, 2] and the context.</summary>
    private static (Tensor Shift, Tensor Stretch) Coupling2(Tensor[] w, Tensor b, Tensor context)
    {
        using var scope = NewDisposeScope();
        var first2 = w[8].view(64, 66);
        var last2 = w[10].view(2, 64);
        var h = nn.functional.linear(cat([b, context], 1), first2, w[9]).silu();
        var v = nn.functional.linear(h, last2, w[11]);
        var shift = v.narrow(1, 0, 1);
        var stretch = MaxLogStretch * (v.narrow(1, 1, 1) / MaxLogStretch).tanh();
        return (shift.MoveToOuterDisposeScope(), stretch.MoveToOuterDisposeScope());
    }

    /// <summary>The weights as flat parts, in the precision of x.</summary>
    private Tensor[] Parts(Tensor x) => Weights.to(x.dtype).split(sizes);
}
