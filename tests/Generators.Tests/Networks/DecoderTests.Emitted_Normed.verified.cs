/// <summary>
/// The decoder p(x|y): the mean of x from y by layers 10-256-(64 of 4x4)-(32 of 4x4)-1, ReLU, then a sigmoid;
/// Gaussian around it, one standard deviation for all dimensions, 0.25.
/// Before the activation a hidden unit t becomes gain (t - mean) / sqrt(variance + 1e-5) + shift. Ioffe and Szegedy 2015 (1502.03167).
/// </summary>
private sealed class DecoderNetwork : nn.Module<Tensor, Tensor>
{
    private const double Scale = 0.25;
    private const double InverseVariance = 1 / (Scale * Scale);
    private const double LogConstant = 366.40696908553076; // -784 (log(2 pi) / 2 + log scale)
    private const double Epsilon = 1e-5; // that nn.functional.batch_norm adds to a variance
    private static readonly (long Inputs, long Outputs, bool Bias)[] Layers =
    [
        (10, 256, true), (FlatWeights.Norm, 256, true), (256, 3136, true), (FlatWeights.Norm, 3136, true), (1024, 32, true), (FlatWeights.Norm, 32, true), (512, 1, true), // mean
    ];
    private static readonly long[] Sizes = FlatWeights.Sizes(Layers);
    private static readonly long[] Units = [256, 3136, 32]; // that are normalised over the batch
    private readonly Tensor runningMeans, runningVariances;

    public DecoderNetwork(long seed, Device home)
        : base(nameof(DecoderNetwork))
    {
        Weights = FlatWeights.Create(seed, home, Layers);
        register_parameter("weights", Weights);
        runningMeans = zeros(3424, device: home).DetachFromDisposeScope();
        runningVariances = ones(3424, device: home).DetachFromDisposeScope();
        register_buffer("means", runningMeans);
        register_buffer("variances", runningVariances);
        eval();
    }

    /// <summary>
    /// Every weight and bias, in one vector: W1, b1, ..., W4, b4, a gain and a shift behind each pair but the last.
    /// </summary>
    public Parameter Weights { get; }

    /// <summary>
    /// The mean of x [n, 784] given y [n, 10].
    /// Units are normalised by their running averages, after train() over the rows at hand, which then move the averages.
    /// </summary>
    public override Tensor forward(Tensor y)
    {
        using var scope = NewDisposeScope();
        return Mean(Parts(y), y, training).MoveToOuterDisposeScope();
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
    /// Units are normalised by their running averages; ofBatch: over the rows at hand, which then move the averages.
    /// </summary>
    public Tensor LogDensity(Tensor x, Tensor y, bool ofBatch = false)
    {
        using var scope = NewDisposeScope();
        var difference = x - Mean(Parts(y), y, ofBatch);
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
        var w2 = w[4].view(3136, 256);
        var w3 = w[8].view(64, 32, 4, 4);
        var w4 = w[12].view(32, 1, 4, 4);
        var (means, variances) = (runningMeans.to(y.dtype).split(Units), runningVariances.to(y.dtype).split(Units));
        var slope1 = w[2] / (variances[0] + Epsilon).sqrt();
        var slope2 = w[6] / (variances[1] + Epsilon).sqrt();
        var slope3 = (w[10] / (variances[2] + Epsilon).sqrt()).view(-1, 1, 1);

        var a1 = nn.functional.linear(y, w1, w[1]);
        var h1 = nn.functional.batch_norm(a1, means[0], variances[0], w[2], w[3]).relu();
        var a2 = nn.functional.linear(h1, w2, w[5]);
        var h2 = nn.functional.batch_norm(a2, means[1], variances[1], w[6], w[7]).relu();
        var a3 = nn.functional.conv_transpose2d(h2.view(-1, 64, 7, 7), w3, w[9], strides: [2, 2], padding: [1, 1]);
        var h3 = nn.functional.batch_norm(a3, means[2], variances[2], w[10], w[11]).relu();
        var mean = nn.functional.conv_transpose2d(h3, w4, w[13], strides: [2, 2], padding: [1, 1]).flatten(1).sigmoid();
        var difference = x - mean;
        var value = difference.square().sum(1L) * (-0.5 * InverseVariance) + LogConstant;

        // Back to y, layer by layer: (x - m) m (1 - m) / s^2 times W (convolved with it), times the activation's derivative,
        // 1 where h > 0, times the slope of its norm.
        var delta = (difference * mean * (1 - mean)).view(-1, 1, 28, 28);
        delta = nn.functional.conv2d(delta, w4, strides: [2, 2], padding: [1, 1]) * h3.sign() * slope3;
        delta = nn.functional.conv2d(delta, w3, strides: [2, 2], padding: [1, 1]).flatten(1) * h2.sign() * slope2;
        delta = delta.matmul(w2) * h1.sign() * slope1;
        var gradient = delta.matmul(w1) * InverseVariance;
        return (value.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    }

    private Tensor Mean(Tensor[] w, Tensor y, bool ofBatch = false)
    {
        using var scope = NewDisposeScope();
        var (means, variances) = (runningMeans.to(y.dtype).split(Units), runningVariances.to(y.dtype).split(Units));
        var mean = nn.functional.linear(y, w[0].view(256, 10), w[1]);
        mean = nn.functional.batch_norm(mean, means[0], variances[0], w[2], w[3], ofBatch).relu();
        mean = nn.functional.linear(mean, w[4].view(3136, 256), w[5]);
        mean = nn.functional.batch_norm(mean, means[1], variances[1], w[6], w[7], ofBatch).relu();
        mean = nn.functional.conv_transpose2d(mean.view(-1, 64, 7, 7), w[8].view(64, 32, 4, 4), w[9], strides: [2, 2], padding: [1, 1]);
        mean = nn.functional.batch_norm(mean, means[2], variances[2], w[10], w[11], ofBatch).relu();
        mean = nn.functional.conv_transpose2d(mean, w[12].view(32, 1, 4, 4), w[13], strides: [2, 2], padding: [1, 1]);
        return mean.flatten(1).sigmoid().MoveToOuterDisposeScope();
    }

    /// <summary>W1, b1, W2, ... as flat parts, in the precision of y.</summary>
    private Tensor[] Parts(Tensor y) => Weights.to(y.dtype).split(Sizes);
}
