using System;
using System.IO;

namespace MiDsl.Samples.Common;

/// <summary>Where samples leave files.</summary>
public static class Artifacts
{
    /// <summary>artifacts/NAME in the repository, else NAME in the current directory.</summary>
    /// <param name="name">E.g. <c>reports</c>.</param>
    public static string Folder(string name)
    {
        for (DirectoryInfo? at = new(Environment.CurrentDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "MiDsl.sln")))
            {
                return Path.Combine(at.FullName, "artifacts", name);
            }
        }

        return name;
    }
}
