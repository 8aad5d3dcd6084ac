using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Residual and normalised layers, dropout, noise, spectral norm, convolutions.</summary>
public sealed class ArchitectureTests
{
    private const int N = 4;

    /// <summary>f = h3, h1 = act(norm(W1 [x; y])), h_k = act(norm(W_k h_(k-1))) + h_(k-1), the gains 1 and the shifts 0 at first.</summary>
    [Fact]
    public void Residual_layers_with_layer_norm()
    {
        (Any estimator, float[,] x, float[,] y) = Made(typeof(NormedResidual), 2, 3);
        double[] w = [.. Emitted.Weights(estimator.Instance).Select(v => (double)v)];
        double[,] f = Emitted.Scores(estimator.Instance, x, y);
        for (int i = 0; i < N; i++)
        {
            for (int j = 0; j < N; j++)
            {
                int used = 0;
                double[] h = Normed(Linear([.. Row(x, i), .. Row(y, j)], 6, w, ref used), w, ref used);
                for (int layer = 1; layer < 3; layer++)
                {
                    double[] next = Normed(Linear(h, 6, w, ref used), w, ref used);
                    h = [.. h.Zip(next, (a, b) => a + b)];
                }

                Near.Number(Linear(h, 1, w, ref used)[0], f[i, j], 1e-5);
                Assert.Equal(w.Length, used);
            }
        }

        estimator.Dispose();
    }

    [Fact]
    public void Residual_layers_of_a_separable_critic()
    {
        (Any estimator, float[,] x, float[,] y) = Made(typeof(SeparableResidual), 2, 3);
        double[] w = [.. Emitted.Weights(estimator.Instance).Select(v => (double)v)];
        double[,] f = Emitted.Scores(estimator.Instance, x, y);
        int used = 0;
        double[] Encode(double[] input)
        {
            double[] h = [.. Linear(input, 6, w, ref used).Select(Math.Tanh)];
            h = [.. h.Zip(Linear(h, 6, w, ref used), (a, b) => a + Math.Tanh(b))];
            return Linear(h, 4, w, ref used);
        }

        double[] g = Encode(Row(x, 1)), e = Encode(Row(y, 2));
        Near.Number(g.Zip(e, (a, b) => a * b).Sum(), f[1, 2], 1e-5);
        estimator.Dispose();
    }

    /// <summary>Noise is for training: the evaluated critic is its plain twin, and one seed gives the same bits whatever others draw.</summary>
    [Fact]
    public void Dropout_and_noise_act_in_training_only()
    {
        (Any plain, float[,] x, float[,] y) = Made(typeof(PlainTwin), 2, 3);
        (Any noisy, _, _) = Made(typeof(NoisyTwin), 2, 3);
        (Any again, _, _) = Made(typeof(NoisyTwin), 2, 3);
        _ = rand(100);
        double[,] first = Emitted.Scores(noisy.Instance, x, y), second = Emitted.Scores(noisy.Instance, x, y);
        Assert.NotEqual(first.Cast<double>(), second.Cast<double>());
        Assert.Equal(first.Cast<double>(), Emitted.Scores(again.Instance, x, y).Cast<double>());
        Emitted.Module(noisy.Instance).eval();
        Assert.Equal(Emitted.Scores(plain.Instance, x, y).Cast<double>(), Emitted.Scores(noisy.Instance, x, y).Cast<double>());
        plain.Dispose();
        noisy.Dispose();
        again.Dispose();
    }

