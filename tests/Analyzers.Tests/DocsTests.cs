using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Analyzers.Tests;

/// <summary>The code of the pages: a rule's page breaks its rule and mends it, the other pages break none.</summary>
public sealed partial class DocsTests
{
    private const string Usings = "using System; using System.Threading.Tasks; using MiDsl; using TorchSharp; using static TorchSharp.torch;\n";

    private const string Densities = "[Estimator(Bound.Ais)] partial class A { double step = 0.1; static Tensor Proposed(Tensor x, Tensor y, double b, double step, Generator g) => y; static double Accepted(Tensor a, Tensor b) => 1;"
        + " [Marginal(Variable.Y, Dim = 3)] static distributions.Distribution Prior() => distributions.Normal(zeros(3), ones(3)); {0} }";

    // What stands around the code of a page that shows members or statements alone; of the emitted part, what they call.
    private static readonly Dictionary<string, string> Frames = new(StringComparer.Ordinal)
    {
        ["MIDSL009"] = Densities,
        ["MIDSL013"] = Densities,
        ["MIDSL014"] = "static class P { sealed class Estimators { public Interval Evaluate(object data) => null!; } static async Task M(System.IO.Stream file, Estimators estimator, object data, double error) { {0} } }",
        ["MIDSL018"] = "partial class Kept { public Tensor Objective(Tensor x, Tensor y) => x; public void Step(Tensor x, Tensor y) { } public void BackwardInto(nn.Module net, Tensor main, Tensor term) { } } static class P { {0} }",
        ["MIDSL021"] = "[Estimator(Bound.InfoNce), Joint] partial class A { [Critic] nn.Module<Tensor, Tensor, Tensor> Network() => new Score(); } {0}",
    };

    private static readonly AnalyzerRun Run = new(AllAnalyzers.Make());

    public static TheoryData<string> Rules => [.. Directory.GetFiles(Path.Combine(Root(), "docs", "rules"), "MIDSL0*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Pages => ["../README.md", .. Directory.GetFiles(Path.Combine(Root(), "docs"), "*.md").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_rules_page_breaks_it_and_mends_it(string id)
    {
        string[] blocks = Code(Path.Combine("rules", id + ".md"));
        Assert.True(blocks.Length >= 2);
        Assert.Contains(id, await Ids(Framed(id, blocks[0])));
        foreach (string block in blocks.Skip(1))
        {
            Assert.DoesNotContain(id, await Ids(Framed(id, block)));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Other_pages_break_none(string page)
    {
        foreach (string block in Code(page))
        {
            Assert.Empty(await Ids(block.Contains("using MiDsl;", StringComparison.Ordinal) ? block : Usings + block));
        }
    }

    private static async Task<string[]> Ids(string source) =>
        [.. (await Run.Diagnostics(source)).Select(d => d.Id).Where(id => id.StartsWith("MIDSL", StringComparison.Ordinal) || id is "AD0001")];

    private static string Framed(string id, string block)
    {
        if (!Frames.TryGetValue(id, out string? frame))
        {
            return Usings + block;
        }

        // A class before the members stays outside.
        int members = id is "MIDSL018" ? block.IndexOf("static void", StringComparison.Ordinal) : 0;
        return Usings + block[..members] + frame.Replace("{0}", block[members..], StringComparison.Ordinal);
    }

    private static string[] Code(string page) =>
        [.. Blocks().Matches(File.ReadAllText(Path.Combine(Root(), "docs", page))).Select(match => match.Groups["code"].Value)];

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blocks();

    private static string Root([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..");
}
