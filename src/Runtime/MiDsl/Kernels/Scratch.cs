using System;
using System.Runtime.CompilerServices;

namespace MiDsl.Kernels;

/// <summary>Memory of a thread's own for packed operands. It grows to the greatest that was asked for and stays.</summary>
internal static unsafe class Scratch
{
    /// <summary>Floats of a cache line.</summary>
    private const int Line = 16;

    [ThreadStatic]
    private static float[]? memory;

    /// <summary>At least so many floats, from the start of a cache line. What was there is of no use: a later call takes the same.</summary>
    internal static float* Of(int length)
    {
        if (memory is null || memory.Length < length + Line)
        {
            // Pinned memory is never moved: no need to hold it fixed, nor to free it.
            memory = GC.AllocateUninitializedArray<float>(length + Line, pinned: true);
        }

        float* first = (float*)Unsafe.AsPointer(ref memory[0]);
        return (float*)(((nuint)first + (Line * sizeof(float)) - 1) & ~(nuint)((Line * sizeof(float)) - 1));
    }
}
