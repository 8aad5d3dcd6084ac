using System;
using System.Linq;
using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Support;

/// <summary>
/// y ~ N(0, I) in two dimensions, x = W y + noise in three, all in float64: posterior, annealing path, evidence and mutual information
/// are known in closed form.
/// </summary>
internal static class LinearModel
{
    public const int XDim = 3, YDim = 2;
    public const double Variance = 0.1;

    public static readonly double[,] W = { { 1, 0.5 }, { -0.3, 0.8 }, { 0.6, -0.7 } };

    // W^T W / s^2.
    private static readonly double[,] Gain = Multiply(Transpose(W), W, 1 / Variance);

    public static readonly AffineGaussian Prior = Path(0);
    public static readonly AffineGaussian Posterior = Path(1);

    /// <summary>A q(y|x) that is off: a mean that falls short, twice the covariance.</summary>
    public static readonly AffineGaussian Proposal = new(Multiply(Posterior.Map, 0.9), Multiply(Posterior.Covariance, 2));

    /// <summary>I(x; y) = 1/2 log det (I + W^T W / s^2), 2.71 nats.</summary>
    public static double Information => -0.5 * Math.Log(Determinant(Posterior.Covariance));

    /// <summary>E_x [KL(p(y) || p(y|x)) + KL(p(y|x) || p(y))] = tr W^T W / s^2.</summary>
    public static double Divergences => Gain[0, 0] + Gain[1, 1];

    /// <summary>p(y) p(x|y)^b, normalised.</summary>
    public static AffineGaussian Path(double b)
    {
        double[,] covariance = Inverse(new[,] { { 1 + (b * Gain[0, 0]), b * Gain[0, 1] }, { b * Gain[1, 0], 1 + (b * Gain[1, 1]) } });
        return new AffineGaussian(Multiply(covariance, Transpose(W), b / Variance), covariance);
    }

    /// <summary>q(y|x)^(1 - b) p(x, y)^b, normalised, for <see cref="Proposal"/>.</summary>
    public static AffineGaussian ProposalPath(double b) =>
        new(Multiply(Posterior.Map, (0.45 * (1 - b) + b) * 2 / (1 + b)), Multiply(Posterior.Covariance, 2 / (1 + b)));

    /// <summary>Where forward chains end: S - 1 moves of correlation r along the linear path from q.</summary>
    public static AffineGaussian ForwardEnd(int temperatures, double r)
    {
        AffineGaussian end = Proposal;
        for (int s = 1; s < temperatures; s++)
        {
            AffineGaussian at = ProposalPath((double)s / temperatures);
            end = new(Add(Multiply(end.Map, r), Multiply(at.Map, 1 - r)), Add(Multiply(end.Covariance, r * r), Multiply(at.Covariance, 1 - (r * r))));
        }

        return end;
    }

    public static Tensor LogPrior(Tensor y) => -0.5 * y.square().sum(1L) - Math.Log(2 * Math.PI);

    public static Tensor DrawPrior(long n, Generator generator) => randn(n, YDim, dtype: float64, generator: generator);

    public static Tensor LogLikelihood(Tensor x, Tensor y) =>
        -0.5 / Variance * (x - Mean(y)).square().sum(1L) - (0.5 * XDim * Math.Log(2 * Math.PI * Variance));

    public static Tensor DrawLikelihood(Tensor y, Generator generator) =>
        Mean(y) + (Math.Sqrt(Variance) * randn(y.shape[0], XDim, dtype: float64, generator: generator));

    /// <summary>log p(x) = log p(x|y) p(y) / p(y|x), at y = 0.</summary>
    public static Tensor LogEvidence(Tensor x)
    {
        Tensor origin = zeros(x.shape[0], YDim, dtype: float64);
        return LogPrior(origin) + LogLikelihood(x, origin) - Posterior.LogDensity(origin, x);
    }

    /// <summary>log p(y|x) - log p(y) of each pair.</summary>
    public static double[] Exact(Tensor x, Tensor y)
    {
        using DisposeScope scope = NewDisposeScope();
        return Tensors.Doubles(Posterior.LogDensity(y, x) - LogPrior(y));
    }

    /// <summary>Pairs in float64, in the caller's scope.</summary>
    public static (Tensor X, Tensor Y) Pairs(int n, long seed)
    {
        using DisposeScope scope = NewDisposeScope();
        var rng = new Rng(seed);
        Tensor y = Noise(rng, n, YDim);
        Tensor x = Mean(y) + (Math.Sqrt(Variance) * Noise(rng, n, XDim));
        return (x.MoveToOuterDisposeScope(), y.MoveToOuterDisposeScope());
    }

    public static double[,] Multiply(double[,] a, double factor) => Each(a, (i, j) => a[i, j] * factor);

