using System.IO;
using System.Linq;

namespace MiDsl.Samples.Common;

/// <summary>Where a run's training is kept.</summary>
/// <param name="Path">The file.</param>
/// <param name="Run">What a training must agree in to go on from it.</param>
public sealed record RunCheckpoint(string Path, string Run)
{
    /// <summary>Of the option <c>--checkpoints</c>.</summary>
    public const string FolderHelp = "Folder that keeps each training, every minute and when cancelled: the same command goes on from there. Default none.";

    /// <summary>A file of the folder, named after the run.</summary>
    /// <param name="folder">Null for nowhere.</param>
    /// <param name="run">Everything that decides how the training goes, but the number of steps.</param>
    public static RunCheckpoint? In(string? folder, string run) => folder is null
        ? null
        : new(System.IO.Path.Combine(folder, string.Concat(run.Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-')) + ".safetensors"), run);
}
