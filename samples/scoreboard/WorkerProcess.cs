using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace Scoreboard;

/// <summary>The parent's end of a worker.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> complaints;

    public WorkerProcess(ProcessStartInfo start)
    {
        (start.UseShellExecute, start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true, true);
        process = Process.Start(start) ?? throw new InvalidOperationException($"'{start.FileName}' does not start.");
        complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Whether it can do no more jobs.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Gives it a job and waits. A worker that ends without an answer fails the job.</summary>
    public async Task<Answer> AskAsync(Assignment job, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(Protocol.Write(job).AsMemory(), cancellation);
            await process.StandardInput.FlushAsync(cancellation);
            if (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
            {
                return Protocol.Read<Answer>(line);
            }
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            // A broken pipe, or half a line: what the process says as it ends tells more.
        }

        HasEnded = true;
        Kill();
        await process.WaitForExitAsync(cancellation);
        string said = (await complaints.WaitAsync(cancellation)).Trim();
        return Answer.Failed(FormattableString.Invariant($"the worker ended with exit code {process.ExitCode}{(said.Length > 0 ? $": {said.Split('\n')[0]}" : "")}"));
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private void Kill()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
