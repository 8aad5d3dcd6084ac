using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MiDsl.Kernels;

/// <summary>
/// The way back through the last hidden layer of a network of ReLUs with one score a pair of samples. The gradient before
/// the ReLU is slope times head where the output is positive, else zero: of rank one but for a mask M of zeros and ones. So
/// both products have the form diag(a) M diag(b) B, and are sums of subsets of the rows of a scaled matrix. They are put
/// together from tables of the sixteen sums of four rows each ("Four Russians"): a load and an addition instead of four
/// multiplications and additions. No gradient before the ReLU needs to be written.
/// </summary>
/// <remarks>
/// The tables of 32 terms in two vectors of columns stay in the first cache while all rows of the result go by; to build them
/// costs as much as some 40 rows do, so that few rows gain little over <see cref="Gemm"/>, and fewer than 32 terms, or columns
/// far from a multiple of two vectors, waste a part. Every element is summed in the same order on every machine.
/// </remarks>
public static unsafe class MaskedProducts
{
    /// <summary>dh_p = s_p sum_o m_po head_o weights_o: the gradient in the inputs of the layer.</summary>
    /// <param name="outputs">[pairs, outputWidth]: of the ReLU; the mask is where they are positive.</param>
    /// <param name="slopes">[pairs]: gradient in each score.</param>
    /// <param name="head">[outputWidth]: weights of the score.</param>
    /// <param name="weights">[outputWidth, inputWidth].</param>
    /// <param name="inputGradient">[pairs, inputWidth]; must not overlap the others.</param>
    /// <param name="pairs">Rows of outputs and inputs.</param>
    /// <param name="outputWidth">Outputs of the layer.</param>
    /// <param name="inputWidth">Inputs of the layer.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape, or a size negative.</exception>
    public static void Inputs(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> slopes, ReadOnlySpan<float> head, ReadOnlySpan<float> weights,
        Span<float> inputGradient, int pairs, int outputWidth, int inputWidth)
    {
        Shapes.Require(outputs.Length, pairs, outputWidth, nameof(outputs));
        Shapes.Require(slopes.Length, pairs, 1, nameof(slopes));
        Shapes.Require(head.Length, outputWidth, 1, nameof(head));
        Shapes.Require(weights.Length, outputWidth, inputWidth, nameof(weights));
        Shapes.Require(inputGradient.Length, pairs, inputWidth, nameof(inputGradient));
        if (outputWidth == 0)
        {
            inputGradient[..(pairs * inputWidth)].Clear();
        }

        fixed (float* o = outputs, s = slopes, h = head, w = weights, result = inputGradient)
        {
            Run(new Product
            {
                Mask = o,
                Rows = pairs,
                Terms = outputWidth,
                RowFactors = s,
                TermFactors = h,
                Right = w,
                Result = result,
                Columns = inputWidth,
            });
        }
    }

