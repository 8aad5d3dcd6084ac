using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Xunit;

namespace MiDsl.Package.Tests;

/// <summary>The package as a stranger meets it: restored into a fresh project, built, run.</summary>
public sealed class PackageTests(LocalFeed feed) : IClassFixture<LocalFeed>
{
    private const string Program = """
        using System;
        using MiDsl;

        using var estimator = new Fresh.Pair(0.8);
        using var board = new TensorBoardProgress("logs", "fresh");
        using var log = new LoggedProgress(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, "Pair");
        LowerBound mi = estimator.Fit(ProgressTo.All(log, board, new MeteredProgress("Pair")));
        Console.WriteLine(FormattableString.Invariant($"value {mi.Value:F3}"));

        namespace Fresh
        {
            [Estimator(Bound.InfoNce)]
            [Critic(CriticForm.Concatenated, Hidden = [32])]
            [Training(Steps = 600, LearningRate = 3e-3)]
            public sealed partial class Pair(double rho)
            {
                [Joint(X = 1, Y = 1)]
                private void Draw(Rng rng, int n, Span<float> x, Span<float> y)
                {
                    rng.FillGaussian(x);
                    rng.FillGaussian(y);
                    for (int i = 0; i < n; i++)
                    {
                        y[i] = (float)((rho * x[i]) + (Math.Sqrt(1 - (rho * rho)) * y[i]));
                    }
                }
            }
        }
        """;

