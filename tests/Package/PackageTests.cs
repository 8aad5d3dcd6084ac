using System;
using System.IO;
using System.Linq;
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
    public void Holds_libraries_generator_analyzer_and_no_TorchSharp()
    {
        var entries = feed.Entries("MiDsl");
        Assert.Contains("lib/net10.0/MiDsl.dll", entries);
        Assert.Contains("lib/net10.0/MiDsl.xml", entries);
        Assert.Contains("lib/net10.0/MiDsl.Torch.dll", entries);
        Assert.Contains("analyzers/dotnet/cs/MiDsl.Generators.dll", entries);
        Assert.Contains("analyzers/dotnet/cs/MiDsl.Analyzers.dll", entries);
        Assert.Contains("build/MiDsl.props", entries);
        Assert.Contains("README.md", entries);
        Assert.DoesNotContain(entries, e => e.Contains("TorchSharp", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("id=\"TorchSharp\" version=\"0.105.1\"", feed.ReadEntry("MiDsl", "MiDsl.nuspec"));
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
    public void The_package_depends_on_what_its_libraries_reference()
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
        var dependencies = XDocument.Parse(feed.ReadEntry("MiDsl", "MiDsl.nuspec")).Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .Select(d => $"{d.Attribute("id")!.Value} {d.Attribute("version")!.Value}");
        Assert.Equal(referenced.Order(StringComparer.Ordinal), dependencies.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Wrong_declaration_gets_the_analyzers_message_and_no_other_error()
    {
        string project = feed.Project("wrong", Program.Replace("Bound.InfoNce)", "Bound.InfoNce, Tau = 3)", StringComparison.Ordinal));
        (int code, string output) = LocalFeed.TryRun(project, "build", "-c", "Release");
        Assert.NotEqual(0, code);
        string[] errors = [.. output.Split('\n').Where(l => l.Contains(": error ", StringComparison.Ordinal)).Select(l => l[l.IndexOf(": error ", StringComparison.Ordinal)..]).Distinct(StringComparer.Ordinal)];
        string error = Assert.Single(errors);
        Assert.Contains("MIDSL010: Tau = 3 clips the partition of SMILE, and Bound.InfoNce has none", error);
    }
}
