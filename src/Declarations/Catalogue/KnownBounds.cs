using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What a declaration says is available, beside a critic.</summary>
[Flags]
internal enum Knowledge
{
    None = 0,

    /// <summary>Pairs from p(x, y): a sampler, data, or simulation from marginal and conditional.</summary>
    Pairs = 1,

    MarginalDensity = 1 << 1,
    MarginalSampler = 1 << 2,

    /// <summary>The declared marginal is that of the pairs.</summary>
    ExactMarginal = 1 << 3,

    ConditionalDensity = 1 << 4,
    ConditionalSampler = 1 << 5,

    /// <summary>The declared conditional is that of the pairs.</summary>
    ExactConditional = 1 << 6,

    ProposalDensity = 1 << 7,
    ProposalSampler = 1 << 8,
    Reference = 1 << 9,
    PosteriorSampler = 1 << 10,

    Proposal = ProposalDensity | ProposalSampler,
}

/// <summary>The bounds on known densities: which sides they have, what each side requires, what a declaration thereby reports.</summary>
internal static class KnownBounds
{
    /// <summary>Whether the bound uses declared densities rather than a critic over samples alone.</summary>
    public static bool Contains(Bound? bound) => bound is (>= Bound.BarberAgakov and <= Bound.MineAis) or Bound.ClubExact;

    /// <summary>Whether a critic is learned.</summary>
    public static bool HasCritic(Bound? bound) => bound is Bound.Giwae or Bound.MineAis;

    /// <summary>Whether chains are annealed.</summary>
    public static bool IsAnnealed(Bound? bound) => bound is Bound.Ais or Bound.MineAis;

    /// <summary>Whether K samples are drawn.</summary>
    public static bool HasSamples(Bound? bound) => bound is Bound.BarberAgakov or Bound.Iwae or Bound.StructuredInfoNce or Bound.LeaveOneOut or Bound.ClubExact or Bound.Giwae;

    /// <summary>The sides that a bound has.</summary>
    public static Side SidesOf(Bound bound) => bound switch
    {
        Bound.StructuredInfoNce or Bound.MineAis => Side.Lower,
        Bound.BarberAgakovReference or Bound.LeaveOneOut or Bound.ClubExact => Side.Upper,
        _ => Side.Both,
    };

    /// <summary>What one side of a bound requires. Where chains or weights start from q if it is declared, else from the marginal.</summary>
    public static Knowledge Needs(Bound bound, Side side, EstimatorDeclaration declaration)
    {
        bool lower = side == Side.Lower;
        Knowledge exact = Knowledge.Pairs | (lower ? Knowledge.ExactMarginal : Knowledge.ConditionalDensity | Knowledge.ExactConditional);
        Knowledge start = HasProposal(declaration) ? Knowledge.Proposal | Knowledge.MarginalDensity : Knowledge.MarginalSampler;
        return bound switch
        {
            Bound.BarberAgakov when lower => exact | Knowledge.MarginalDensity | Knowledge.ProposalDensity,
            Bound.BarberAgakov => exact | Knowledge.MarginalDensity | Knowledge.Proposal,
            Bound.BarberAgakovReference => exact | Knowledge.Reference,
            Bound.Iwae => exact | Knowledge.ConditionalDensity | start,

            // Without a marginal, the other pairs of the sub-batch give y.
            Bound.StructuredInfoNce when declaration.Densities.Marginal is null => Knowledge.Pairs | Knowledge.ConditionalDensity,
            Bound.StructuredInfoNce => exact | Knowledge.ConditionalDensity | Knowledge.MarginalSampler,
            Bound.LeaveOneOut or Bound.ClubExact when declaration.Densities.Marginal is null => exact,
            Bound.LeaveOneOut or Bound.ClubExact => exact | Knowledge.MarginalSampler,

            Bound.Giwae => exact | Knowledge.MarginalDensity | Knowledge.Proposal,
            Bound.Ais => exact | Knowledge.ConditionalDensity | start
                | (declaration.Densities.Transition is null ? Knowledge.MarginalDensity : Knowledge.None)
                | (IsIndependentReverse(declaration, side) ? Knowledge.PosteriorSampler : Knowledge.None),
            Bound.MineAis => exact | Knowledge.MarginalDensity | start,
            _ => Knowledge.Pairs,
        };
    }

    /// <summary>What a bound requires, for the docs.</summary>
    public static string Requires(Bound bound)
    {
        const string Lower = "lower: pairs, their own p(y)", Upper = "upper: pairs, their own p(x|y)";
        return bound switch
        {
            Bound.BarberAgakov => $"{Lower} (density), q(y|x); {Upper}, any normalised p(y), q(y|x)",
            Bound.BarberAgakovReference => $"{Upper}, any normalised r(x)",
            Bound.Iwae => $"{Lower}, any positive model of p(x|y); {Upper}, any normalised p(y); q(y|x), or a sampler of p(y)",
            Bound.StructuredInfoNce => "pairs, any positive model of p(x|y); a sampler of their own p(y), or other pairs",
            Bound.LeaveOneOut or Bound.ClubExact => $"{Upper}; a sampler of p(y), or other pairs",
            Bound.Giwae => $"{Lower} (density), q(y|x); {Upper}, any normalised p(y), q(y|x)",
            Bound.Ais => $"{Lower} (density), any positive model of p(x|y); {Upper}, any normalised p(y); q(y|x), or a sampler of p(y); gradients in y, or a [Transition]",
            Bound.MineAis => $"{Lower} (density); q(y|x), or a sampler of p(y); gradients in y",
            _ => "pairs from p(x, y)",
        };
    }

