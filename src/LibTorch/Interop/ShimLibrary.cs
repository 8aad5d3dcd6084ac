using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Finds and loads the native shim on first use, and says what to do when it cannot.</summary>
internal static class ShimLibrary
{
    internal const string Name = "MiDslTorchShim";

    private static string FileName => OperatingSystem.IsWindows() ? Name + ".dll" : OperatingSystem.IsMacOS() ? $"lib{Name}.dylib" : $"lib{Name}.so";

    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(ShimLibrary).Assembly, (name, _, _) =>
        string.Equals(name, Name, StringComparison.Ordinal) ? Load(Places()) : IntPtr.Zero);

    /// <summary>Loads the shim from the first of the folders that holds it.</summary>
    /// <exception cref="DllNotFoundException">No folder holds it, or libtorch below it does not load.</exception>
    internal static IntPtr Load(IReadOnlyList<string> folders)
    {
        var path = folders.Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists)
            ?? throw new DllNotFoundException($"The drop-in for TorchSharp needs its native shim {FileName}, which is in none of: {string.Join(", ", folders)}. {Mend}");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException($"The native shim {path} was found but does not load, most often because libtorch is missing: {e.Message} {Mend}", e);
        }
    }

    private const string Mend = "Run ./build.sh, which installs libtorch-dev and builds the shim, or build against the official package with -p:LibTorch=cpu.";

    private static string[] Places() =>
        new[] { Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location), AppContext.BaseDirectory }
            .Where(folder => !string.IsNullOrEmpty(folder))
            .Select(folder => Path.TrimEndingDirectorySeparator(folder!))
            .Distinct(StringComparer.Ordinal)
            .SelectMany(folder => new[] { folder, Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native") }) // a package's place
            .ToArray();
}