    /// <summary>dW_o = head_o sum_p m_po s_p inputs_p and db_o = head_o sum_p m_po s_p, written or added.</summary>
    /// <param name="outputs">[pairs, outputWidth]: of the ReLU; the mask is where they are positive.</param>
    /// <param name="slopes">[pairs]: gradient in each score.</param>
    /// <param name="head">[outputWidth]: weights of the score.</param>
    /// <param name="inputs">[pairs, inputWidth]: of the layer.</param>
    /// <param name="weightGradient">[outputWidth, inputWidth]; must not overlap the others.</param>
    /// <param name="biasGradient">[outputWidth]; must not overlap the others.</param>
    /// <param name="pairs">Rows of outputs and inputs.</param>
    /// <param name="outputWidth">Outputs of the layer.</param>
    /// <param name="inputWidth">Inputs of the layer.</param>
    /// <param name="accumulate">Whether to add to the gradients instead of overwriting them.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape, or a size negative.</exception>
    public static void Weights(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> slopes, ReadOnlySpan<float> head, ReadOnlySpan<float> inputs,
        Span<float> weightGradient, Span<float> biasGradient, int pairs, int outputWidth, int inputWidth, bool accumulate = false)
    {
        Shapes.Require(outputs.Length, pairs, outputWidth, nameof(outputs));
        Shapes.Require(slopes.Length, pairs, 1, nameof(slopes));
        Shapes.Require(head.Length, outputWidth, 1, nameof(head));
        Shapes.Require(inputs.Length, pairs, inputWidth, nameof(inputs));
        Shapes.Require(weightGradient.Length, outputWidth, inputWidth, nameof(weightGradient));
        Shapes.Require(biasGradient.Length, outputWidth, 1, nameof(biasGradient));
        if (pairs == 0 && !accumulate)
        {
            weightGradient[..(outputWidth * inputWidth)].Clear();
            biasGradient[..outputWidth].Clear();
        }

        fixed (float* o = outputs, s = slopes, h = head, i = inputs, result = weightGradient, bias = biasGradient)
        {
            Run(new Product
            {
                Mask = o,
                MaskTransposed = true,
                Rows = outputWidth,
                Terms = pairs,
                RowFactors = h,
                TermFactors = s,
                Right = i,
                Result = result,
                Columns = inputWidth,
                Sums = bias,
                Accumulate = accumulate,
            });
        }
    }

    private static void Run(in Product product)
    {
        if (product.Rows == 0 || product.Terms == 0)
        {
            return;
        }

        switch (Width.Bits)
        {
            case 512:
                Run<Lanes512>(product);
                break;
            case 256:
                Run<Lanes256>(product);
                break;
            default:
                Run<Lanes128>(product);
                break;
        }
    }

    private static void Run<TLanes>(in Product product)
        where TLanes : struct, ILanes<TLanes>
    {
        const int RowBlock = 512, TermBlock = 512;
        int strip = 2 * TLanes.Count, mostRows = Math.Min(RowBlock, product.Rows);
        int mostBlocks = (Math.Min(TermBlock, product.Terms) + MaskedTables.Terms - 1) / MaskedTables.Terms;
        float* table = Scratch.Of(((MaskedTables.Entries + mostRows) * strip) + (MaskedTables.Step(mostRows) * mostBlocks * MaskedTables.Words));
        float* sums = table + (MaskedTables.Entries * strip);
        uint* codes = (uint*)(sums + (mostRows * strip));
        for (int term = 0; term < product.Terms; term += TermBlock)
        {
            int terms = Math.Min(TermBlock, product.Terms - term);
            bool accumulate = product.Accumulate || term > 0;
            if (product.Sums != null)
            {
                SumMasks<TLanes>(product, term, terms, accumulate);
            }

            for (int row = 0; row < product.Rows && product.Columns > 0; row += RowBlock)
            {
                int rows = Math.Min(RowBlock, product.Rows - row);
                Encode<TLanes>(product, row, rows, term, terms, codes);
                for (int column = 0; column < product.Columns; column += strip)
                {
                    int width = Math.Min(strip, product.Columns - column);
                    float* result = product.Result + ((nint)row * product.Columns) + column;
                    MaskedTables.Target target = new()
                    {
                        Partial = sums,
                        First = true,
                        ResultStep = product.Columns,
                        Factors = product.RowFactors + row,
                        Accumulate = accumulate,
                    };
                    uint* own = codes;
                    for (int t = 0; t < terms; t += MaskedTables.Terms, own += MaskedTables.Words * MaskedTables.Step(rows))
                    {
                        float* right = product.Right + ((nint)(term + t) * product.Columns) + column;
                        MaskedTables.Build<TLanes>(
                            right, product.Columns, width, product.TermFactors + term + t, Math.Min(MaskedTables.Terms, terms - t), table);
                        target.Result = width == strip && t + MaskedTables.Terms >= terms ? result : null;
                        MaskedTables.Add<TLanes>(table, own, rows, target);
                        target.First = false;
                    }

                    if (width < strip)
                    {
                        PutEdge(sums, strip, target.Factors, rows, result, product.Columns, width, accumulate);
                    }
                }
            }
        }
    }

