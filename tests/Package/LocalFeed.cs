using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection;

namespace MiDsl.Package.Tests;

/// <summary>A temporary feed with the packed MiDsl, and its own packages folder: the user's caches are not touched.</summary>
public sealed class LocalFeed : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("midsl-package-").FullName;

    public LocalFeed()
    {
        Run(RepositoryRoot, "pack", "src/Package.Cpu", "-c", Configuration, "--nologo", "-o", Feed);
        Run(RepositoryRoot, "pack", "src/Package", "-c", Configuration, "--nologo", "-o", Feed);
        Run(RepositoryRoot, "pack", "src/Templates", "-c", Configuration, "--nologo", "-o", Feed);
        if (UsesDropIn)
        {
            PackDropIn();
        }
    }

    public static string RepositoryRoot => Metadata("RepositoryRoot");

    /// <summary>Whether TorchSharp 0.105.1 has to be stood in for.</summary>
    public static bool UsesDropIn => Metadata("TorchSharpSource") == "drop-in";

    public string Feed => Path.Combine(folder, "feed");

    /// <summary>Where nothing is yet, and nobody else looks.</summary>
    public string Folder => folder;

    public static string Version => Metadata("Version");

    private static string Configuration => Metadata("Configuration");

    /// <summary>A fresh folder with a project that references the package, and this program.</summary>
    /// <param name="properties">Further properties of the project, as XML.</param>
    /// <param name="package">MiDsl, or MiDsl.Cpu.</param>
    public string Project(string name, string program, string properties = "<Nullable>enable</Nullable>", string package = "MiDsl")
    {
        string project = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        string native = UsesDropIn || package != "MiDsl" ? "" : "<PackageReference Include=\"TorchSharp-cpu\" Version=\"0.105.1\" />";
        File.WriteAllText(Path.Combine(project, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                {properties}
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{Version}" />
                {native}
              </ItemGroup>
            </Project>
            """);
        UseFeed(project);
        File.WriteAllText(Path.Combine(project, "Program.cs"), program);
        return project;
    }

    /// <summary>Lets projects of a folder restore from this feed into this feed's packages folder.</summary>
    public void UseFeed(string directory) => File.WriteAllText(Path.Combine(directory, "nuget.config"), $"""
        <configuration>
          <packageSources><add key="midsl-local" value="{Feed}" /></packageSources>
          <config><add key="globalPackagesFolder" value="{Path.Combine(folder, "packages")}" /></config>
        </configuration>
        """);

    /// <summary>The packed file's entries.</summary>
    /// <param name="package">The id; with ".snupkg" after it, its symbols.</param>
    public IReadOnlyList<string> Entries(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(PathOf(package));
        return [.. archive.Entries.Select(e => e.FullName)];
    }

    public string ReadEntry(string package, string entry)
    {
        using ZipArchive archive = ZipFile.OpenRead(PathOf(package));
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The assemblies that the compiler and the editor load.</summary>
    public IReadOnlyDictionary<string, byte[]> Components()
    {
        using ZipArchive archive = ZipFile.OpenRead(PathOf("MiDsl.Cpu"));
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(e => e.FullName.StartsWith("analyzers/", StringComparison.Ordinal)))
        {
            using var copy = new MemoryStream();
            using (Stream stream = entry.Open())
            {
                stream.CopyTo(copy);
            }

            found.Add(entry.Name, copy.ToArray());
        }

        return found;
    }

    private string PathOf(string package) => package.EndsWith(".snupkg", StringComparison.Ordinal)
        ? Path.Combine(Feed, $"{package[..^".snupkg".Length]}.{Version}.snupkg")
        : Path.Combine(Feed, $"{package}.{Version}.nupkg");

    /// <summary>Runs dotnet and gives exit code and all output.</summary>
    public static (int ExitCode, string Output) TryRun(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };

        // What the test host sets for itself must not reach the child.
        foreach (string variable in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    public static string Run(string directory, params string[] arguments)
    {
        (int code, string output) = TryRun(directory, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} gave {code}:\n{output}");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Metadata(string key) =>
        typeof(LocalFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value ?? "";

    /// <summary>The drop-in, packed as TorchSharp 0.105.1 into this feed and nowhere else.</summary>
    private void PackDropIn()
    {
        string built = Path.Combine(RepositoryRoot, "artifacts", "bin", "LibTorch", Configuration.ToLowerInvariant());
        using ZipArchive archive = ZipFile.Open(Path.Combine(Feed, "TorchSharp.0.105.1.nupkg"), ZipArchiveMode.Create);
        archive.CreateEntryFromFile(Path.Combine(built, "TorchSharp.dll"), "lib/net10.0/TorchSharp.dll");
        archive.CreateEntryFromFile(Path.Combine(built, "libMiDslTorchShim.so"), "runtimes/linux-x64/native/libMiDslTorchShim.so");
        using var nuspec = new StreamWriter(archive.CreateEntry("TorchSharp.nuspec").Open());
        nuspec.Write("""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>TorchSharp</id><version>0.105.1</version><authors>stand-in</authors><description>The drop-in, for tests.</description></metadata>
            </package>
            """);
    }
}
