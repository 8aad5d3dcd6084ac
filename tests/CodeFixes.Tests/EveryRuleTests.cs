using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using MiDsl.Testing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MiDsl.CodeFixes.Tests;

/// <summary>Each example that breaks a rule: what is offered mends it.</summary>
public sealed class EveryRuleTests
{
    private static readonly CodeFixRun Run = Fixes.Run();

    [Fact]
    public async Task What_is_offered_mends()
    {
        var failures = new List<string>();
        int applied = 0;
        foreach (string example in await RuleExamples.All())
        {
            foreach (CodeFixRun.Offer offer in await Run.Offers(CodeFixRun.Project(example)))
            {
                try
                {
                    await Run.AssertGone(offer, await CodeFixRun.Apply(offer));
                    applied++;
                }
                catch (Exception exception)
                {
                    failures.Add($"{offer.Diagnostic.Id} {offer.Title}\n{example}\n{exception.Message}");
                }
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {applied + failures.Count} fail:\n{string.Join("\n\n", failures)}");
        Assert.True(applied > 100, $"only {applied} fixes were offered");
    }

    [Fact]
    public async Task Two_fixes_of_one_problem_have_different_keys()
    {
        foreach (string example in await RuleExamples.All())
        {
            IReadOnlyList<CodeFixRun.Offer> offers = await Run.Offers(CodeFixRun.Project(example));
            Assert.All(offers.GroupBy(o => o.Diagnostic), of => Assert.Equal(of.Count(), of.Select(o => o.Action.EquivalenceKey).Distinct(StringComparer.Ordinal).Count()));
        }
    }

    /// <summary>Every rule has a mend, or a reason in docs/rules why a person has to decide.</summary>
    [Fact]
    public async Task The_table_of_rules_says_which_are_mended()
    {
        var mended = new HashSet<string>(StringComparer.Ordinal);
        var all = new List<string>();
        foreach (string example in await RuleExamples.All())
        {
            Project project = CodeFixRun.Project(example);
            IReadOnlyList<CodeFixRun.Offer> offers = await Run.Offers(project);
            mended.UnionWith(offers.Select(o => o.Diagnostic.Id));
            all.AddRange((await Run.Diagnostics(project)).Where(d => !offers.Any(o => o.Diagnostic.Id == d.Id && o.Diagnostic.GetMessage() == d.GetMessage())).Select(d => d.Id + " " + d.GetMessage()));
        }

        File.WriteAllLines("/tmp/unmended.txt", all.Distinct());
        string[] rows = [.. File.ReadAllLines(Path.Combine(Root(), "docs", "rules", "README.md")).Where(line => line.StartsWith("| [MIDSL", StringComparison.Ordinal))];
        foreach (string row in rows)
        {
            string id = row[3..11], fix = row.Split('|')[3].Trim();
            Assert.True(fix.StartsWith("no: ", StringComparison.Ordinal) != mended.Contains(id), $"{id} is {(mended.Contains(id) ? "" : "not ")}mended; its row says '{fix}'");
        }
    }

    private static string Root([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..");
}
