using System;
using TorchSharp;
using static TorchSharp.torch;

namespace LinearVae;

/// <summary>x = W y + e, y and e standard normal: a linear decoder, whose every quantity has a closed form.</summary>
internal sealed class LinearModel : IDisposable
{
    /// <summary>A random W whose expected W^T W is <c>snr</c> times the identity: some log(1 + snr) / 2 nats for each column of y.</summary>
    public LinearModel(long xDim, long yDim, double snr, long seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        Matrix = (randn(xDim, yDim, generator: generator) * Math.Sqrt(snr / xDim)).DetachFromDisposeScope();
        Bias = zeros(xDim).DetachFromDisposeScope();
        Tensor w = Matrix.to(float64);
        Truth = 0.5 * linalg.slogdet(eye(yDim, dtype: float64) + w.t().matmul(w)).Item2.ToDouble();
    }

    /// <summary>W [dx, dy].</summary>
    public Tensor Matrix { get; }

    /// <summary>0 [dx].</summary>
    public Tensor Bias { get; }

    /// <summary>I(X; Y) = 1/2 log det(I + W^T W), nats.</summary>
    public double Truth { get; }

    /// <summary>log p(x, y) / p(x) p(y) of each pair, exactly, by the posterior: log p(y|x) - log p(y).</summary>
    public double[] Density(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        Tensor w = Matrix.to(float64), u = y.to(float64);
        Tensor precision = eye(w.shape[1], dtype: float64) + w.t().matmul(w);
        Tensor mean = linalg.solve(precision, w.t().matmul(x.to(float64).t())).t();
        Tensor centred = u - mean;
        Tensor squares = (centred.matmul(precision) * centred).sum(1L);
        return (Truth - (0.5 * squares) + (0.5 * u.square().sum(1L))).data<double>().ToArray();
    }

    /// <summary>Exact draws from p(y) p(x|y)^b for each row of x.</summary>
    public Tensor Anneal(Tensor x, double b)
    {
        using var scope = NewDisposeScope();
        Tensor precision = eye(Matrix.shape[1]) + (b * Matrix.t().matmul(Matrix));
        Tensor mean = b * linalg.solve(precision, Matrix.t().matmul(x.t()));
        Tensor noise = linalg.solve(linalg.cholesky(precision).t(), randn(Matrix.shape[1], x.shape[0]));
        return (mean + noise).t().contiguous().MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        Matrix.Dispose();
        Bias.Dispose();
    }
}
