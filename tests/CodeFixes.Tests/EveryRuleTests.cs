using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using MiDsl.Analyzers;
using MiDsl.Testing;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MiDsl.CodeFixes.Tests;

/// <summary>Each example that breaks a rule: what is offered mends it.</summary>
public sealed class EveryRuleTests
{
    private static readonly CodeFixRun Run = new(new EstimatorAnalyzer(), new MendFixProvider());

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
}
