using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using MiDsl.Torch;

namespace MiDsl.Samples.Common;

/// <summary>Trains a model of a sample: cancelled between steps, kept now and then, and gone on with by the same command.</summary>
public static class TrainingLoop
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <summary>Runs the steps that are left.</summary>
    /// <param name="steps">In all.</param>
    /// <param name="step">Does one, by its number from 0.</param>
    /// <param name="kept">Where the training is kept: every minute, when cancelled, and in the end. Null for nowhere.</param>
    /// <param name="cancellation">Ends the training after a step.</param>
    /// <param name="parts">All that a step changes, fresh; read from what was kept, if there is any.</param>
    /// <returns>The time of all steps, those of earlier commands too.</returns>
    /// <exception cref="DataException">Another run was kept there, or one of more steps.</exception>
    public static TimeSpan Run(int steps, Action<int> step, RunCheckpoint? kept, CancellationToken cancellation, params (string Name, ICheckpointed Part)[] parts)
    {
        ArgumentNullException.ThrowIfNull(step);
        Progress progress = new(kept, parts);
        progress.Load();
        if (progress.Done > steps)
        {
            throw new DataException(FormattableString.Invariant($"{kept!.Path} has gone through {progress.Done} steps, and {steps} are asked for; ask for as many or more, or give another folder"));
        }

        Stopwatch sinceSaved = Stopwatch.StartNew();
        try
        {
            for (; progress.Done < steps; progress.Done++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (sinceSaved.Elapsed > Between)
                {
                    progress.Save();
                    sinceSaved.Restart();
                }

                step(progress.Done);
            }
        }
        catch (OperationCanceledException)
        {
            progress.Save();
            throw;
        }

        progress.Save();
        return progress.Time;
    }

    private sealed class Progress(RunCheckpoint? kept, (string Name, ICheckpointed Part)[] parts) : ICheckpointed
    {
        private readonly Stopwatch clock = Stopwatch.StartNew();
        private double earlier;

        public int Done { get; set; }

        public TimeSpan Time => TimeSpan.FromSeconds(earlier) + clock.Elapsed;

        public void Exchange(Checkpoint checkpoint)
        {
            checkpoint.Demand("run", kept!.Run);
            Done = (int)checkpoint.Count("done", Done);
            earlier = checkpoint.Number("seconds", Time.TotalSeconds);
            clock.Restart();
            foreach ((string name, ICheckpointed part) in parts)
            {
                checkpoint.Part(name, part);
            }
        }

        public void Load()
        {
            if (kept is not null && File.Exists(kept.Path))
            {
                Checkpoint.Load(kept.Path, this);
            }
        }

        public void Save()
        {
            if (kept is not null)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(kept.Path))!);
                Checkpoint.Save(kept.Path, this);
            }
        }
    }
}
