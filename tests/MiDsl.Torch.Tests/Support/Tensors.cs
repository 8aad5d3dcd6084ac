using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Support;

/// <summary>Between tensors and arrays.</summary>
internal static class Tensors
{
    public static float[] Floats(Tensor t) => [.. t.detach().contiguous().data<float>()];

    public static double[] Doubles(Tensor t) => [.. t.detach().to(float64).contiguous().data<double>()];

    public static double[,] Matrix(Tensor t)
    {
        double[] flat = Doubles(t);
        var matrix = new double[t.shape[0], t.shape[1]];
        Buffer.BlockCopy(flat, 0, matrix, 0, flat.Length * sizeof(double));
        return matrix;
    }

    /// <summary>The gathered gradient; all zero where there is none.</summary>
    public static double[] Gradient(Tensor t) => HasGradient(t) ? Doubles(t.grad!) : new double[t.numel()];

    /// <summary>Whether a gradient was gathered, be it zero. TorchSharp gives null or an undefined tensor where not.</summary>
    public static bool HasGradient(Tensor t) => t.grad is { } g && !g.IsInvalid && g.Handle != IntPtr.Zero;

    public static float[,] Rows(float[] flat, int columns)
    {
        var rows = new float[flat.Length / columns, columns];
        Buffer.BlockCopy(flat, 0, rows, 0, flat.Length * sizeof(float));
        return rows;
    }

    public static float[,] Gaussian(long seed, int rows, int columns, float sd = 1)
    {
        float[] flat = new float[rows * columns];
        new Rng(seed).FillGaussian(flat, 0, sd);
        return Rows(flat, columns);
    }

    public static double[,] GaussianScores(long seed, int n, double sd)
    {
        var rng = new Rng(seed);
        var scores = new double[n, n];
        foreach (int k in Enumerable.Range(0, n * n))
        {
            scores[k / n, k % n] = sd * rng.NextGaussianDouble();
        }

        return scores;
    }
}
