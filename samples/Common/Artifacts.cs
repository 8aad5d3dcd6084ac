using System;
using System.IO;

namespace MiDsl.Samples.Common;

/// <summary>Where samples leave files.</summary>
public static class Artifacts
{
    /// <summary>artifacts/NAME in the repository, else NAME in the current directory.</summary>
    /// <param name="name">E.g. <c>reports</c>.</param>
    public static string Folder(string name) => Repository is { } root ? Path.Combine(root, "artifacts", name) : name;

    /// <summary>The folder of MiDsl.sln, at or above the current directory; null outside the repository.</summary>
    public static string? Repository
    {
        get
        {
            DirectoryInfo? at = new(Environment.CurrentDirectory);
            while (at is not null && !File.Exists(Path.Combine(at.FullName, "MiDsl.sln")))
            {
                at = at.Parent;
            }

            return at?.FullName;
        }
    }
}
