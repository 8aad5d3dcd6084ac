using System;
using System.IO;

namespace MiDsl;

/// <summary>
/// Writes each look at the validation pairs into an event file of TensorBoard: the scalars <c>mi/training</c>,
/// <c>mi/validation</c> and <c>mi/best</c> in nats, and <c>steps_per_second</c>. A file is begun at the first look and
/// flushed after each, so that TensorBoard follows and a crash loses nothing. Files that are there stay: a run that is
/// continued gets one more in its folder.
/// </summary>
/// <remarks>Look at them with <c>tensorboard --logdir folder</c>.</remarks>
public sealed class TensorBoardProgress : IProgress<TrainingProgress>, IDisposable
{
    private readonly string folder;
    private readonly long stepsBefore;
    private readonly TimeProvider clock;
    private EventFile? file;
    private int lastStep;
    private TimeSpan lastElapsed;

    /// <summary>An observer that writes below a folder.</summary>
    /// <param name="folder">TensorBoard's log folder.</param>
    /// <param name="run">The run's name in it, e.g. <c>InfoNce/seed-0</c>: a folder of its own.</param>
    /// <param name="stepsBefore">Steps that the run made before it was continued, added to each step.</param>
    /// <exception cref="ArgumentException">The run's name is empty or leads out of the folder.</exception>
    public TensorBoardProgress(string folder, string run, long stepsBefore = 0)
        : this(folder, run, stepsBefore, TimeProvider.System)
    {
    }

    internal TensorBoardProgress(string folder, string run, long stepsBefore, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentException.ThrowIfNullOrWhiteSpace(run);
        ArgumentOutOfRangeException.ThrowIfNegative(stepsBefore);
        string root = Path.GetFullPath(folder), below = Path.GetFullPath(Path.Combine(root, run));
        if (!below.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The run '{run}' is not a folder below {root}. Give it a plain name.", nameof(run));
        }

        (this.folder, this.stepsBefore, this.clock) = (below, stepsBefore, clock);
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Step <= lastStep || value.Elapsed < lastElapsed)
        {
            // Another training began: its file is its own.
            Dispose();
        }

        file ??= EventFile.Create(folder, clock);
        double rate = (value.Step - lastStep) / (value.Elapsed - lastElapsed).TotalSeconds;
        file.Write(
            stepsBefore + value.Step,
            ("mi/training", value.TrainingValue), ("mi/validation", value.ValidationValue), ("mi/best", value.BestValidation), ("steps_per_second", rate));
        (lastStep, lastElapsed) = (value.Step, value.Elapsed);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        file?.Dispose();
        (file, lastStep, lastElapsed) = (null, 0, TimeSpan.Zero);
    }
}
