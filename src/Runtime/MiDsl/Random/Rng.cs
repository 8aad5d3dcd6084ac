using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MiDsl;

/// <summary>
/// Random numbers from Philox4x32-10, a counter-based generator (Salmon et al. 2011). A stream is named by seed, purpose
/// and step: no two names share a counter under a key, so streams cannot overlap, and step 10,000 is reached without
/// drawing the steps before it. The same name gives the same bits on every machine. Not for several threads at once;
/// give each its own step.
/// </summary>
public sealed class Rng
{
    private const int BufferWords = 64;
    private const int Group = 16;

    // The counter, from its low end: 56 bits of block, 8 of purpose, 64 of step. The key is the seed.
    private ulong purpose;
    private ulong step;
    private ulong block;

    private readonly uint[] words = new uint[BufferWords];
    private int wordsUsed = BufferWords;
    private float[]? gaussians;
    private int gaussiansUsed = Group;
    private double spare = double.NaN;

    /// <summary>The stream of this seed, purpose and step, from its beginning.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="step">Any number: the optimizer step, the epoch, the fold.</param>
    /// <exception cref="ArgumentOutOfRangeException">The purpose is outside 0 to 127.</exception>
    public Rng(long seed, RandomStream stream = RandomStream.User, long step = 0)
    {
        Seed = seed;
        Move(stream, step);
    }

    /// <summary>The seed that this generator was made with.</summary>
    public long Seed { get; }

