using System;
using MiDsl;
using MiDsl.Samples.Common;
using TorchSharp;
using static TorchSharp.torch;

namespace Infomax;

/// <summary>Images and their labels.</summary>
/// <param name="X">[n, channels * 28 * 28] in [0, 1].</param>
/// <param name="Labels">[n].</param>
internal sealed record Pictures(Tensor X, Tensor Labels) : IDisposable
{
    public int Count => (int)X.shape[0];

    public int Channels => (int)(X.shape[1] / (Sizes.Side * Sizes.Side));

    /// <summary>The first images of a set, cut to their middle where they are larger than 28 x 28.</summary>
    /// <exception cref="DataException">The images are too few or too small.</exception>
    public static Pictures Of(ImageSet set, int count)
    {
        if (set.Count < count || set.Rows < Sizes.Side || set.Columns < Sizes.Side)
        {
            throw new DataException(FormattableString.Invariant($"{set} are not {count} of at least {Sizes.Side} x {Sizes.Side} pixels; give a smaller --images or another set."));
        }

        ImageSet some = set.Take(count);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(some.ToUnit()).reshape(count, some.Channels, some.Rows, some.Columns)
            .narrow(2, (some.Rows - Sizes.Side) / 2, Sizes.Side).narrow(3, (some.Columns - Sizes.Side) / 2, Sizes.Side);
        return new(x.reshape(count, -1).MoveToOuterDisposeScope(), tensor(Array.ConvertAll(some.Labels.ToArray(), label => (long)label)).MoveToOuterDisposeScope());
    }

    /// <summary>The batch of a step: rows drawn with replacement.</summary>
    public (Tensor X, Tensor Labels) Batch(long seed, int step)
    {
        Rng rng = new(seed, RandomStream.Training, step);
        long[] rows = new long[Sizes.BatchSize];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = rng.NextInt(Count);
        }

        Tensor chosen = tensor(rows);
        return (X.index_select(0, chosen), Labels.index_select(0, chosen));
    }

    /// <summary>The first channel of the first images, [n, 28 * 28].</summary>
    public float[] FirstPixels(int n) => [.. X.narrow(0, 0, Math.Min(n, Count)).narrow(1, 0, Sizes.Side * Sizes.Side).contiguous().data<float>()];

    public void Dispose()
    {
        X.Dispose();
        Labels.Dispose();
    }
}
