using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using MiDsl.Declarations;
using Xunit;

namespace MiDsl.Matrix.Tests;

/// <summary>docs/matrix.md is the catalogue, printed: what each side of a bound needs, and what typical declarations have.</summary>
public sealed class MatrixPageTests
{
    private static readonly Combination Nothing = new(
        Bound.InfoNce, SideOption.Default, CriticOption.None, PairsOption.None, MarginalOption.None, ConditionalOption.None, ProposalOption.None, false, false, false, WeightsOption.Default);

    private static readonly (string Title, Combination Declared)[] Typical =
    [
        ("pairs alone", Nothing with { Pairs = PairsOption.Data }),
        ("pairs, their p(y)", Nothing with { Pairs = PairsOption.Data, Marginal = MarginalOption.StandardNormal }),
        ("pairs, their p(y), q", Nothing with { Pairs = PairsOption.Data, Marginal = MarginalOption.StandardNormal, Proposal = ProposalOption.Learned }),
        ("pairs, their p(x\\|y)", Nothing with { Pairs = PairsOption.Data, Conditional = ConditionalOption.Density }),
        ("pairs, a model of p(x\\|y), their p(y)", Nothing with { Pairs = PairsOption.Data, Marginal = MarginalOption.StandardNormal, Conditional = ConditionalOption.Decoder }),
        ("pairs, their p(x\\|y), another p(y)", Nothing with { Pairs = PairsOption.Data, Marginal = MarginalOption.OfOthers, Conditional = ConditionalOption.Density }),
        ("the model: p(y), p(x\\|y)", Nothing with { Marginal = MarginalOption.Both, Conditional = ConditionalOption.Both }),
        ("the model, q", Nothing with { Marginal = MarginalOption.Both, Conditional = ConditionalOption.Both, Proposal = ProposalOption.Learned }),
        ("the model, r(x)", Nothing with { Marginal = MarginalOption.Both, Conditional = ConditionalOption.Both, Reference = true }),
    ];

    private static readonly (Knowledge What, string Name)[] Columns =
    [
        (Knowledge.Pairs, "pairs"),
        (Knowledge.MarginalDensity, "log p(y)"),
        (Knowledge.MarginalSampler, "y ~ p(y)"),
        (Knowledge.ExactMarginal, "p(y) is the pairs'"),
        (Knowledge.ConditionalDensity, "log p(x\\|y)"),
        (Knowledge.ExactConditional, "p(x\\|y) is the pairs'"),
        (Knowledge.ProposalDensity, "log q(y\\|x)"),
        (Knowledge.ProposalSampler, "y ~ q(y\\|x)"),
        (Knowledge.Reference, "log r(x)"),
    ];

    [Fact]
    public void Page_is_the_catalogue()
    {
        if (Environment.GetEnvironmentVariable("MIDSL_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            File.WriteAllText(PagePath(), Page());
        }

        Assert.Equal(Page(), File.ReadAllText(PagePath()));
    }

    private static string Page() => $"""
        # What each bound needs

        Printed from the catalogue that the analyzers and the generator ask; formulas are in [bounds.md](bounds.md). A declaration that lacks what its row
        needs does not compile: [MIDSL001](rules/MIDSL001.md) names what is missing, [MIDSL003](rules/MIDSL003.md) a density that is not the pairs'.
        x and y may change places.

        ## Bound against knowledge

        {Row([.. Columns.Select(c => c.Name).Prepend("starts at").Prepend("side").Prepend("bound")])}
        {Row([.. Enumerable.Repeat("---", Columns.Length + 3)])}
        {Needs()}

        Bounds from samples alone need pairs; what they learn is declared by `[Critic]`, `[Variational]` or `[Autoencoders]`. Samples of p(y) may come
        from other pairs of the batch for structured InfoNCE, leave-one-out and CLUB. `Bound.Ais` needs log p(y) only for its gradients: a `[Transition]` of your own
        takes their place. Chains weighed by `ChainWeights.IndependentReverse` need a `[Posterior]` sampler besides.

        ## What typical declarations have

        L: a lower bound, U: an upper bound, LU: an interval, E: an estimate.

        {Row([.. BoundCatalogue.Rows.Select(row => row.Bound.ToString()).Prepend("declared")])}
        {Row([.. Enumerable.Repeat("---", BoundCatalogue.Rows.Count() + 1)])}
        {string.Join("\n", Typical.Select(one => Row([.. BoundCatalogue.Rows.Select(row => Cell(one.Declared with { Bound = row.Bound })).Prepend(one.Title)])))}

        """.ReplaceLineEndings("\n");

    private static string Needs() => string.Join("\n",
        from row in BoundCatalogue.Rows
        where KnownBounds.Contains(row.Bound)
        from side in new[] { Side.Lower, Side.Upper }
        where KnownBounds.Offers(row.Bound, side)
        from start in row.Bound is Bound.Iwae or Bound.Ais or Bound.MineAis ? new[] { "q(y\\|x)", "p(y)" } : [""]
        let declared = Nothing with { Bound = row.Bound, Marginal = MarginalOption.Both, Proposal = start.StartsWith('q') ? ProposalOption.Both : ProposalOption.None }
        let needs = KnownBounds.Needs(row.Bound, side, declared.Declaration("C"))
        select Row([$"`{row.Bound}`", side.ToString().ToLowerInvariant(), start, .. Columns.Select(c => needs.HasFlag(c.What) ? "yes" : "")]));

    // What stays when only sides are asked for that the declaration has.
    private static string Cell(Combination combination)
    {
        EstimatorDeclaration declaration = combination.Declaration("C");
        if (!KnownBounds.Contains(combination.Bound))
        {
            return combination.Pairs == PairsOption.None ? ""
                : BoundCatalogue.ResultOf(declaration) == ResultKind.LowerBound ? "L" : "E";
        }

        bool has(Side side) => KnownBounds.Offers(combination.Bound, side) && KnownBounds.Missing(combination.Bound, side, declaration) == Knowledge.None;
        return (has(Side.Lower) ? "L" : "") + (has(Side.Upper) ? "U" : "");
    }

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells)} |";

    private static string PagePath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "matrix.md");
}
