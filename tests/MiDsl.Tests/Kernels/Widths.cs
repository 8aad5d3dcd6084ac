using System;
using MiDsl.Kernels;
using Xunit;

namespace MiDsl.Tests.Kernels;

/// <summary>The width is one setting for the process: tests that set it run one after another.</summary>
[CollectionDefinition("kernels", DisableParallelization = true)]
public class KernelTests;

/// <summary>Helps to try every vector width, and memory that begins anywhere.</summary>
internal static class Widths
{
    internal static void Each(Action action)
    {
        try
        {
            foreach (int bits in new[] { 512, 256, 128 })
            {
                Width.Bits = bits;
                action();
            }
        }
        finally
        {
            Width.Bits = Width.Widest;
        }
    }

    internal static float[] Normal(int length, long seed)
    {
        float[] values = new float[length];
        new Rng(seed).FillGaussian(values);
        return values;
    }

    /// <summary>Bytes that a hundred calls allocate, after a few that may.</summary>
    internal static long Allocated(Action action)
    {
        for (int i = 0; i < 3; i++)
        {
            action();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            action();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
