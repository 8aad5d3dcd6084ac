using System;
using System.IO;

namespace MiDsl.Samples.Tests;

/// <summary>The demonstration, saved once for all tests of a class.</summary>
public sealed class SavedReport : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("midsl-report");

    public SavedReport()
    {
        (Html, string json) = Demonstration.Report().Save(folder.FullName);
        Page = File.ReadAllText(Html);
        Json = File.ReadAllText(json);
    }

    public string Folder => folder.FullName;

    public string Html { get; }

    public string Page { get; }

    public string Json { get; }

    /// <summary>Another file in the same folder.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
