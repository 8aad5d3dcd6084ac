using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using MiDsl.Declarations;
using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>docs/bounds.md is the bound catalogue, printed.</summary>
public sealed class BoundsPageTests
{
    [Fact]
    public void Page_is_the_catalogue()
    {
        if (Environment.GetEnvironmentVariable("MIDSL_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            File.WriteAllText(PagePath(), Page());
        }

        Assert.Equal(Page(), File.ReadAllText(PagePath()));
    }

    private static string Page()
    {
        string rows = string.Concat(BoundCatalogue.Rows.Select(row => $"""

            ## `Bound.{row.Bound}`: {row.Title}

            - value: {row.Formula}
            - what the number is: `{row.Result}`{(KnownBounds.Contains(row.Bound) ? row.Result == ResultKind.Interval ? ", of one side a LowerBound or UpperBound" : "" : " on pairs that were held out")}{(row.Cap.Length > 0 ? $", at most {row.Cap}" : "")}
            - needs: {KnownBounds.Requires(row.Bound)}
            - what goes wrong: {row.Caveat}
            - source: {row.Reference}

            """));
        return $"""
            # Bounds

            Everything is in nats. f is the critic, p = p(x, y), q = p(x) p(y), K the pairs in a batch. The page is printed from the
            catalogue in src/Declarations/Catalogue/BoundCatalogue.cs; emitted code carries the same sentences.
            """ + "\n" + rows;
    }

    private static string PagePath([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", "bounds.md");
}
