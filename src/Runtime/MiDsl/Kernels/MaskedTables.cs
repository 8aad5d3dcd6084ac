using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MiDsl.Kernels;

/// <summary>
/// The inner loops of <see cref="MaskedProducts"/>: masks as places in tables of subset sums, those tables, and sums of
/// what lies there. A table is [group of four terms][subset][two vectors of columns]; bit i of a subset is term i of the
/// group. A place is counted in bytes and held in 16 bits; a word of codes holds two.
/// </summary>
internal static unsafe class MaskedTables
{
    /// <summary>Terms a table is for: with the widest vectors it then is half of the first cache.</summary>
    internal const int Terms = 32;

    /// <summary>Words of codes for a row and a table.</summary>
    internal const int Words = Terms / TermsOfWord;

    /// <summary>Sums of two vectors in a table.</summary>
    internal const int Entries = Terms / TermsOfGroup * Subsets;

    private const int TermsOfGroup = 4;
    private const int TermsOfWord = 2 * TermsOfGroup;
    private const int Subsets = 16;

    /// <summary>Words of codes from one of a row to its next, for so many rows: no power of two, or they fell on few lines of the cache.</summary>
    internal static int Step(int rows) => ((rows + 15) & ~15) + 16;

    /// <summary>Codes of the rows of a mask, as [word][row].</summary>
    /// <param name="mask">Ones where it is positive.</param>
    /// <param name="maskStep">Elements from row to row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="terms">Columns of the mask.</param>
    /// <param name="codes">Receives <see cref="Words"/> words a row for every table, even if it has fewer terms.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void EncodeRows<TLanes>(float* mask, nint maskStep, int rows, int terms, uint* codes)
        where TLanes : struct, ILanes<TLanes>
    {
        int shift = EntryShift<TLanes>();
        nint step = Step(rows);
        int whole = terms / Terms * Terms, rest = terms - whole;
        uint origin0 = Origin(0, Terms, shift), origin1 = Origin(1, Terms, shift), origin2 = Origin(2, Terms, shift), origin3 = Origin(3, Terms, shift);
        uint rest0 = Origin(0, rest, shift), rest1 = Origin(1, rest, shift), rest2 = Origin(2, rest, shift), rest3 = Origin(3, rest, shift);
        float* part = stackalloc float[Terms];
        new Span<float>(part, Terms).Clear();
        for (int row = 0; row < rows; row++, mask += maskStep, codes++)
        {
            uint* to = codes;
            float* own = mask;
            for (; own < mask + whole; own += Terms, to += Words * step)
            {
                to[0] = origin0 + Spread(own, shift);
                to[step] = origin1 + Spread(own + TermsOfWord, shift);
                to[2 * step] = origin2 + Spread(own + (2 * TermsOfWord), shift);
                to[3 * step] = origin3 + Spread(own + (3 * TermsOfWord), shift);
            }

            if (rest > 0)
            {
                for (int i = 0; i < rest; i++)
                {
                    part[i] = own[i];
                }

                to[0] = rest0 + Spread(part, shift);
                to[step] = rest1 + Spread(part + TermsOfWord, shift);
                to[2 * step] = rest2 + Spread(part + (2 * TermsOfWord), shift);
                to[3 * step] = rest3 + Spread(part + (3 * TermsOfWord), shift);
            }
        }
    }

