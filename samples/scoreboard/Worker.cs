using System;
using System.Diagnostics;
using System.IO;
using static TorchSharp.torch;

namespace Scoreboard;

/// <summary>A process that does jobs one at a time: a line in, a line out, until there are no more.</summary>
internal static class Worker
{
    /// <summary>The hidden command that makes the program a worker.</summary>
    public const string Command = "worker";

    /// <summary>The program again, as a worker on one thread.</summary>
    public static ProcessStartInfo Start()
    {
        string program = typeof(Worker).Assembly.Location;
        string host = Path.ChangeExtension(program, OperatingSystem.IsWindows() ? ".exe" : null);
        ProcessStartInfo start = File.Exists(host) ? new(host, [Command]) : new("dotnet", [program, Command]);
        start.Environment["OMP_NUM_THREADS"] = "1";
        return start;
    }

    public static void Run(TextReader input, TextWriter output)
    {
        set_num_threads(1);
        while (input.ReadLine() is { } line)
        {
            output.WriteLine(Protocol.Write(Do(line)));
            output.Flush();
        }
    }

    private static Answer Do(string line)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        double Seconds() => (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        try
        {
            Assignment job = Protocol.Read<Assignment>(line);
            Measured value = Contenders.Find(job.Estimator).Measure(job.Known().Sample(job.Pairs, job.Seed), job.Seed, job.Quick);
            return new(value, null, Seconds());
        }
        catch (Exception e)
        {
            // Whatever went wrong belongs to this job; the next may go well.
            return Answer.Failed(e.Message, Seconds());
        }
    }
}