    /// <summary>What is declared.</summary>
    public static Knowledge Of(EstimatorDeclaration declaration)
    {
        DensitiesDeclaration d = declaration.Densities;
        Knowledge known = Knowledge.None;
        Add(Knowledge.MarginalDensity, d.Marginal is { IsStandardNormal: true } or { Members.Density: not null });
        Add(Knowledge.MarginalSampler, d.Marginal is { IsStandardNormal: true } or { Members.Sampler: not null });
        Add(Knowledge.ConditionalDensity, d.Decoder is not null || d.Conditional?.Members.Density is not null);
        Add(Knowledge.ConditionalSampler, d.Decoder is not null || d.Conditional?.Members.Sampler is not null);
        bool simulates = known.HasFlag(Knowledge.MarginalSampler | Knowledge.ConditionalSampler) && declaration.Joint is null;
        Add(Knowledge.Pairs, simulates || declaration.Joint is not null);

        // Simulated pairs have whatever was declared; others only what is declared as theirs, and no decoder that is learned.
        Add(Knowledge.ExactMarginal, d.Marginal is not null && (simulates || d.Marginal.Exact));
        Add(Knowledge.ExactConditional, simulates || (d.Conditional?.Exact ?? false));
        Add(Knowledge.ProposalDensity, LearnsProposal(declaration) || d.Proposal?.Members.Density is not null);
        Add(Knowledge.ProposalSampler, LearnsProposal(declaration) || d.Proposal?.Members.Sampler is not null);
        Add(Knowledge.Reference, d.Reference is not null);
        Add(Knowledge.PosteriorSampler, d.Posterior is not null);
        return known;

        void Add(Knowledge what, bool holds) => known |= holds ? what : Knowledge.None;
    }

    /// <summary>Whether q is a network declared by attribute.</summary>
    public static bool LearnsProposal(EstimatorDeclaration declaration) => declaration.Variational is not null && declaration.Densities.Proposal is null;

    /// <summary>Whether decoder and q can be learned together, as a variational autoencoder.</summary>
    public static bool FitsDecoder(EstimatorDeclaration declaration) =>
        declaration.Densities.Decoder is not null && LearnsProposal(declaration) && Of(declaration).HasFlag(Knowledge.MarginalDensity | Knowledge.MarginalSampler);

    /// <summary>Whether any q is declared.</summary>
    public static bool HasProposal(EstimatorDeclaration declaration) => declaration.Variational is not null || declaration.Densities.Proposal is not null;

    /// <summary>Whether a side weighs reverse chains from independent posterior samples.</summary>
    public static bool IsIndependentReverse(EstimatorDeclaration declaration, Side side) =>
        (side == Side.Lower ? declaration.Bound.Sides.LowerBy : declaration.Bound.Sides.UpperBy) == ChainWeights.IndependentReverse
        && (declaration.Bound.Sides.Chains ?? Defaults.Chains) > 1;

    /// <summary>What is missing for a side.</summary>
    public static Knowledge Missing(Bound bound, Side side, EstimatorDeclaration declaration) => Needs(bound, side, declaration) & ~Of(declaration);

    /// <summary>The side that a declaration reports: as written, else all that its knowledge allows.</summary>
    public static Side SideOf(EstimatorDeclaration declaration)
    {
        if (declaration.Bound.Bound is not { } bound || !Contains(bound))
        {
            return Side.Lower;
        }

        Side offered = SidesOf(bound);
        if (offered != Side.Both)
        {
            return offered;
        }

        if (declaration.Bound.Sides.Report is { } report)
        {
            return report;
        }

        bool lower = Missing(bound, Side.Lower, declaration) == Knowledge.None, upper = Missing(bound, Side.Upper, declaration) == Knowledge.None;
        return lower && upper ? (bound == Bound.Giwae ? Side.Lower : Side.Both)
            : lower ? Side.Lower
            : upper ? Side.Upper
            : Side.Both;
    }

    /// <summary>Every pair of bound and side that the declared knowledge allows, for messages.</summary>
    public static IEnumerable<string> Allowed(EstimatorDeclaration declaration) =>
        AllowedSides(declaration).Select(c => $"Bound.{c.Bound}" + (SidesOf(c.Bound) == Side.Both ? $" ({(c.Side == Side.Lower ? "lower" : "upper")})" : ""));

    /// <summary>Every pair of bound and side that the declared knowledge allows.</summary>
    public static IEnumerable<(Bound Bound, Side Side)> AllowedSides(EstimatorDeclaration declaration) =>
        from row in BoundCatalogue.Rows
        where Contains(row.Bound)
        from side in new[] { Side.Lower, Side.Upper }
        where Offers(row.Bound, side) && Missing(row.Bound, side, declaration) == Knowledge.None
        select (row.Bound, side);

    /// <summary>Whether the bound has the side.</summary>
    public static bool Offers(Bound bound, Side side) => SidesOf(bound) is var sides && (sides == Side.Both || sides == side);
}
