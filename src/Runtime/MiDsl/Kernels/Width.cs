using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MiDsl.Kernels;

/// <summary>How many bits the kernels' vectors have.</summary>
internal static class Width
{
    /// <summary>
    /// What this machine does at once. On older Intel servers Vector512 does not call itself accelerated, though it
    /// has the instructions; there the widest product was written for them all the same.
    /// </summary>
    internal static readonly int Widest =
        Vector512.IsHardwareAccelerated || Avx512F.IsSupported ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>512, 256 or 128. Tests set it; whatever it is, every kernel runs, if slowly.</summary>
    internal static int Bits { get; set; } = Widest;
}