    private static void Encode<TLanes>(in Product product, int row, int rows, int term, int terms, uint* codes)
        where TLanes : struct, ILanes<TLanes>
    {
        if (product.MaskTransposed)
        {
            MaskedTables.EncodeColumns<TLanes>(product.Mask + ((nint)term * product.Rows) + row, product.Rows, rows, terms, codes);
        }
        else
        {
            MaskedTables.EncodeRows<TLanes>(product.Mask + ((nint)row * product.Terms) + term, product.Terms, rows, terms, codes);
        }
    }

    /// <summary>Multiplies the sums of a part of a strip with the factors of their rows, and writes or adds them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PutEdge(
        float* sums, int strip, float* factors, int rows, float* result, nint resultStep, int width, bool accumulate)
    {
        for (int row = 0; row < rows; row++, sums += strip, result += resultStep)
        {
            for (int j = 0; j < width; j++)
            {
                float value = factors[row] * sums[j];
                result[j] = accumulate ? value + result[j] : value;
            }
        }
    }

    /// <summary>The bias gradient: a column of ones for the right operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumMasks<TLanes>(in Product product, int term, int terms, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        int row = 0, rows = product.Rows, count = TLanes.Count;
        float* mask = product.Mask + ((nint)term * rows), factors = product.TermFactors + term;
        float* rowFactors = product.RowFactors, result = product.Sums;
        TLanes zero = TLanes.Zero;
        for (; row + (4 * count) <= rows; row += 4 * count)
        {
            TLanes a = zero, b = zero, c = zero, d = zero;
            float* own = mask + row;
            for (int t = 0; t < terms; t++, own += rows)
            {
                TLanes factor = TLanes.Create(factors[t]);
                a += WherePositive(own, factor);
                b += WherePositive(own + count, factor);
                c += WherePositive(own + (2 * count), factor);
                d += WherePositive(own + (3 * count), factor);
            }

            Put(a, rowFactors + row, result + row, accumulate);
            Put(b, rowFactors + row + count, result + row + count, accumulate);
            Put(c, rowFactors + row + (2 * count), result + row + (2 * count), accumulate);
            Put(d, rowFactors + row + (3 * count), result + row + (3 * count), accumulate);
        }

        for (; row + count <= rows; row += count)
        {
            TLanes sum = zero;
            float* own = mask + row;
            for (int t = 0; t < terms; t++, own += rows)
            {
                sum += WherePositive(own, TLanes.Create(factors[t]));
            }

            Put(sum, rowFactors + row, result + row, accumulate);
        }

        for (; row < rows; row++)
        {
            float sum = 0;
            for (int t = 0; t < terms; t++)
            {
                sum += mask[((nint)t * rows) + row] > 0 ? factors[t] : 0;
            }

            sum *= rowFactors[row];
            result[row] = accumulate ? sum + result[row] : sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes WherePositive<TLanes>(float* mask, TLanes value)
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Select(TLanes.Less(TLanes.Zero, TLanes.Load(mask)), value, TLanes.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TLanes>(TLanes sums, float* factors, float* result, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes values = sums * TLanes.Load(factors);
        (accumulate ? values + TLanes.Load(result) : values).Store(result);
    }

    /// <summary>diag(RowFactors) M diag(TermFactors) Right.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Product
    {
        /// <summary>[Rows, Terms], or [Terms, Rows] where <see cref="MaskTransposed"/>.</summary>
        public float* Mask;
        public bool MaskTransposed;
        public int Rows;
        public int Terms;
        public float* RowFactors;
        public float* TermFactors;

        /// <summary>[Terms, Columns].</summary>
        public float* Right;

        /// <summary>[Rows, Columns].</summary>
        public float* Result;
        public int Columns;

        /// <summary>diag(RowFactors) M TermFactors, or null.</summary>
        public float* Sums;
        public bool Accumulate;
    }
}
