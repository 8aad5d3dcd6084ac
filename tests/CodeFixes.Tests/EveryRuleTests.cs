using System;
using System.Collections.Generic;
using System.Globalization;
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

    /// <summary>Every id has a fix, or docs/rules says why not; every message has one, or is on this list.</summary>
    [Fact]
    public async Task What_is_not_mended_is_listed_with_its_reason()
    {
        (string Part, string Reason)[] undecided =
        [
            ("has no form that a", "what the member computes has to be written anew"),
            ("how many dimensions", "only the user knows them"),
            ("how many labels there are is not declared", "only the user knows them"),
            ("needs its Height", "only the user knows the pixels"),
            ("Width = 0", "only the user knows the pixels"),
            ("no whole number of channels", "columns or pixels are wrong, and which is open"),
            ("do not belong together", "which variable is latent is the model"),
            ("[Marginal(Exact = false)] says that this is another", "an edit would claim knowledge that is not there"),
            ("is a sum of squares alone", "the constant follows from the density that was meant"),
            ("a random order of their own", "which y belongs to which x"),
            ("which steers its next moves", "the step has to be chosen where nothing is evaluated"),
            ("call net.eval()", "where the network is made, which may be anywhere"),
            ("cuts the gradient", "what carries the gradient instead"),
            ("cuts a part of the gradient", "what carries the gradient instead"),
            ("is a distribution of labels or counts", "a [Transition] that moves labels, or another model"),
            ("and Hamiltonian Monte Carlo moves", "the bijection"),
            ("and a decoder without noise is deterministic", "the noise that there is"),
            ("does not use x", "how q depends on x"),
            ("made from the value of", "a value that came through a local: the result stands elsewhere"),
            ("raises an exception and gives no density", "the density has to be written"),
            ("await inside", "the scope, or the await, has to go elsewhere"),
        ];
        var mended = new HashSet<string>(StringComparer.Ordinal);
        var left = new HashSet<string>(StringComparer.Ordinal);
        foreach (string example in await RuleExamples.All())
        {
            Project project = CodeFixRun.Project(example);
            HashSet<string> offered = [.. (await Run.Offers(project)).Select(offer => Show(offer.Diagnostic))];
            mended.UnionWith(offered.Select(shown => shown[..8]));
            left.UnionWith((await Run.Diagnostics(project)).Select(Show).Where(shown => !offered.Contains(shown)));
        }

        Assert.All(left, message => Assert.Contains(undecided, u => message.Contains(u.Part, StringComparison.Ordinal)));
        string[] rows = [.. (await File.ReadAllLinesAsync(Path.Combine(Root(), "docs", "rules", "README.md"))).Where(line => line.StartsWith("| [MIDSL", StringComparison.Ordinal))];
        Assert.All(rows, row => Assert.Equal(mended.Contains(row[3..11]), !row.Split('|')[4].TrimStart().StartsWith("no: ", StringComparison.Ordinal)));
    }

    private static string Show(Diagnostic diagnostic) => $"{diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";

    private static string Root([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "..", "..");
}
