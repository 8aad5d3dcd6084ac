using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Threads that one operator may use.</summary>
    public static int get_num_threads() => Native.midsl_get_num_threads();

    public static void set_num_threads(int num) => Native.Check(Native.midsl_set_num_threads(num));

    /// <summary>Threads for operators that run side by side.</summary>
    public static int get_num_interop_threads() => Native.midsl_get_num_interop_threads();

    public static void set_num_interop_threads(int num) => Native.Check(Native.midsl_set_num_interop_threads(num));
}