    /// <summary>Goes to the beginning of another stream of the same seed: what a new generator would give, without making one.</summary>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="step">Any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The purpose is outside 0 to 127.</exception>
    public void Move(RandomStream stream, long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative((int)stream, nameof(stream));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)stream, 127, nameof(stream));
        (purpose, this.step, block) = ((ulong)stream << 56, (ulong)step, 0);
        (wordsUsed, gaussiansUsed, spare) = (BufferWords, Group, double.NaN);
    }

    /// <summary>A seed in [0, 2^63) for a foreign generator, from a corner of the counter space that no stream uses.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="step">Any number.</param>
    public static long Derive(long seed, RandomStream stream, long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative((int)stream, nameof(stream));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)stream, 127, nameof(stream));
        (uint low, uint high, _, _) = Philox.Block(
            0, 0x80000000u | ((uint)stream << 24), (uint)step, (uint)(step >> 32), (uint)seed, (uint)(seed >> 32));
        return (long)(((ulong)high << 32 | low) >> 1);
    }

    /// <summary>32 random bits.</summary>
    public uint NextUInt32()
    {
        if (wordsUsed == BufferWords)
        {
            Refill();
        }

        return words[wordsUsed++];
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong low = NextUInt32();
        return (ulong)NextUInt32() << 32 | low;
    }

    /// <summary>Uniform on the multiples of 2^-24 in [0, 1).</summary>
    public float NextSingle() => (NextUInt32() >> 8) * (1f / (1 << 24));

    /// <summary>Uniform on the multiples of 2^-53 in [0, 1).</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <summary>Uniform on 0 .. exclusive - 1, without bias (Lemire 2019, "Fast random integer generation").</summary>
    /// <param name="exclusive">The first number that cannot come out.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0.</exception>
    public int NextInt(int exclusive)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusive);
        uint range = (uint)exclusive;
        ulong product = (ulong)NextUInt32() * range;
        if ((uint)product < range)
        {
            uint floor = (uint)-(int)range % range;
            while ((uint)product < floor)
            {
                product = (ulong)NextUInt32() * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>
    /// Uniform on 1 .. n - 1: a cyclic shift that leaves no row where it was, so that shuffled negatives hold no positive.
    /// </summary>
    /// <param name="n">Rows, at least 2.</param>
    public int NextShift(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        return 1 + NextInt(n - 1);
    }

    /// <summary>A standard normal number in single precision, the next of those that <see cref="FillGaussian"/> gives.</summary>
    public float NextGaussian()
    {
        if (gaussiansUsed == Group)
        {
            RefillGaussians();
        }

        return gaussians![gaussiansUsed++];
    }

    /// <summary>A standard normal number in double precision (Box and Muller 1958).</summary>
    public double NextGaussianDouble()
    {
        if (!double.IsNaN(spare))
        {
            double second = spare;
            spare = double.NaN;
            return second;
        }

        double radius = Math.Sqrt(2 * NextExponential());
        (double sin, double cos) = PortableMath.SinCosTurns(NextDouble());
        spare = radius * sin;
        return radius * cos;
    }

    /// <summary>An exponential number of mean 1.</summary>
    public double NextExponential()
    {
        // (0, 1): never log 0, never log of a subnormal.
        double u = ((NextUInt64() >> 12) + 0.5) * (1.0 / (1L << 52));
        return -PortableMath.Log(u);
    }

    /// <summary>A gamma number of the given shape and scale 1 (Marsaglia and Tsang 2000).</summary>
    /// <param name="shape">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or not finite.</exception>
    public double NextGamma(double shape)
    {
        RequirePositive(shape, nameof(shape));
        if (shape < 1)
        {
            // G(a) = G(a + 1) U^(1/a), with log U drawn as an exponential.
            double e = NextExponential();
            return NextGamma(shape + 1) * PortableMath.Exp(-e / shape);
        }

        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NextGaussianDouble(), v = 1 + c * x;
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            if (-NextExponential() < 0.5 * x * x + d * (1 - v + PortableMath.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>A Student t number: normal over the root of chi squared over nu.</summary>
    /// <param name="nu">Degrees of freedom, above 0.</param>
    public double NextStudentT(double nu)
    {
        RequirePositive(nu, nameof(nu));
        double normal = NextGaussianDouble();
        return normal * Math.Sqrt(0.5 * nu / NextGamma(0.5 * nu));
    }

    /// <summary>Fills with uniform numbers in [low, high).</summary>
    /// <param name="destination">Receives the numbers.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">Above all of them; equal to <paramref name="low"/> fills with that.</param>
    /// <exception cref="ArgumentOutOfRangeException">high is below low, or one is not finite.</exception>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillUniform(Span<float> destination, float low = 0, float high = 1)
    {
        if (!float.IsFinite(high - low) || high < low)
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, "The range must be finite and not negative.");
        }

        if (low == high)
        {
            destination.Fill(low);
            return;
        }

        // Rounding may reach high, which is not of the range.
        float scale = (high - low) * (1f / (1 << 24)), last = MathF.BitDecrement(high);
        Span<uint> scratch = stackalloc uint[256];
        for (int start = 0; start < destination.Length; start += scratch.Length)
        {
            Span<float> part = destination[start..Math.Min(start + scratch.Length, destination.Length)];
            NextWords(scratch[..part.Length]);
            int i = 0;
            for (; i + Vector256<float>.Count <= part.Length; i += Vector256<float>.Count)
            {
                Vector256<uint> w = Vector256.LoadUnsafe(ref scratch[i]) >>> 8;
                Vector256<float> v = Vector256.ConvertToSingle(w.AsInt32()) * scale + Vector256.Create(low);
                Vector256.Min(v, Vector256.Create(last)).StoreUnsafe(ref part[i]);
            }

            for (; i < part.Length; i++)
            {
                part[i] = MathF.Min((scratch[i] >> 8) * scale + low, last);
            }
        }
    }

    /// <summary>Fills with normal numbers: those that <see cref="NextGaussian"/> would give one by one.</summary>
    /// <param name="destination">Receives the numbers.</param>
    /// <param name="mean">Their mean.</param>
    /// <param name="sd">Their standard deviation, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">sd is negative or not finite, or the mean not finite.</exception>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void FillGaussian(Span<float> destination, float mean = 0, float sd = 1)
    {
        if (!(sd >= 0) || !float.IsFinite(sd) || !float.IsFinite(mean))
        {
            throw new ArgumentOutOfRangeException(nameof(sd), FormattableString.Invariant(
                $"Mean {mean} and standard deviation {sd} must be finite, the latter not negative."));
        }

        int i = 0;
        while (i < destination.Length && gaussiansUsed < Group)
        {
            destination[i++] = gaussians![gaussiansUsed++] * sd + mean;
        }

        Vector256<float> means = Vector256.Create(mean), sds = Vector256.Create(sd);
        Span<uint> scratch = stackalloc uint[256];
        while (destination.Length - i >= Group)
        {
            Span<uint> part = scratch[..(Math.Min(scratch.Length, destination.Length - i) / Group * Group)];
            NextWords(part);
            for (int g = 0; g < part.Length; g += Group, i += Group)
            {
                PortableMath.SixteenGaussians(ref part[g], ref destination[i], means, sds);
            }
        }

        for (; i < destination.Length; i++)
        {
            destination[i] = NextGaussian() * sd + mean;
        }
    }

    /// <summary>Puts the items in a random order, every order alike (Fisher and Yates).</summary>
    /// <param name="items">The items.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The numbers 0 .. n - 1 in a random order.</summary>
    /// <param name="n">How many, not negative.</param>
    public int[] Permutation(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        int[] order = new int[n];
        Permute(order);
        return order;
    }

    /// <summary>Writes the numbers 0 .. n - 1 in a random order.</summary>
    /// <param name="order">Receives n numbers.</param>
    public void Permute(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Shuffle(order);
    }

    /// <summary>Writes distinct numbers below a limit, by Floyd's algorithm: as many draws as numbers.</summary>
    /// <param name="limit">At least as many as are wanted.</param>
    /// <param name="chosen">Receives them.</param>
    public void Distinct(int limit, Span<int> chosen)
    {
        for (int i = 0; i < chosen.Length; i++)
        {
            int top = limit - chosen.Length + i;
            int candidate = NextInt(top + 1);
            chosen[i] = chosen[..i].Contains(candidate) ? top : candidate;
        }
    }

    /// <summary>The next words of the stream, as repeated <see cref="NextUInt32"/> would give them.</summary>
    private void NextWords(Span<uint> destination)
    {
        int buffered = Math.Min(BufferWords - wordsUsed, destination.Length);
        words.AsSpan(wordsUsed, buffered).CopyTo(destination);
        wordsUsed += buffered;
        destination = destination[buffered..];

        Span<uint> whole = destination[..(destination.Length / Philox.Words * Philox.Words)];
        Philox.Fill(block | purpose, step, (ulong)Seed, whole);
        block += (ulong)(whole.Length / Philox.Words);
        for (int i = whole.Length; i < destination.Length; i++)
        {
            destination[i] = NextUInt32();
        }
    }

    private void Refill()
    {
        Philox.Fill(block | purpose, step, (ulong)Seed, words);
        block += BufferWords / Philox.Words;
        wordsUsed = 0;
    }

    [SkipLocalsInit]
    private void RefillGaussians()
    {
        gaussians ??= new float[Group];
        if (wordsUsed == BufferWords)
        {
            Refill();
        }

        Span<uint> scratch = stackalloc uint[Group];
        bool buffered = wordsUsed <= BufferWords - Group;
        if (!buffered)
        {
            NextWords(scratch);
        }

        PortableMath.SixteenGaussians(
            ref buffered ? ref words[wordsUsed] : ref scratch[0], ref gaussians[0], Vector256<float>.Zero, Vector256<float>.One);
        wordsUsed += buffered ? Group : 0;
        gaussiansUsed = 0;
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0) || double.IsPositiveInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must be above 0 and finite.");
        }
    }
}
