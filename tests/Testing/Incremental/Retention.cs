using System;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MiDsl.Testing;

/// <summary>Does a generator keep the compilation of an earlier run alive?</summary>
public static class Retention
{
    /// <summary>Runs on one compilation, then on an edited one, and fails if the first cannot be collected.</summary>
    public static void AssertNoCompilationRetained<TGenerator>(string source)
        where TGenerator : IIncrementalGenerator, new()
    {
        var (driver, first) = RunTwice<TGenerator>(source);
        for (var i = 0; i < 10 && first.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        if (first.IsAlive)
        {
            throw new HarnessException("The compilation of the first run is still reachable after the second one.");
        }

        GC.KeepAlive(driver);
    }

    // Apart, so that no local of the caller holds the first compilation.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference First) RunTwice<TGenerator>(string source)
        where TGenerator : IIncrementalGenerator, new()
    {
        var first = UserProject.Compile(source);
        var driver = GeneratorRun.Driver(new TGenerator()).RunGenerators(first);
        return (driver.RunGenerators(Edits.Unrelated(first)), new WeakReference(first));
    }
}