    private static Tensor Mean(Tensor y) => y.matmul(tensor(Transpose(W)));

    private static Tensor Noise(Rng rng, int rows, int columns) =>
        tensor(Enumerable.Range(0, rows * columns).Select(_ => rng.NextGaussianDouble()).ToArray()).view(rows, columns);

    private static double[,] Add(double[,] a, double[,] b) => Each(a, (i, j) => a[i, j] + b[i, j]);

    private static double[,] Each(double[,] like, Func<int, int, double> value)
    {
        double[,] result = new double[like.GetLength(0), like.GetLength(1)];
        for (int i = 0; i < result.GetLength(0); i++)
        {
            for (int j = 0; j < result.GetLength(1); j++)
            {
                result[i, j] = value(i, j);
            }
        }

        return result;
    }

    private static double[,] Multiply(double[,] a, double[,] b, double factor) => Each(
        new double[a.GetLength(0), b.GetLength(1)], (i, j) => factor * Enumerable.Range(0, a.GetLength(1)).Sum(k => a[i, k] * b[k, j]));

    public static double[,] Transpose(double[,] a) => Each(new double[a.GetLength(1), a.GetLength(0)], (i, j) => a[j, i]);

    private static double Determinant(double[,] a) => (a[0, 0] * a[1, 1]) - (a[0, 1] * a[1, 0]);

    private static double[,] Inverse(double[,] a)
    {
        double d = Determinant(a);
        return new[,] { { a[1, 1] / d, -a[0, 1] / d }, { -a[1, 0] / d, a[0, 0] / d } };
    }
}

/// <summary>y ~ N(map x, covariance) in two dimensions.</summary>
internal sealed class AffineGaussian(double[,] map, double[,] covariance)
{
    private readonly double[,] factor = Cholesky(covariance);

    public double[,] Map => map;

    public double[,] Covariance => covariance;

    public Tensor Mean(Tensor x) => x.matmul(tensor(LinearModel.Transpose(map)));

    public Tensor LogDensity(Tensor y, Tensor x)
    {
        double a = factor[0, 0], b = factor[1, 0], c = factor[1, 1];
        double[,] inverseTransposed = { { 1 / a, -b / (a * c) }, { 0, 1 / c } };
        return -0.5 * (y - Mean(x)).matmul(tensor(inverseTransposed)).square().sum(1L) - Math.Log(2 * Math.PI * a * c);
    }

    public Tensor Draw(Tensor x, Generator generator) => Mean(x) + Noise(x, generator);

    /// <summary>A reversible move that leaves it invariant: correlation r with where it started; 0 draws anew.</summary>
    public Tensor Move(Tensor x, Tensor y, double r, Generator generator)
    {
        Tensor mean = Mean(x);
        return mean + (r * (y - mean)) + (Math.Sqrt(1 - (r * r)) * Noise(x, generator));
    }

    private Tensor Noise(Tensor x, Generator generator) =>
        randn(x.shape[0], 2, dtype: float64, generator: generator).matmul(tensor(LinearModel.Transpose(factor)));

    private static double[,] Cholesky(double[,] c)
    {
        double first = Math.Sqrt(c[0, 0]), below = c[1, 0] / first;
        return new[,] { { first, 0 }, { below, Math.Sqrt(c[1, 1] - (below * below)) } };
    }
}

/// <summary>Calls what estimators on known densities have in common.</summary>
internal static class KnownTerms
{
    /// <summary>What InformationDensity gives, in its order, under a seed.</summary>
    public static double[][] Of(Type type, long seed, Tensor x, Tensor y)
    {
        using DisposeScope scope = NewDisposeScope();
        dynamic estimator = Activator.CreateInstance(type, nonPublic: true)!;
        try
        {
            estimator.Seed = seed;
            if (type.GetMethod("Fit") is not null)
            {
                // A critic without weights has nothing to learn, and is trained once it was read.
                string path = System.IO.Path.GetTempFileName();
                estimator.Save(path);
                estimator.Load(path);
                System.IO.File.Delete(path);
            }

            object terms = estimator.InformationDensity(x, y);
            return terms is ITuple tuple
                ? [.. Enumerable.Range(0, tuple.Length).Select(i => Tensors.Doubles((Tensor)tuple[i]!))]
                : [Tensors.Doubles((Tensor)terms)];
        }
        finally
        {
            ((IDisposable)estimator).Dispose();
        }
    }

    /// <summary>Mean difference, pair by pair, and its standard error.</summary>
    public static (double Mean, double Error) Difference(double[] a, double[] b)
    {
        double[] d = [.. a.Zip(b, (p, q) => p - q)];
        double mean = d.Average();
        return (mean, Math.Sqrt(d.Sum(v => (v - mean) * (v - mean)) / (d.Length - 1.0) / d.Length));
    }
}
