using System;
using System.Threading;

namespace TorchSharp.Interop;

/// <summary>
/// Tells the garbage collector of the bytes behind tensors. Small amounts are summed up first: a word to the collector costs
/// more than a small operator.
/// </summary>
internal static class NativeMemory
{
    private const long Step = 1 << 18;

    private static long s_untold;

    internal static void Add(long bytes)
    {
        if (bytes != 0 && Interlocked.Add(ref s_untold, bytes) >= Step)
            Tell();
    }

    internal static void Remove(long bytes)
    {
        if (bytes != 0 && Interlocked.Add(ref s_untold, -bytes) <= -Step)
            Tell();
    }

    private static void Tell()
    {
        var bytes = Interlocked.Exchange(ref s_untold, 0);
        if (bytes > 0)
            GC.AddMemoryPressure(bytes);
        else if (bytes < 0)
            GC.RemoveMemoryPressure(-bytes);
    }
}