    /// <summary>40,000 entries: the share kept within 5 standard deviations of .7 (one run in two million is outside), the mean kept.</summary>
    [Fact]
    public void Dropout_keeps_the_mean_and_noise_has_its_deviation()
    {
        using var perturbation = new Perturbation(3, CPU);
        using DisposeScope scope = NewDisposeScope();
        double[] dropped = Tensors.Doubles(perturbation.Dropout(ones(40_000), 0.3, training: true));
        Assert.InRange(dropped.Count(v => v > 0) / 40_000.0, 0.6885, 0.7115);
        Assert.All(dropped.Where(v => v > 0), v => Assert.Equal(1 / 0.7, v, 1e-5));
        double[] noise = Tensors.Doubles(perturbation.Noise(zeros(40_000), 0.3, training: true));
        Assert.InRange(Math.Sqrt(noise.Average(v => v * v)), 0.2947, 0.3053);
    }

    /// <summary>A matrix of singular values 5, 2, 1: divided by 5, and the gradient is that of W / s(W), by differences.</summary>
    [Fact]
    public void Spectral_norm_divides_by_the_greatest_singular_value()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = tensor(new float[] { 5, 0, 0, 0, 2, 0, 0, 0, 1, 7, 7, 7 }, requires_grad: true);
        var norm = new SpectralNorm(1, CPU, (3, 3, true));
        Tensor[] Parts(Tensor w) => w.split([9, 3]);
        for (int i = 0; i < 10; i++)
        {
            norm.Normalize(Parts(weights.detach()), training: true);
        }

        Tensor[] parts = norm.Normalize(Parts(weights), training: true);
        Near.Vector([1, 0, 0, 0, 0.4, 0, 0, 0, 0.2], Tensors.Doubles(parts[0]), 1e-4);
        Assert.Equal([7.0, 7, 7], Tensors.Doubles(parts[1]));

