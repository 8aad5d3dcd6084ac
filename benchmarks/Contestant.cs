using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MiDsl.Benchmarks;

/// <summary>A workload in a process of its own, which waits for its turn: asked for steps, it answers with seconds.</summary>
internal sealed class Contestant : IDisposable
{
    private readonly Process process;

    private Contestant(string program, string[] arguments, int? threads)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };

        // Set, not left to the workload: BLAS reads it when it is loaded.
        if (threads is { } count)
        {
            start.Environment["OMP_NUM_THREADS"] = count.ToString(CultureInfo.InvariantCulture);
        }
        else
        {
            start.Environment.Remove("OMP_NUM_THREADS");
        }

        process = Process.Start(start)!;
    }

    /// <summary>Ours.</summary>
    /// <param name="workload">Its name.</param>
    /// <param name="threads">Null for the default.</param>
    public static Contestant Ours(string workload, int? threads) => new(Environment.ProcessPath!, ["--serve", workload], threads);

    /// <summary>PyTorch's.</summary>
    /// <param name="workload">Its name.</param>
    /// <param name="threads">Null for the default.</param>
    public static Contestant Theirs(string workload, int? threads) => new("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "eager.py"), workload], threads);

    /// <summary>Seconds of some steps.</summary>
    public double Run(int steps)
    {
        process.StandardInput.WriteLine(steps);
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"'{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}' ended; are python3-torch and python3-sklearn installed?");
        return double.Parse(line, CultureInfo.InvariantCulture);
    }

    /// <summary>The most memory that the process held so far, in megabytes; NaN where /proc does not tell.</summary>
    public double PeakMegabytes()
    {
        string status = $"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/status";
        string? line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null ? double.NaN : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
