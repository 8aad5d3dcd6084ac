using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MiDsl.Kernels;

namespace MiDsl;

/// <summary>What a row of X contributes to the scores of its pairs.</summary>
/// <param name="Length">|u|^2 + sum_i r_i^2 u_i^2 / (1 - r_i^2); of no meaning for the normal distribution.</param>
/// <param name="Log">What is added to the score, nats.</param>
/// <param name="Degrees">nu, may be infinite.</param>
/// <param name="Power">(nu + dx + dy) / 2 of the ranks.</param>
/// <param name="Cap">The greatest score.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScoredRow(float Length, float Log, float Degrees, float Power, float Cap);

/// <summary>The passes of <see cref="PlainClosedForm"/> that are neither products nor small.</summary>
internal static unsafe class EllipticalKernels
{
    /// <summary>Lengths that <see cref="Products"/> takes are multiples of this: vectors of any width.</summary>
    internal const int Padding = 16;

    // pi/2 in two floats.
    private const float HalfPi = 1.57079637f;
    private const float HalfPiRest = -4.37113883e-8f;

    /// <summary>Squares of Cauchy scores tan(pi (Phi(z) - 1/2)).</summary>
    internal static void CauchySquares(ReadOnlySpan<float> z, Span<float> squares) => Map.Run<CauchySquare>(z, squares);

    /// <summary>Products of a row with some of others.</summary>
    /// <param name="own">[d], d a multiple of <see cref="Padding"/>.</param>
    /// <param name="others">[m, d].</param>
    /// <param name="rows">Numbers of others [n], below m.</param>
    /// <param name="products">Receives [n].</param>
    internal static void Products(ReadOnlySpan<float> own, ReadOnlySpan<float> others, ReadOnlySpan<int> rows, Span<float> products)
    {
        Shapes.RequireSame(products.Length, rows.Length, nameof(products));
        Shapes.RequireSame(own.Length % Padding, 0, nameof(own));
        fixed (float* left = own, right = others, result = products)
        fixed (int* numbers = rows)
        {
            switch (Width.Bits)
            {
                case 512:
                    Products<Lanes512>(left, right, numbers, result, rows.Length, own.Length);
                    break;
                case 256:
                    Products<Lanes256>(left, right, numbers, result, rows.Length, own.Length);
                    break;
                default:
                    Products<Lanes128>(left, right, numbers, result, rows.Length, own.Length);
                    break;
            }
        }
    }

    /// <summary>Turns the products of a row, sum_i 2 r_i u_i v_i / (1 - r_i^2), into scores.</summary>
    /// <param name="row">Of X.</param>
    /// <param name="lengths">Those of each row of Y [n], as <see cref="ScoredRow.Length"/>.</param>
    /// <param name="logs">What each row of Y adds [n].</param>
    /// <param name="scores">[n]: products in, scores out.</param>
    internal static void Score(in ScoredRow row, ReadOnlySpan<float> lengths, ReadOnlySpan<float> logs, Span<float> scores)
    {
        Shapes.RequireSame(lengths.Length, scores.Length, nameof(lengths));
        Shapes.RequireSame(logs.Length, scores.Length, nameof(logs));
        fixed (float* length = lengths, log = logs, score = scores)
        {
            switch (Width.Bits)
            {
                case 512:
                    Score<Lanes512>(row, length, log, score, scores.Length);
                    break;
                case 256:
                    Score<Lanes256>(row, length, log, score, scores.Length);
                    break;
                default:
                    Score<Lanes128>(row, length, log, score, scores.Length);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Products<TLanes>(float* own, float* others, int* rows, float* products, int count, int length)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int k = 0; k < count; k++)
        {
            float* other = others + ((nint)rows[k] * length);
            TLanes sum = TLanes.Zero;
            for (int i = 0; i < length; i += TLanes.Count)
            {
                sum = TLanes.Fma(TLanes.Load(own + i), TLanes.Load(other + i), sum);
            }

            products[k] = TLanes.Sum(sum);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Score<TLanes>(ScoredRow row, float* lengths, float* logs, float* scores, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        int i = 0;
        for (; i + TLanes.Count <= count; i += TLanes.Count)
        {
            Of(row, TLanes.Load(lengths + i), TLanes.Load(logs + i), TLanes.Load(scores + i)).Store(scores + i);
        }

        if (i < count)
        {
            float* length = stackalloc float[48], log = length + 16, score = log + 16;
            Part.Load<TLanes>(lengths + i, count - i, 0, length);
            Part.Load<TLanes>(logs + i, count - i, 0, log);
            Part.Load<TLanes>(scores + i, count - i, 0, score);
            Of(row, TLanes.Load(length), TLanes.Load(log), TLanes.Load(score)).Store(score);
            Part.Store(score, count - i, scores + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Of<T>(in ScoredRow row, T lengths, T logs, T products)
        where T : struct, ILanes<T>
    {
        T score = T.Create(row.Log) + logs;
        if (float.IsInfinity(row.Degrees))
        {
            score = T.Fma(T.Create(0.5f), products, score);
        }
        else
        {
            // log(1 + q) loses what 1 + q rounds away; to first order that is (q - ((1 + q) - 1)) / (1 + q).
            T q = T.Max(T.Zero, (T.Create(row.Length) + lengths) - products) / T.Create(row.Degrees), one = T.Create(1), sum = one + q;
            score -= T.Create(row.Power) * (VectorFunctions.Log(sum) + ((q - (sum - one)) / sum));
        }

        return T.Min(T.Create(row.Cap), score);
    }

    private readonly struct CauchySquare : IMap
    {
        // Inlined, or it is slow until the JIT finds it busy.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T z)
            where T : struct, ILanes<T>
        {
            // The half is rounded to single precision and cut as a tensor's is: far out that is what a score depends on.
            T tail = VectorFunctions.NormalDistribution(T.Zero - T.Abs(z), out _);
            T angle = T.Min(T.Create((float)FeatureLayout.Greatest), T.Create(0.5f) - tail) * T.Create(MathF.PI);
            T score = Sine(angle) / Sine((T.Create(HalfPi) - angle) + T.Create(HalfPiRest));
            return score * score;
        }

        /// <summary>The sine from 0 to pi/2, by its series.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T Sine<T>(T x)
            where T : struct, ILanes<T>
        {
            T square = x * x, p = T.Create(1 / 6227020800f);
            p = T.Fma(p, square, T.Create(-1 / 39916800f));
            p = T.Fma(p, square, T.Create(1 / 362880f));
            p = T.Fma(p, square, T.Create(-1 / 5040f));
            p = T.Fma(p, square, T.Create(1 / 120f));
            p = T.Fma(p, square, T.Create(-1 / 6f));
            return T.Fma(p * square, x, x);
        }
    }
}