        // d (W22 / s) / d W11 = -W22 / s^2, d (W22 / s) / d W22 = 1 / s.
        parts[0][4].backward();
        double[] gradient = Tensors.Gradient(weights);
        Near.Number(-2.0 / 25, gradient[0], 1e-3);
        Near.Number(1.0 / 5, gradient[4], 1e-3);
    }

    /// <summary>|x^T W y| is at most |x| |y|, however long and fast it trains; the iteration lags by a hair.</summary>
    [Fact]
    public void Spectral_norm_bounds_the_critic()
    {
        using var estimator = new SpectralBilinear();
        estimator.Fit(Gaussians.Data(0.95, 2000, 2));
        float[,] x = Tensors.Gaussian(1, 30, 2), y = Tensors.Gaussian(2, 30, 2);
        Emitted.Module(estimator).eval();
        double[,] f = Emitted.Scores(estimator, x, y);
        for (int i = 0; i < 30; i++)
        {
            for (int j = 0; j < 30; j++)
            {
                Assert.True(Math.Abs(f[i, j]) <= 1.02 * Norm(Row(x, i)) * Norm(Row(y, j)));
            }
        }

        Assert.Contains(f.Cast<double>(), v => Math.Abs(v) > 1);
    }

    /// <summary>rho = 0.7, 0.673 nats: all extras at once train, within 0.12 below and 3 standard errors above (chance 0.14 %), and load what they saved.</summary>
    [Fact]
    public void Everything_at_once_trains_saves_and_loads()
    {
        using var estimator = new Everything(0.7);
        LowerBound value = estimator.Fit();
        double truth = Gaussians.Information(0.7, 2);
        Assert.InRange(value.Value, truth - 0.12, truth + (3 * value.StandardError));
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());
        estimator.Save(path);
        using var loaded = new Everything(0.7);
        loaded.Load(path);
        System.IO.File.Delete(path);
        Assert.Equal(value.Value, loaded.Evaluate().Value);
    }

    [Fact]
    public void Encode_and_dot_against_explicit_loops()
    {
        (Any estimator, float[,] x, float[,] y) = Made(typeof(EncodedImage), 2 * 30, 3);
        double[] w = [.. Emitted.Weights(estimator.Instance).Select(v => (double)v)];
        double[,] f = Emitted.Scores(estimator.Instance, x, y);
        int used = 0;
        (double[] a, int h1, int w1) = Convolve(Row(x, 2), 2, 6, 5, 3, 2, w, ref used);
        (double[] b, int h2, int w2) = Convolve(a, 3, h1, w1, 4, 2, w, ref used);
        Assert.Equal((3, 3, 2, 2), (h1, w1, h2, w2));
        double[] g = Linear([.. Linear(b, 5, w, ref used).Select(Math.Tanh)], 4, w, ref used);
        double[] e = Linear([.. Linear(Row(y, 3), 5, w, ref used).Select(Math.Tanh)], 4, w, ref used);
        Assert.Equal(w.Length, used);
        Near.Number(g.Zip(e, (s, t) => s * t).Sum(), f[2, 3], 1e-5);
        estimator.Dispose();
    }

    /// <summary>Two images channel on channel, convolved as one.</summary>
    [Fact]
    public void Concat_and_convolve_against_explicit_loops()
    {
        (Any estimator, float[,] x, float[,] y) = Made(typeof(OverlaidImages), 2 * 20, 20);
        double[] w = [.. Emitted.Weights(estimator.Instance).Select(v => (double)v)];
        double[,] f = Emitted.Scores(estimator.Instance, x, y);
        for (int j = 0; j < N; j++)
        {
            int used = 0;
            (double[] a, int h1, int w1) = Convolve([.. Row(x, 1), .. Row(y, j)], 3, 4, 5, 3, 1, w, ref used);
            (double[] b, _, _) = Convolve(a, 3, h1, w1, 4, 1, w, ref used);
            Near.Number(Linear([.. Linear(b, 5, w, ref used).Select(Math.Tanh)], 1, w, ref used)[0], f[1, j], 1e-5);
            Assert.Equal(w.Length, used);
        }

        estimator.Dispose();
    }

    [Fact]
    public void Concat_and_convolve_in_rows_holds_entries_of_the_matrix()
    {
        (Any whole, float[,] x, float[,] y) = Made(typeof(OverlaidImages), 2 * 20, 20);
        using DisposeScope scope = NewDisposeScope();
        using var rows = new Any(typeof(OverlaidRows));
        Tensor drawn = cat([tensor(y).roll(1, 0), tensor(y).roll(2, 0)]);
        _ = ((dynamic)rows.Instance).Objective(tensor(x), tensor(y), drawn);
        double[,] f = Emitted.Scores(whole.Instance, x, y);
        double[,] s = Emitted.Scores(rows.Instance, x, Tensors.Rows(Tensors.Floats(cat([tensor(y), drawn])), 20), PairIndex.Drawn(tensor(x), drawn, 2));
        for (int i = 0; i < N; i++)
        {
            Near.Vector([f[i, i], f[i, (i + N - 1) % N], f[i, (i + N - 2) % N]], [s[i, 0], s[i, 1], s[i, 2]], 1e-4);
        }

        whole.Dispose();
    }

    /// <summary>With 1 x 1 kernels, adding a linear map of y everywhere is exactly tiling y over the image.</summary>
    [Fact]
    public void A_vector_is_tiled_over_the_image()
    {
        (Any estimator, float[,] x, float[,] y) = Made(typeof(TiledVector), 20, 2);
        double[] w = [.. Emitted.Weights(estimator.Instance).Select(v => (double)v)];
        double[,] f = Emitted.Scores(estimator.Instance, x, y);
        double[] image = Row(x, 3), vector = Row(y, 1);
        double[] features = new double[3 * 20];
        for (int channel = 0; channel < 3; channel++)
        {
            for (int pixel = 0; pixel < 20; pixel++)
            {
                double tiled = (w[2 * channel] * vector[0]) + (w[(2 * channel) + 1] * vector[1]);
                features[(20 * channel) + pixel] = Math.Tanh(tiled + (w[6 + channel] * image[pixel]) + w[9 + channel]);
            }
        }

        int used = 12;
        Near.Number(Linear([.. Linear(features, 5, w, ref used).Select(Math.Tanh)], 1, w, ref used)[0], f[3, 1], 1e-5);
        Assert.Equal(w.Length, used);
        estimator.Dispose();
    }

    /// <summary>Values and gradients of a critic whose every convolution takes y, against a network that sees one pair after the other.</summary>
    [Theory]
    [InlineData(typeof(ConditionedPairs))]
    [InlineData(typeof(ConditionedRows))]
    public void Every_convolution_takes_y_as_part_of_its_bias(Type type)
    {
        (Any estimator, float[,] rowsOfX, float[,] rowsOfY) = Made(type, 2 * 30, 2);
        using DisposeScope scope = NewDisposeScope();
        nn.Module module = Emitted.Module(estimator.Instance);
        var weights = module.parameters().Single();
        long[,] pairs = type == typeof(ConditionedRows) ? new long[,] { { 0, 2, 3 }, { 1, 0, 2 }, { 2, 2, 0 }, { 3, 1, 1 } } : new long[,] { { 0, 1, 2, 3 }, { 0, 1, 2, 3 }, { 0, 1, 2, 3 }, { 0, 1, 2, 3 } };
        Tensor factors = tensor(Tensors.Gaussian(7, N, pairs.GetLength(1)));

        (Tensor x, Tensor y) = (tensor(rowsOfX, requires_grad: true), tensor(rowsOfY, requires_grad: true));
        weights.grad = null;
        Tensor scores = module is nn.Module<Tensor, Tensor, Tensor, Tensor> inRows ? inRows.call(x, y, tensor(pairs)) : ((nn.Module<Tensor, Tensor, Tensor>)module).call(x, y);
        (scores * factors).sum().backward();

        (Tensor x, Tensor y, Tensor w) byHand = (tensor(rowsOfX, requires_grad: true), tensor(rowsOfY, requires_grad: true), weights.detach().clone().requires_grad_());
        Tensor expected = stack([.. from i in Enumerable.Range(0, N)
                                    from k in Enumerable.Range(0, pairs.GetLength(1))
                                    select ConditionedByHand(byHand.w, byHand.x[i], byHand.y[pairs[i, k]])]).view(N, -1);
        (expected * factors).sum().backward();

        foreach ((Tensor theirs, Tensor ours) in ((Tensor, Tensor)[])[(expected, scores), (byHand.w.grad!, weights.grad!), (byHand.x.grad!, x.grad!), (byHand.y.grad!, y.grad!)])
        {
            Near.Vector([.. Tensors.Floats(theirs).Select(v => (double)v)], [.. Tensors.Floats(ours).Select(v => (double)v)], 1e-4);
        }

        estimator.Dispose();
    }

    /// <summary>Stripes across or along, told by a noisy label: InfoNCE reads at least half of the .693 nats, and no more than all.</summary>
    [Fact]
    public void Convolutions_learn_what_an_image_shows()
    {
        const int Rows = 1500;
        float[] x = new float[Rows * 36], y = new float[Rows];
        var rng = new Rng(2);
        for (int i = 0; i < Rows; i++)
        {
            bool across = rng.NextInt(2) == 0;
            int phase = rng.NextInt(2);
            for (int p = 0; p < 36; p++)
            {
                x[(36 * i) + p] = (((across ? p / 6 : p % 6) + phase) % 2) + (0.3f * rng.NextGaussian());
            }

            y[i] = across ? 1 : -1;
        }

        using var estimator = new StripesAndLabels();
        LowerBound value = estimator.Fit(PairedData.From(x, 36, y, 1));
        Assert.InRange(value.Value, 0.5, Math.Log(2) + (3 * value.StandardError));
    }

    [Fact]
    public void Columns_that_make_no_image_are_named()
    {
        using var estimator = new EncodedImage();
        using DisposeScope scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => estimator.Step(randn(4, 31), randn(4, 3)));
        Assert.Contains("X has 31 columns here, no whole number of channels of 6 x 5 pixels", error.Message, StringComparison.Ordinal);
    }

    private static (Any Estimator, float[,] X, float[,] Y) Made(Type type, int xDim, int yDim)
    {
        var estimator = new Any(type);
        float[,] x = Tensors.Gaussian(5, N, xDim), y = Tensors.Gaussian(6, N, yDim);
        using DisposeScope scope = NewDisposeScope();
        estimator.Objective(tensor(x), tensor(y));
        return (estimator, x, y);
    }

    /// <summary>3 x 3 kernels with stride 2: their biases, b + A y, differ from pair to pair.</summary>
    private static Tensor ConditionedByHand(Tensor w, Tensor x, Tensor y)
    {
        long used = 0;
        Tensor h = x.view(1, 2, 6, 5);
        foreach ((long channels, long outputs) in ((long, long)[])[(2, 3), (3, 4)])
        {
            Tensor condition = Next(outputs, 2).mv(y), kernel = Next(outputs, channels, 3, 3);
            h = nn.functional.conv2d(h, kernel, Next(outputs) + condition, strides: [2, 2], padding: [1, 1]).tanh();
        }

        h = nn.functional.linear(h.flatten(1), Next(5, 4 * 2 * 2), Next(5)).tanh();
        Tensor score = nn.functional.linear(h, Next(1, 5), Next(1)).squeeze();
        Assert.Equal(w.shape[0], used);
        return score;

        Tensor Next(params long[] shape)
        {
            long start = used;
            used += shape.Aggregate(1L, (a, b) => a * b);
            return w.narrow(0, start, used - start).view(shape);
        }
    }

    private static double[] Row(float[,] rows, int i) => ReferenceCritic.Row(Near.Doubles(rows), i);

    private static double Norm(double[] v) => Math.Sqrt(v.Sum(t => t * t));

    private static double[] Linear(double[] input, int outputs, double[] w, ref int used)
    {
        double[] result = new double[outputs];
        for (int o = 0; o < outputs; o++)
        {
            foreach (double value in input)
            {
                result[o] += w[used++] * value;
            }
        }

        for (int o = 0; o < outputs; o++)
        {
            result[o] += w[used++];
        }

        return result;
    }

    private static double[] Normed(double[] h, double[] w, ref int used)
    {
        double mean = h.Average(), deviation = Math.Sqrt(h.Average(v => (v - mean) * (v - mean)) + 1e-5);
        int gains = used, shifts = used + h.Length;
        used += 2 * h.Length;
        Assert.All(Enumerable.Range(0, h.Length), k => Assert.Equal((1.0, 0.0), (w[gains + k], w[shifts + k])));
        return [.. h.Select((v, k) => Math.Tanh(((v - mean) / deviation * w[gains + k]) + w[shifts + k]))];
    }

    /// <summary>A 3 x 3 convolution with a border of one zero, then tanh.</summary>
    private static (double[] Result, int Height, int Width) Convolve(double[] image, int channels, int height, int width, int outputs, int stride, double[] w, ref int used)
    {
        int h = ((height - 1) / stride) + 1, v = ((width - 1) / stride) + 1, kernel = used, bias = used + (outputs * channels * 9);
        used = bias + outputs;
        double[] result = new double[outputs * h * v];
        for (int k = 0; k < result.Length; k++)
        {
            int o = k / (h * v), row = k / v % h, column = k % v;
            double sum = w[bias + o];
            for (int t = 0; t < channels * 9; t++)
            {
                int r = (row * stride) + (t / 3 % 3) - 1, c = (column * stride) + (t % 3) - 1;
                if (r >= 0 && r < height && c >= 0 && c < width)
                {
                    sum += w[kernel + (o * channels * 9) + t] * image[(t / 9 * height * width) + (r * width) + c];
                }
            }

            result[k] = Math.Tanh(sum);
        }

        return (result, h, v);
    }
}