    /// <summary>Codes of the columns of a mask, as [word][column].</summary>
    /// <param name="mask">Ones where it is positive.</param>
    /// <param name="maskStep">Elements from term to term.</param>
    /// <param name="columns">Columns: rows of the product.</param>
    /// <param name="terms">Rows of the mask.</param>
    /// <param name="codes">Receives <see cref="Words"/> words a column for every table, even if it has fewer terms.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void EncodeColumns<TLanes>(float* mask, nint maskStep, int columns, int terms, uint* codes)
        where TLanes : struct, ILanes<TLanes>
    {
        int shift = EntryShift<TLanes>();
        nint step = Step(columns);
        for (int term = 0; term < Whole(terms); term += TermsOfWord, mask += TermsOfWord * maskStep, codes += step)
        {
            int column = 0, own = Math.Min(TermsOfWord, terms - term);
            uint origin = Origin(term / TermsOfWord, terms, shift);
            for (; own == TermsOfWord && column + Vector256<int>.Count <= columns; column += Vector256<int>.Count)
            {
                Vector256<int> low = MinusBits(mask + column, maskStep), high = MinusBits(mask + (TermsOfGroup * maskStep) + column, maskStep);
                (Vector256.Create(origin) - ((low + (high << 16)) << shift).AsUInt32()).Store(codes + column);
            }

            for (; column < columns; column++)
            {
                codes[column] = ColumnWord(mask + column, maskStep, own, origin, shift);
            }
        }
    }

    /// <summary>Subset sums of the scaled rows of a strip of columns.</summary>
    /// <param name="right">First element of the strip.</param>
    /// <param name="step">Elements from term to term.</param>
    /// <param name="width">Columns of the strip; the sums of those it lacks are zero.</param>
    /// <param name="factors">Of the terms.</param>
    /// <param name="terms">At most <see cref="Terms"/>; only groups of which there is a term are written.</param>
    /// <param name="table">Receives the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Build<TLanes>(float* right, nint step, int width, float* factors, int terms, float* table)
        where TLanes : struct, ILanes<TLanes>
    {
        int strip = 2 * TLanes.Count;
        float* rows = stackalloc float[TermsOfGroup * 32], own = stackalloc float[TermsOfGroup];
        new Span<float>(rows, TermsOfGroup * strip).Clear();
        for (; terms > 0; terms -= TermsOfGroup, right += TermsOfGroup * step, factors += TermsOfGroup, table += Subsets * strip)
        {
            if (terms >= TermsOfGroup && width == strip)
            {
                Group<TLanes>(right, step, factors, table);
                Group<TLanes>(right + TLanes.Count, step, factors, table + TLanes.Count);
                continue;
            }

            for (int i = 0; i < TermsOfGroup; i++)
            {
                for (int j = 0; j < width; j++)
                {
                    rows[(i * strip) + j] = i < terms ? right[(i * step) + j] : 0;
                }

                own[i] = i < terms ? factors[i] : 0;
            }

            Group<TLanes>(rows, strip, own, table);
            Group<TLanes>(rows + TLanes.Count, strip, own, table + TLanes.Count);
        }
    }

    /// <summary>Adds up, row by row, what lies at the places of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="codes">[word][row].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="sums">Where the sums go.</param>
    internal static void Add<TLanes>(float* table, uint* codes, int rows, in Target sums)
        where TLanes : struct, ILanes<TLanes>
    {
        if (TLanes.Count == Vector512<float>.Count)
        {
            Add512(table, codes, rows, sums);
        }
        else
        {
            AddLanes<TLanes>(table, codes, rows, sums);
        }
    }

