using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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

    /// <summary>Rows that go by all packed columns at a time: with <see cref="TermBlock"/> terms each, what the second cache holds.</summary>
    private const int RowBlock = 128;

    /// <summary>Columns of the right operand packed at a time.</summary>
    private const int ColumnBlock = 1024;

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
        int strip = 2 * TLanes.Count, height = TLanes.Count == 16 ? 8 : 4, most = Math.Min(product.Terms, TermBlock);
        int columnBlock = Math.Min(ColumnBlock, (product.Columns + strip - 1) / strip * strip);

        // Rows of a transposed left operand lie far apart term by term: they are packed.
        int panelRows = product.RowStep == 1 ? Math.Min(RowBlock, product.Rows + height) : height;
        float* packed = Scratch.Of((columnBlock + panelRows) * most), panels = packed + (columnBlock * most);
        for (int term = 0; term < product.Terms; term += TermBlock)
        {
            int terms = Math.Min(TermBlock, product.Terms - term);
            for (int column = 0; column < product.Columns; column += columnBlock)
            {
                int columns = Math.Min(columnBlock, product.Columns - column);
                PackRight<TLanes>(product, term, terms, column, columns, packed);
                for (int first = 0; first < product.Rows; first += RowBlock)
                {
                    int rows = Math.Min(RowBlock, product.Rows - first), whole = rows / height * height;
                    Left left = new()
                    {
                        First = product.Left + (first * product.RowStep) + (term * product.TermStep),
                        AsTheyLie = product.RowStep == 1 ? 0 : whole,
                        Panels = panels,
                    };
                    PackLeft(left.First + (left.AsTheyLie * product.RowStep), product, rows - left.AsTheyLie, height, terms, panels);
                    for (int offset = 0; offset < columns; offset += strip)
                    {
                        // The strip stays in the first cache while the rows, which stay in the second, go by.
                        int width = Math.Min(strip, columns - offset);
                        Strip<TLanes>(product, left, packed + ((nint)offset * terms), first, rows, column + offset, width, terms, product.Accumulate || term > 0);
                    }
                }
            }
        }
    }

    /// <summary>Copies columns, strip after strip.</summary>
    private static void PackRight<TLanes>(in Product product, int term, int terms, int column, int columns, float* packed)
        where TLanes : struct, ILanes<TLanes>
    {
        int strip = 2 * TLanes.Count;
        float* end = product.Right + ((nint)product.Terms * product.Columns);
        for (int offset = 0; offset < columns; offset += strip, packed += (nint)strip * terms)
        {
            int width = Math.Min(strip, columns - offset);
            if (product.RightTransposed)
            {
                PackTransposed(product.Right + ((nint)(column + offset) * product.Terms) + term, product.Terms, width, strip, terms, packed);
            }
            else
            {
                Pack<TLanes>(product.Right + ((nint)term * product.Columns) + column + offset, end, product.Columns, width, terms, packed);
            }
        }
    }

    /// <summary>Multiplies rows with a packed strip.</summary>
    private static void Strip<TLanes>(
        in Product product, in Left left, float* packed, int first, int rows, int column, int width, int terms, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        int strip = 2 * TLanes.Count, height = TLanes.Count == 16 ? 8 : 4;
        float* edge = stackalloc float[8 * 32];
        for (int i = 0; i < rows; i += height)
        {
            bool lies = i < left.AsTheyLie;
            float* from = lies ? left.First + (i * product.RowStep) : left.Panels + ((nint)terms * (i - left.AsTheyLie));
            nint rowStep = lies ? product.RowStep : 1, termStep = lies ? product.TermStep : height;
            float* to = product.Result + ((nint)(first + i) * product.Columns) + column;
            int valid = Math.Min(height, rows - i);
            if (valid == height && width == strip)
            {
                Tile<TLanes>(from, rowStep, termStep, packed, terms, to, product.Columns, height, width, accumulate);
                continue;
            }

            Tile<TLanes>(from, rowStep, termStep, packed, terms, edge, strip, valid, width, accumulate: false);
            PutEdge<TLanes>(edge, strip, valid, width, to, product.Columns, accumulate);
        }
    }

    /// <summary>Copies rows to [panel][term][row in panel], filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackLeft(float* left, in Product product, int rows, int height, int terms, float* panels)
    {
        nint rowStep = product.RowStep, termStep = product.TermStep;
        for (int i = 0; i < rows; i += height)
        {
            int own = Math.Min(height, rows - i);
            float* from = left + (i * rowStep);
            for (int t = 0; t < terms; t++, from += termStep, panels += height)
            {
                if (own == height && rowStep == 1)
                {
                    for (int row = 0; row < height; row += 4)
                    {
                        Vector128.Load(from + row).Store(panels + row);
                    }

                    continue;
                }

                for (int row = 0; row < height; row++)
                {
                    panels[row] = row < own ? from[row * rowStep] : 0;
                }
            }
        }
    }

    /// <summary>Copies a tile of which only some rows and columns belong to the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PutEdge<TLanes>(float* tile, int tileStep, int rows, int columns, float* result, nint step, bool accumulate)
        where TLanes : struct, ILanes<TLanes>
    {
        for (int i = 0; i < rows; i++, tile += tileStep, result += step)
        {
            int j = 0;
            for (; j + TLanes.Count <= columns; j += TLanes.Count)
            {
                TLanes sum = TLanes.Load(tile + j);
                (accumulate ? sum + TLanes.Load(result + j) : sum).Store(result + j);
            }

            for (; j < columns; j++)
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
            GemmTiles.EightByOne(left, rowStep, termStep, right, terms, result, resultStep, accumulate);
        }
        else
        {
            GemmTiles.EightByTwo(left, rowStep, termStep, right, terms, result, resultStep, accumulate);
        }
    }

    /// <summary>Copies some columns of [terms, columns] to [term][column in strip]. What is beyond them is of no meaning.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack<TLanes>(float* source, float* end, nint step, int width, int terms, float* packed)
        where TLanes : struct, ILanes<TLanes>
    {
        int strip = 2 * TLanes.Count;
        for (int t = 0; t < terms; t++, source += step, packed += strip)
        {
            // A whole strip may be read wherever the matrix goes on: the next row's numbers spoil columns that nobody takes.
            if (width == strip || end - source >= strip)
            {
                TLanes.Load(source).Store(packed);
                TLanes.Load(source + TLanes.Count).Store(packed + TLanes.Count);
                continue;
            }

            for (int j = 0; j < strip; j++)
            {
                packed[j] = j < width ? source[j] : 0;
            }
        }
    }

    /// <summary>Copies some rows of [columns, terms] to [term][column in strip], filled up with zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackTransposed(float* source, nint step, int width, int strip, int terms, float* packed)
    {
        int column = 0;
        for (; Transpose.HasSixteen && column + 16 <= width; column += 16)
        {
            Transpose.SixteenRows(source + (column * step), step, terms, packed + column, strip);
        }

        for (; column + 4 <= width; column += 4)
        {
            Transpose.FourRows(source + (column * step), step, terms, packed + column, strip);
        }

        for (; column < strip; column++)
        {
            float* from = source + (column * step);
            for (int t = 0; t < terms; t++)
            {
                packed[((nint)t * strip) + column] = column < width ? from[t] : 0;
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

    /// <summary>Rows of the left operand: the first as they lie, the rest in panels.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Left
    {
        public float* First;
        public int AsTheyLie;
        public float* Panels;
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
