using System.Runtime.CompilerServices;
using Xunit;

// Torch's random state, gradient mode and dispose scopes are global or bound to a thread.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace MiDsl.Torch.Tests;

internal static class Threads
{
    /// <summary>Small tensors gain nothing from a second thread, and waiting for it on a busy machine costs tenfold.</summary>
    [ModuleInitializer]
#pragma warning disable CA2255 // Not a library: a test run.
    internal static void UseOne() => TorchSharp.torch.set_num_threads(1);
#pragma warning restore CA2255
}
