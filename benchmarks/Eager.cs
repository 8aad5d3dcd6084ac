using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace MiDsl.Benchmarks;

/// <summary>The same workload in a PyTorch process that waits for its turn.</summary>
internal sealed class Eager : IDisposable
{
    private readonly Process process;

    public Eager(string workload) => process = Process.Start(
        new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "eager.py"), workload])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;

    public double Run(int steps)
    {
        process.StandardInput.WriteLine(steps);
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("eager.py ended; is python3-torch installed?");
        return double.Parse(line, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