    [Fact]
    public void Hold_libraries_generator_analyzers_fixes_and_no_TorchSharp()
    {
        var plain = feed.Entries("MiDsl.Cpu");
        Assert.Contains("lib/net10.0/MiDsl.dll", plain);
        Assert.Contains("lib/net10.0/MiDsl.xml", plain);
        Assert.Contains("analyzers/dotnet/cs/MiDsl.Generators.dll", plain);
        Assert.Contains("analyzers/dotnet/cs/MiDsl.Analyzers.dll", plain);
        Assert.Contains("analyzers/dotnet/cs/MiDsl.CodeFixes.dll", plain);
        Assert.Contains("build/MiDsl.Cpu.props", plain);
        Assert.Contains("build/MiDsl.Cpu.targets", plain);
        Assert.Contains("lib/net10.0/MiDsl.pdb", feed.Entries("MiDsl.Cpu.snupkg"));
        Assert.Contains("lib/net10.0/MiDsl.Torch.dll", feed.Entries("MiDsl"));
        Assert.DoesNotContain("lib/net10.0/MiDsl.dll", feed.Entries("MiDsl"));
        Assert.Contains("lib/net10.0/MiDsl.Torch.pdb", feed.Entries("MiDsl.snupkg"));
        foreach (string package in (string[])["MiDsl", "MiDsl.Cpu"])
        {
            var entries = feed.Entries(package);
            Assert.Contains("CHANGELOG.md", entries);
            Assert.Contains("LICENSE", entries);
            Assert.Contains("README.md", entries);
            Assert.DoesNotContain(entries, e => e.EndsWith(".pdb", StringComparison.Ordinal));
            Assert.DoesNotContain(entries, e => e.Contains("TorchSharp", StringComparison.OrdinalIgnoreCase));
            string nuspec = feed.ReadEntry(package, package + ".nuspec");
            Assert.Equal(package == "MiDsl", nuspec.Contains("id=\"TorchSharp\" version=\"0.105.1\"", StringComparison.Ordinal));
            Assert.Contains("<license type=\"expression\">MIT</license>", nuspec);
            Assert.Contains("<readme>README.md</readme>", nuspec);
        }

        Assert.Matches(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$", LocalFeed.Version);
    }

    /// <summary>Neither TorchSharp nor anything native stands in what is built, and it runs.</summary>
    [Fact]
    public void Plain_project_needs_no_TorchSharp_at_build_or_run()
    {
        string project = feed.Project("plain", Program.Replace("Bound.InfoNce)", "Bound.InfoNce, Target = Target.Cpu)", StringComparison.Ordinal), package: "MiDsl.Cpu");
        string output = LocalFeed.Run(project, "run", "-c", "Release");
        string line = output.Split('\n').Single(l => l.StartsWith("value ", StringComparison.Ordinal));
        Assert.InRange(double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), 0.44, 0.56);
        string[] built = Directory.GetFiles(Path.Combine(project, "bin"), "*", SearchOption.AllDirectories);
        Assert.Contains(built, file => Path.GetFileName(file) == "MiDsl.dll");
        Assert.DoesNotContain(built, file => file.Contains("Torch", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".so", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MiDsl.Generators.dll", false)]
    [InlineData("MiDsl.Analyzers.dll", false)]
    [InlineData("MiDsl.CodeFixes.dll", true)]
    public void Components_reference_only_what_their_host_supplies(string component, bool inEditors)
    {
        // The closure of Roslyn 4.14, the oldest host: the compiler's, and beside it the editor's.
        Dictionary<string, Version> supplied = new(StringComparer.Ordinal)
        {
            ["netstandard"] = new(2, 0, 0, 0),
            ["Microsoft.CodeAnalysis"] = new(4, 14, 0, 0),
            ["Microsoft.CodeAnalysis.CSharp"] = new(4, 14, 0, 0),
            ["System.Collections.Immutable"] = new(9, 0, 0, 0),
            ["System.Reflection.Metadata"] = new(9, 0, 0, 0),
            ["System.Memory"] = new(4, 0, 1, 2),
            ["System.Buffers"] = new(4, 0, 3, 0),
            ["System.Runtime.CompilerServices.Unsafe"] = new(6, 0, 0, 0),
            ["System.Threading.Tasks.Extensions"] = new(4, 2, 0, 1),
        };
        if (inEditors)
        {
            supplied.Add("Microsoft.CodeAnalysis.Workspaces", new(4, 14, 0, 0));
            supplied.Add("Microsoft.CodeAnalysis.CSharp.Workspaces", new(4, 14, 0, 0));
            supplied.Add("System.Composition.AttributedModel", new(9, 0, 0, 0));
        }

        using var file = new PEReader(new MemoryStream(feed.Components()[component]));
        MetadataReader metadata = file.GetMetadataReader();
        foreach (AssemblyReference reference in metadata.AssemblyReferences.Select(metadata.GetAssemblyReference))
        {
            string name = metadata.GetString(reference.Name);
            Assert.True(supplied.TryGetValue(name, out Version? version) && reference.Version <= version, $"{component} references {name} {reference.Version}");
        }
    }

    [Theory]
    [InlineData("<Nullable>enable</Nullable><LangVersion>12</LangVersion>")]
    [InlineData("<Nullable>disable</Nullable><LangVersion>12</LangVersion>")]
    [InlineData("<Nullable>disable</Nullable><ImplicitUsings>enable</ImplicitUsings><AnalysisLevel>latest-all</AnalysisLevel><NoWarn>CA1303;CA1812;CA1852;CA1050;CA1515;CA2000;CA5394</NoWarn>")]
    public void Consumers_of_other_settings_build_without_warnings(string properties)
    {
        // Spans as params came with C# 13; a collection expression passes them before.
        string program = Program.Replace("All(log, board, new MeteredProgress(\"Pair\"))", "All([log, board, new MeteredProgress(\"Pair\")])", StringComparison.Ordinal);
        string project = feed.Project("settings" + properties.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), program, properties);
        LocalFeed.Run(project, "build", "-c", "Release");
    }

    [Fact]
    public void An_older_compiler_is_an_error_and_not_silence()
    {
        string project = feed.Project("old", Program);
        (int code, string output) = LocalFeed.TryRun(project, "build", "-c", "Release", "-p:CompilerApiVersion=roslyn4.13");
        Assert.NotEqual(0, code);
        Assert.Contains("error MIDSL901: MiDsl needs Roslyn 4.14 or later", output);
        Assert.DoesNotContain("error CS", output);
    }

    [Fact]
    public void What_does_not_build_is_mended_by_dotnet_format_and_then_runs()
    {
        string project = feed.Project("mended", Program.Replace("Bound.InfoNce)", "Bound.InfoNce, Tau = 3)", StringComparison.Ordinal));
        (int code, string output) = LocalFeed.TryRun(project, "build", "-c", "Release");
        Assert.NotEqual(0, code);
        Assert.Contains("error MIDSL010: Tau = 3", output);
        LocalFeed.Run(project, "format", "analyzers", "mended.csproj", "--diagnostics", "MIDSL010", "--severity", "error", "--no-restore");
        Assert.Equal(Program, File.ReadAllText(Path.Combine(project, "Program.cs")));
        Assert.Contains("value ", LocalFeed.Run(project, "run", "-c", "Release"));
    }

    [Fact]
    public void The_template_makes_a_project_that_builds_and_estimates()
    {
        string hive = Path.Combine(feed.Folder, "hive"), work = Directory.CreateDirectory(Path.Combine(feed.Folder, "template")).FullName;
        feed.UseFeed(work);
        LocalFeed.Run(work, "new", "install", Path.Combine(feed.Feed, $"MiDsl.Templates.{LocalFeed.Version}.nupkg"), "--debug:custom-hive", hive);
        string[] native = LocalFeed.UsesDropIn ? ["--libtorch", "none"] : [];
        LocalFeed.Run(work, ["new", "midsl", "-n", "Probe", "--no-update-check", .. native, "--debug:custom-hive", hive]);
        string written = File.ReadAllText(Path.Combine(work, "Probe", "Probe.csproj"));
        Assert.Contains($"<PackageReference Include=\"MiDsl\" Version=\"{LocalFeed.Version}\" />", written);
        Assert.Equal(!LocalFeed.UsesDropIn, written.Contains("<PackageReference Include=\"TorchSharp-cpu\"", StringComparison.Ordinal));
        Assert.DoesNotContain("<!--", written);
        Assert.Contains("namespace Probe;", File.ReadAllText(Path.Combine(work, "Probe", "CorrelatedPair.cs")));
        Assert.Matches(@"^0\.\d+ \+- 0\.\d+ nats; the truth is 0\.511", LocalFeed.Run(Path.Combine(work, "Probe"), "run", "-c", "Release", "-p:TreatWarningsAsErrors=true").Split('\n')[^2]);
    }

    [Fact]
    public void Fresh_project_builds_without_warnings_and_estimates()
    {
        string project = feed.Project("fresh", Program);
        string output = LocalFeed.Run(project, "run", "-c", "Release");
        string line = output.Split('\n').Single(l => l.StartsWith("value ", StringComparison.Ordinal));
        double value = double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

        // The truth is 0.511; the standard error of 8,192 pairs about 0.008.
        Assert.InRange(value, 0.44, 0.56);

        // The first record of an event file is 40 bytes; each look is more.
        string events = Assert.Single(Directory.GetFiles(Path.Combine(project, "logs", "fresh")));
        Assert.True(new FileInfo(events).Length > 400, $"{events} has {new FileInfo(events).Length} bytes.");
    }

    [Fact]
    public void The_packages_depend_on_what_their_libraries_reference()
    {
        XDocument Xml(params string[] path) => XDocument.Load(Path.Combine([LocalFeed.RepositoryRoot, .. path]));
        var versions = Xml("Directory.Packages.props").Descendants("PackageVersion")
            .ToDictionary(v => v.Attribute("Include")!.Value, v => v.Attribute("Version")!.Value, StringComparer.Ordinal);
        string[] referenced =
        [
            .. new[] { "MiDsl", "MiDsl.Torch" }
                .SelectMany(library => Xml("src", "Runtime", library, library + ".csproj").Descendants("PackageReference"))
                .Select(reference => reference.Attribute("Include")!.Value)
                .Append("TorchSharp")
                .Select(id => $"{id} {versions[id]}"),
        ];
        var dependencies = new[] { "MiDsl", "MiDsl.Cpu" }.SelectMany(package => XDocument.Parse(feed.ReadEntry(package, package + ".nuspec")).Descendants())
            .Where(element => element.Name.LocalName == "dependency" && element.Attribute("id")!.Value != "MiDsl.Cpu")
            .Select(d => $"{d.Attribute("id")!.Value} {d.Attribute("version")!.Value}");
        Assert.Equal(referenced.Order(StringComparer.Ordinal), dependencies.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("MiDsl", "Bound.InfoNce, Tau = 3)")]
    [InlineData("MiDsl.Cpu", "Bound.InfoNce, Tau = 3, Target = Target.Cpu)")]
    public void Wrong_declaration_gets_the_analyzers_message_and_no_other_error(string package, string declared)
    {
        string project = feed.Project("wrong-" + package, Program.Replace("Bound.InfoNce)", declared, StringComparison.Ordinal), package: package);
        (int code, string output) = LocalFeed.TryRun(project, "build", "-c", "Release");
        Assert.NotEqual(0, code);
        string[] errors = [.. output.Split('\n').Where(l => l.Contains(": error ", StringComparison.Ordinal)).Select(l => l[l.IndexOf(": error ", StringComparison.Ordinal)..]).Distinct(StringComparer.Ordinal)];
        string error = Assert.Single(errors);
        Assert.Contains("MIDSL010: Tau = 3 clips the partition of SMILE, and Bound.InfoNce has none", error);
    }
}
