using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>The README tells the truth: its code compiles, and the emitted code in it is what is emitted for its example.</summary>
public sealed class ReadmeTests
{
    private const string Begin = "<!-- emitted begin -->\n";
    private const string End = "<!-- emitted end -->";

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/start.md")]
    [InlineData("docs/recommend.md")]
    [InlineData("docs/known-densities.md")]
    [InlineData("docs/fitting.md")]
    [InlineData("docs/losses.md")]
    [InlineData("docs/inputs.md")]
    [InlineData("docs/long-runs.md")]
    [InlineData("docs/checks.md")]
    [InlineData("docs/known.md")]
    public void Every_csharp_block_compiles(string page)
    {
        string[] blocks = CodeBlocks(Outside(File.ReadAllText(PathOf(page))));
        Assert.NotEmpty(blocks);
        foreach (string block in blocks)
        {
            GeneratorRun.Of<EstimatorGenerator>(block).AssertCompiles();
        }
    }

    [Fact]
    public void Emitted_code_in_the_readme_is_what_is_emitted()
    {
        string path = PathOf("README.md");
        string readme = File.ReadAllText(path);
        string now = Emitted(CodeBlocks(Outside(readme))[0]);
        if (Environment.GetEnvironmentVariable("MIDSL_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            File.WriteAllText(path, readme[..(readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + now + readme[readme.IndexOf(End, StringComparison.Ordinal)..]);
        }

        Assert.Contains(Begin + now + End, File.ReadAllText(path));
    }

    private static string Emitted(string source) => string.Concat(
        GeneratorRun.Of<EstimatorGenerator>(source).Files
            .OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => $"<details>\n<summary>{f.Key.Split('.')[0]}.{f.Key.Split('.')[2]}.g.cs</summary>\n\n```csharp\n{f.Value.TrimEnd()}\n```\n\n</details>\n\n"));

    /// <summary>The page without its emitted part.</summary>
    private static string Outside(string page)
    {
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        return begin < 0 ? page : page[..begin] + page[page.IndexOf(End, StringComparison.Ordinal)..];
    }

    private static string[] CodeBlocks(string page) =>
        [.. page.Split("```csharp\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)])];

    private static string PathOf(string page, [CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", page);
}
