using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MiDsl.Kernels;

/// <summary>
/// Products of row-major matrices on the calling thread. The right operand is copied in strips of two vectors, so that the
/// innermost loops read it in order; that copy lives in memory the thread keeps. Results are the same every time on a
/// machine; on another vector width only the products of at most three rows or columns are summed in another order.
/// </summary>
public static unsafe class Gemm
{
    /// <summary>Terms of a sum between two visits to the result: a strip of the right operand stays in the first cache.</summary>
    private const int TermBlock = 256;

    /// <summary>Columns packed at a time: with the terms, half a megabyte.</summary>
    private const int ColumnBlock = 512;

    /// <summary>Rows of a transposed left operand packed at a time.</summary>
    private const int RowBlock = 256;

    /// <summary>Up to so many rows (or columns) the product is taken vector by vector.</summary>
    private const int Thin = 3;

    /// <summary>C = A B, or C += A B.</summary>
    /// <param name="a">[rows, terms].</param>
    /// <param name="b">[terms, columns].</param>
    /// <param name="c">[rows, columns]; must not overlap the others.</param>
    /// <param name="rows">Rows of C.</param>
    /// <param name="columns">Columns of C.</param>
    /// <param name="terms">Length of the sums.</param>
    /// <param name="accumulate">Whether to add to C instead of overwriting it.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape, or a size negative.</exception>
    public static void Multiply(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int columns, int terms, bool accumulate = false) =>
        Multiply(a, b, c, rows, columns, terms, accumulate, leftTransposed: false, rightTransposed: false);

    /// <summary>C = A B^T, or C += A B^T: the outputs of a layer, B holding a row of weights an output.</summary>
    /// <param name="a">[rows, terms].</param>
    /// <param name="b">[columns, terms].</param>
    /// <param name="c">[rows, columns]; must not overlap the others.</param>
    /// <param name="rows">Rows of C.</param>
    /// <param name="columns">Columns of C.</param>
    /// <param name="terms">Length of the sums.</param>
    /// <param name="accumulate">Whether to add to C instead of overwriting it.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape, or a size negative.</exception>
    public static void MultiplyRightTransposed(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int columns, int terms, bool accumulate = false) =>
        Multiply(a, b, c, rows, columns, terms, accumulate, leftTransposed: false, rightTransposed: true);

    /// <summary>C = A^T B, or C += A^T B: the gradient of weights.</summary>
    /// <param name="a">[terms, rows].</param>
    /// <param name="b">[terms, columns].</param>
    /// <param name="c">[rows, columns]; must not overlap the others.</param>
    /// <param name="rows">Rows of C.</param>
    /// <param name="columns">Columns of C.</param>
    /// <param name="terms">Length of the sums.</param>
    /// <param name="accumulate">Whether to add to C instead of overwriting it.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape, or a size negative.</exception>
    public static void MultiplyLeftTransposed(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int columns, int terms, bool accumulate = false) =>
        Multiply(a, b, c, rows, columns, terms, accumulate, leftTransposed: true, rightTransposed: false);