    /// <summary>Not in terms of lanes, through which the JIT loads before it adds instead of both at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add512(float* table, uint* codes, int rows, in Target sums)
    {
        nint step = Step(rows);
        float* partial = sums.Partial, result = sums.Result, factors = sums.Factors;
        nint resultStep = sums.ResultStep;
        bool first = sums.First, accumulate = sums.Accumulate;
        uint* codes1 = codes + step, codes2 = codes1 + step, codes3 = codes2 + step;
        for (int row = 0; row < rows; row++, partial += 2 * Vector512<float>.Count)
        {
            uint word = codes[row];
            float* low = Low(table, word), high = High(table, word);
            Vector512<float> a = Vector512.Load(low), b = Vector512.Load(low + Vector512<float>.Count), c = Vector512.Load(high), d = Vector512.Load(high + Vector512<float>.Count);
            word = codes1[row];
            low = Low(table, word);
            a += Vector512.Load(low);
            b += Vector512.Load(low + Vector512<float>.Count);
            high = High(table, word);
            c += Vector512.Load(high);
            d += Vector512.Load(high + Vector512<float>.Count);
            word = codes2[row];
            low = Low(table, word);
            a += Vector512.Load(low);
            b += Vector512.Load(low + Vector512<float>.Count);
            high = High(table, word);
            c += Vector512.Load(high);
            d += Vector512.Load(high + Vector512<float>.Count);
            word = codes3[row];
            low = Low(table, word);
            a += Vector512.Load(low);
            b += Vector512.Load(low + Vector512<float>.Count);
            high = High(table, word);
            c += Vector512.Load(high);
            d += Vector512.Load(high + Vector512<float>.Count);
            a += c;
            b += d;
            if (!first)
            {
                a += Vector512.Load(partial);
                b += Vector512.Load(partial + Vector512<float>.Count);
            }

            if (result == null)
            {
                a.Store(partial);
                b.Store(partial + Vector512<float>.Count);
                continue;
            }

            Vector512<float> factor = Vector512.Create(factors[row]);
            a *= factor;
            b *= factor;
            if (accumulate)
            {
                a += Vector512.Load(result);
                b += Vector512.Load(result + Vector512<float>.Count);
            }

            a.Store(result);
            b.Store(result + Vector512<float>.Count);
            result += resultStep;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddLanes<TLanes>(float* table, uint* codes, int rows, in Target sums)
        where TLanes : struct, ILanes<TLanes>
    {
        nint step = Step(rows);
        float* partial = sums.Partial, result = sums.Result, factors = sums.Factors;
        nint resultStep = sums.ResultStep;
        bool first = sums.First, accumulate = sums.Accumulate;
        uint* codes1 = codes + step, codes2 = codes1 + step, codes3 = codes2 + step;
        for (int row = 0; row < rows; row++, partial += 2 * TLanes.Count)
        {
            uint word = codes[row];
            float* low = Low(table, word), high = High(table, word);
            TLanes a = TLanes.Load(low), b = TLanes.Load(low + TLanes.Count), c = TLanes.Load(high), d = TLanes.Load(high + TLanes.Count);
            word = codes1[row];
            low = Low(table, word);
            a += TLanes.Load(low);
            b += TLanes.Load(low + TLanes.Count);
            high = High(table, word);
            c += TLanes.Load(high);
            d += TLanes.Load(high + TLanes.Count);
            word = codes2[row];
            low = Low(table, word);
            a += TLanes.Load(low);
            b += TLanes.Load(low + TLanes.Count);
            high = High(table, word);
            c += TLanes.Load(high);
            d += TLanes.Load(high + TLanes.Count);
            word = codes3[row];
            low = Low(table, word);
            a += TLanes.Load(low);
            b += TLanes.Load(low + TLanes.Count);
            high = High(table, word);
            c += TLanes.Load(high);
            d += TLanes.Load(high + TLanes.Count);
            a += c;
            b += d;
            if (!first)
            {
                a += TLanes.Load(partial);
                b += TLanes.Load(partial + TLanes.Count);
            }

            if (result == null)
            {
                a.Store(partial);
                b.Store(partial + TLanes.Count);
                continue;
            }

            TLanes factor = TLanes.Create(factors[row]);
            a *= factor;
            b *= factor;
            if (accumulate)
            {
                a += TLanes.Load(result);
                b += TLanes.Load(result + TLanes.Count);
            }

            a.Store(result);
            b.Store(result + TLanes.Count);
            result += resultStep;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* Low(float* table, uint word) => (float*)((byte*)table + (ushort)word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* High(float* table, uint word) => (float*)((byte*)table + (word >> 16));

    /// <summary>The sixteen sums of four rows, a vector of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Group<TLanes>(float* right, nint step, float* factors, float* table)
        where TLanes : struct, ILanes<TLanes>
    {
        int entry = 2 * TLanes.Count;
        TLanes r0 = TLanes.Create(factors[0]) * TLanes.Load(right), r1 = TLanes.Create(factors[1]) * TLanes.Load(right + step);
        TLanes r2 = TLanes.Create(factors[2]) * TLanes.Load(right + (2 * step)), r3 = TLanes.Create(factors[3]) * TLanes.Load(right + (3 * step));
        TLanes lower = r0 + r1, upper = r2 + r3;
        TLanes.Zero.Store(table);
        r0.Store(table + entry);
        r1.Store(table + (2 * entry));
        lower.Store(table + (3 * entry));
        r2.Store(table + (4 * entry));
        (r0 + r2).Store(table + (5 * entry));
        (r1 + r2).Store(table + (6 * entry));
        (lower + r2).Store(table + (7 * entry));
        r3.Store(table + (8 * entry));
        (r0 + r3).Store(table + (9 * entry));
        (r1 + r3).Store(table + (10 * entry));
        (lower + r3).Store(table + (11 * entry));
        upper.Store(table + (12 * entry));
        (r0 + upper).Store(table + (13 * entry));
        (r1 + upper).Store(table + (14 * entry));
        (lower + upper).Store(table + (15 * entry));
    }

    /// <summary>How far to shift the number of an entry to have its place in bytes.</summary>
    private static int EntryShift<TLanes>()
        where TLanes : struct, ILanes<TLanes> =>
        TLanes.Count == 16 ? 7 : TLanes.Count == 8 ? 6 : 5;

    /// <summary>As many terms as whole tables are for.</summary>
    private static int Whole(int terms) => (terms + Terms - 1) / Terms * Terms;

    /// <summary>Where the two groups of a word begin. A group without terms is at zero: there the first has a sum of nothing.</summary>
    private static uint Origin(int word, int terms, int shift)
    {
        int term = word * TermsOfWord;
        uint first = (uint)(term % Terms) / TermsOfGroup * Subsets;
        uint low = term < terms ? first : 0, high = term + TermsOfGroup < terms ? first + Subsets : 0;
        return (low | (high << 16)) << shift;
    }

    /// <summary>A word of one column, of which there may be not all terms, or none.</summary>
    private static uint ColumnWord(float* mask, nint step, int terms, uint origin, int shift)
    {
        uint bits = 0;
        for (int i = 0; i < terms; i++)
        {
            bits |= (mask[i * step] > 0 ? 1u : 0) << (i < TermsOfGroup ? i : i - TermsOfGroup + 16);
        }

        return origin + (bits << shift);
    }

    /// <summary>Which of eight terms are positive, as the codes of two groups.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Spread(float* mask, int shift)
    {
        uint bits = Vector256.GreaterThan(Vector256.Load(mask), Vector256<float>.Zero).ExtractMostSignificantBits();
        return ((bits | (bits << 12)) & 0x000F_000F) << shift;
    }

    /// <summary>The codes of a group in eight columns, negative: where a comparison holds, it is minus one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> MinusBits(float* mask, nint step)
    {
        Vector256<int> bits = MinusPositive(mask + (3 * step));
        bits = bits + bits + MinusPositive(mask + (2 * step));
        bits = bits + bits + MinusPositive(mask + step);
        return bits + bits + MinusPositive(mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> MinusPositive(float* mask) =>
        Vector256.GreaterThan(Vector256.Load(mask), Vector256<float>.Zero).AsInt32();

    /// <summary>Where sums go: to memory for more tables, or after the last table to the result.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal struct Target
    {
        /// <summary>[row][two vectors]: the sums of the tables before.</summary>
        public float* Partial;

        /// <summary>Whether there were none before.</summary>
        public bool First;

        /// <summary>The first element, or null if more tables come.</summary>
        public float* Result;
        public nint ResultStep;

        /// <summary>What the rows of the result are multiplied with.</summary>
        public float* Factors;

        /// <summary>Whether to add to the result.</summary>
        public bool Accumulate;
    }
}
