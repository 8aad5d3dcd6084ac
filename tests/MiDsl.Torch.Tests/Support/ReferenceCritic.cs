using System;
using System.Linq;

namespace MiDsl.Torch.Tests.Support;

/// <summary>
/// A critic worked out pair by pair in double precision from the flat weights: layer after layer, the matrix [outputs,
/// inputs] row by row, then the bias.
/// </summary>
internal sealed class ReferenceCritic(CriticForm form, int xDim, int yDim, int[] hidden, int embedding, Activation activation, double[] weights)
{
    /// <summary>f[i, j] = f(x_i, y_j).</summary>
    public double[,] Scores(double[,] x, double[,] y)
    {
        var f = new double[x.GetLength(0), y.GetLength(0)];
        for (int i = 0; i < f.GetLength(0); i++)
        {
            for (int j = 0; j < f.GetLength(1); j++)
            {
                f[i, j] = Score(Row(x, i), Row(y, j));
            }
        }

        return f;
    }

    /// <summary>f(x, y) of one explicit pair.</summary>
    public double Score(double[] x, double[] y)
    {
        int used = 0;
        double score = form switch
        {
            CriticForm.Separable => Dot(Mlp(x, embedding, ref used), Mlp(y, embedding, ref used)),
            CriticForm.Bilinear => Bilinear(x, y, ref used),
            _ => Mlp([.. x, .. y], 1, ref used)[0],
        };
        return used == weights.Length ? score : throw new InvalidOperationException($"{weights.Length} weights, {used} used");
    }

    public static double[] Row(double[,] rows, int i) => [.. Enumerable.Range(0, rows.GetLength(1)).Select(k => rows[i, k])];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (s, t) => s * t).Sum();

    private double Bilinear(double[] x, double[] y, ref int used)
    {
        double sum = 0;
        for (int i = 0; i < xDim; i++)
        {
            for (int j = 0; j < yDim; j++)
            {
                sum += x[i] * weights[used++] * y[j];
            }
        }

        return sum;
    }

    private double[] Mlp(double[] input, int outputs, ref int used)
    {
        int[] widths = [.. hidden, outputs];
        for (int layer = 0; layer < widths.Length; layer++)
        {
            var next = new double[widths[layer]];
            for (int o = 0; o < next.Length; o++)
            {
                foreach (double value in input)
                {
                    next[o] += weights[used++] * value;
                }
            }

            for (int o = 0; o < next.Length; o++)
            {
                next[o] += weights[used++];
                next[o] = layer < hidden.Length ? Activate(next[o]) : next[o];
            }

            input = next;
        }

        return input;
    }

    private double Activate(double t) => activation switch
    {
        Activation.ReLU => Math.Max(0, t),
        Activation.ELU => t > 0 ? t : Math.Exp(t) - 1,
        Activation.SiLU => t / (1 + Math.Exp(-t)),
        Activation.GELU => t * 0.5 * (1 + Erf(t / Math.Sqrt(2))),
        Activation.Tanh => Math.Tanh(t),
        _ => t > 0 ? t : 0.01 * t,
    };

    /// <summary>The Taylor series: exact to 1e-12 for the small arguments of these tests.</summary>
    private static double Erf(double z)
    {
        double power = z, sum = z;
        for (int n = 1; n < 80; n++)
        {
            power *= -z * z / n;
            sum += power / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