    private static void Multiply(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int rows, int columns, int terms,
        bool accumulate, bool leftTransposed, bool rightTransposed)
    {
        Shapes.Require(a.Length, rows, terms, nameof(a));
        Shapes.Require(b.Length, terms, columns, nameof(b));
        Shapes.Require(c.Length, rows, columns, nameof(c));
        if (terms == 0 && !accumulate)
        {
            c[..(rows * columns)].Clear();
        }

        if (rows == 0 || columns == 0 || terms == 0)
        {
            return;
        }

        fixed (float* left = a, right = b, result = c)
        {
            Product product = new()
            {
                Left = left,
                RowStep = leftTransposed ? 1 : terms,
                TermStep = leftTransposed ? rows : 1,
                Right = right,
                RightTransposed = rightTransposed,
                Result = result,
                Rows = rows,
                Columns = columns,
                Terms = terms,
                Accumulate = accumulate,
            };
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
    }

    private static void Run<TLanes>(in Product product)
        where TLanes : struct, ILanes<TLanes>
    {
        if (product.Rows <= Thin || product.Terms == 1)
        {
            FewRows<TLanes>(product);
        }
        else if (product.Columns <= Thin)
        {
            FewColumns<TLanes>(product);
        }
        else
        {
            Blocks<TLanes>(product);
        }
    }

    private static void Blocks<TLanes>(in Product product)
        where TLanes : struct, ILanes<TLanes>
    {
        int strip = 2 * TLanes.Count, most = Math.Min(product.Terms, TermBlock);
        int panelSize = (Math.Min(product.Rows, RowBlock) + 7) / 8 * 8 * most;
        float* panels = Scratch.Of(panelSize + ((Math.Min(product.Columns, ColumnBlock) + strip - 1) / strip * strip * most));
        float* packed = panels + panelSize;
        for (int term = 0; term < product.Terms; term += TermBlock)
        {
            int terms = Math.Min(TermBlock, product.Terms - term);
            for (int column = 0; column < product.Columns; column += ColumnBlock)
            {
                int columns = Math.Min(ColumnBlock, product.Columns - column);
                if (product.RightTransposed)
                {
                    PackTransposed<TLanes>(product.Right + ((nint)column * product.Terms) + term, product.Terms, columns, terms, packed);
                }
                else
                {
                    Pack<TLanes>(product.Right + ((nint)term * product.Columns) + column, product.Columns, columns, terms, packed);
                }

                Strips<TLanes>(product, packed, panels, term, terms, column, columns);
            }
        }
    }

    /// <summary>Multiplies all rows with the packed strips.</summary>
    private static void Strips<TLanes>(in Product product, float* packed, float* panels, int term, int terms, int column, int columns)
        where TLanes : struct, ILanes<TLanes>
    {
        int strip = 2 * TLanes.Count, height = TLanes.Count == 16 ? 8 : 4;
        bool accumulate = product.Accumulate || term > 0;
        float* edge = stackalloc float[8 * 32];
        for (int first = 0; first < product.Rows; first += RowBlock)
        {
            int rows = Math.Min(RowBlock, product.Rows - first), whole = rows / height * height;
            float* left = product.Left + (first * product.RowStep) + (term * product.TermStep);

            // Rows of a transposed operand lie far apart term by term, and the last ones are filled up with zeros.
            int asTheyLie = product.RowStep == 1 ? 0 : whole;
            PackLeft(left + (asTheyLie * product.RowStep), product, rows - asTheyLie, height, terms, panels);
            for (int j = 0; j < columns; j += strip)
            {
                float* right = packed + ((nint)terms * j);
                int width = Math.Min(strip, columns - j);
                for (int i = 0; i < rows; i += height)
                {
                    bool lies = i < asTheyLie;
                    float* from = lies ? left + (i * product.RowStep) : panels + ((nint)terms * (i - asTheyLie));
                    nint rowStep = lies ? product.RowStep : 1, termStep = lies ? product.TermStep : height;
                    float* to = product.Result + ((nint)(first + i) * product.Columns) + column + j;
                    int valid = Math.Min(height, rows - i);
                    if (valid == height && width == strip)
                    {
                        Tile<TLanes>(from, rowStep, termStep, right, terms, to, product.Columns, height, width, accumulate);
                        continue;
                    }

                    Tile<TLanes>(from, rowStep, termStep, right, terms, edge, strip, valid, width, accumulate: false);
                    PutEdge(edge, strip, valid, width, to, product.Columns, accumulate);
                }
            }
        }
    }

    /// <summary>Copies rows to [panel][term][row in panel], filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackLeft(float* left, in Product product, int rows, int height, int terms, float* panels)
    {
        for (int i = 0; i < rows; i += height)
        {
            int own = Math.Min(height, rows - i);
            float* from = left + (i * product.RowStep);
            for (int t = 0; t < terms; t++, from += product.TermStep, panels += height)
            {
                for (int row = 0; row < height; row++)
                {
                    panels[row] = row < own ? from[row * product.RowStep] : 0;
                }
            }
        }
    }

    /// <summary>Copies a tile of which only some rows and columns belong to the result.</summary>
    private static void PutEdge(float* tile, int tileStep, int rows, int columns, float* result, nint step, bool accumulate)
    {
        for (int i = 0; i < rows; i++, tile += tileStep, result += step)
        {
            for (int j = 0; j < columns; j++)
            {
                result[j] = accumulate ? tile[j] + result[j] : tile[j];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile<TLanes>(
        float* left, nint rowStep, nint termStep, float* right, int terms, float* result, nint resultStep, int rows, int width, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        if (TLanes.Count < 16 || rows <= 4)
        {
            GemmTiles.FourByTwo<TLanes>(left, rowStep, termStep, right, terms, result, resultStep, accumulate);
        }
        else if (width <= TLanes.Count)
        {
            GemmTiles.EightByOne<TLanes>(left, rowStep, termStep, right, terms, result, resultStep, accumulate);
        }
        else
        {
            GemmTiles.EightByTwo(left, rowStep, termStep, right, terms, result, resultStep, accumulate);
        }
    }

    /// <summary>Copies [terms, columns] to [strip][term][column in strip], filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack<TLanes>(float* source, nint step, int columns, int terms, float* packed)
        where TLanes : struct, ILanes<TLanes>
    {
        int strip = 2 * TLanes.Count;
        for (int j = 0; j < columns; j += strip)
        {
            float* from = source + j;
            int width = Math.Min(strip, columns - j);
            for (int t = 0; t < terms; t++, from += step, packed += strip)
            {
                if (width == strip)
                {
                    TLanes.Load(from).Store(packed);
                    TLanes.Load(from + TLanes.Count).Store(packed + TLanes.Count);
                    continue;
                }

                new ReadOnlySpan<float>(from, width).CopyTo(new(packed, width));
                new Span<float>(packed + width, strip - width).Clear();
            }
        }
    }

    /// <summary>Copies [columns, terms] to [strip][term][column in strip], filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackTransposed<TLanes>(float* source, nint step, int columns, int terms, float* packed)
        where TLanes : struct, ILanes<TLanes>
    {
        int strip = 2 * TLanes.Count;
        for (int j = 0; j < columns; j += strip, packed += (nint)terms * strip)
        {
            int width = Math.Min(strip, columns - j), inFours = width / 4 * 4;
            for (int i = 0; i < inFours; i += 4)
            {
                Transpose.FourRows(source + ((j + i) * step), step, terms, packed + i, strip);
            }

            for (int i = inFours; i < strip; i++)
            {
                float* from = source + ((j + i) * step);
                for (int t = 0; t < terms; t++)
                {
                    packed[((nint)t * strip) + i] = i < width ? from[t] : 0;
                }
            }
        }
    }

    private static void FewRows<TLanes>(in Product product)
        where TLanes : struct, ILanes<TLanes>
    {
        float* row = Scratch.Of(product.Terms);
        for (int i = 0; i < product.Rows; i++)
        {
            float* own = product.Left + (i * product.RowStep);
            for (int t = 0; t < product.Terms; t++)
            {
                row[t] = own[t * product.TermStep];
            }

            float* result = product.Result + ((nint)i * product.Columns);
            GemmThin.RowTimes<TLanes>(row, product.Right, product.RightTransposed && product.Terms > 1, product.Columns, product.Terms, result, product.Accumulate);
        }
    }

    /// <summary>A column of A B is that of B as a row, times A transposed.</summary>
    private static void FewColumns<TLanes>(in Product product)
        where TLanes : struct, ILanes<TLanes>
    {
        float* column = Scratch.Of(product.Terms + product.Rows), sums = column + product.Terms;
        for (int j = 0; j < product.Columns; j++)
        {
            for (int t = 0; t < product.Terms; t++)
            {
                column[t] = product.Right[product.RightTransposed ? ((nint)j * product.Terms) + t : ((nint)t * product.Columns) + j];
            }

            GemmThin.RowTimes<TLanes>(column, product.Left, product.TermStep == 1, product.Rows, product.Terms, sums, accumulate: false);
            float* result = product.Result + j;
            for (int i = 0; i < product.Rows; i++, result += product.Columns)
            {
                *result = product.Accumulate ? *result + sums[i] : sums[i];
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Product
    {
        public float* Left;
        public nint RowStep;
        public nint TermStep;
        public float* Right;
        public bool RightTransposed;
        public float* Result;
        public int Rows;
        public int Columns;
        public int Terms;
        public bool Accumulate;
    }
}
