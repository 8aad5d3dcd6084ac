namespace MiDsl.Declarations;

/// <summary>Ids are literals, numbered like docs/rules, never reused.</summary>
internal static class RuleIds
{
    /// <summary>A bound whose required knowledge is not declared.</summary>
    public const string MissingKnowledge = "MIDSL001";

    /// <summary>A bound asked for on a side that it does not bound.</summary>
    public const string Direction = "MIDSL002";

    /// <summary>A density that is not the pairs' own, where a side needs the exact one.</summary>
    public const string InexactDensity = "MIDSL003";

    /// <summary>An objective that is no mutual information, reported as such.</summary>
    public const string NotInformation = "MIDSL004";

    /// <summary>An EMA rate outside (0, 1), or on a bound that has none.</summary>
    public const string EmaRate = "MIDSL005";

    /// <summary>A gradient that Hamiltonian Monte Carlo or training needs, and that a density does not have.</summary>
    public const string Gradient = "MIDSL006";

    /// <summary>Chains from independent posterior samples that nothing draws.</summary>
    public const string PosteriorSamples = "MIDSL007";

    /// <summary>Pairs whose y is not the one that belongs to x.</summary>
    public const string Pairing = "MIDSL008";

    /// <summary>A transition that goes on adapting while the bound is computed.</summary>
    public const string OnlineTuning = "MIDSL009";

    /// <summary>A tau, alpha or baseline outside its range, or on a bound that has none.</summary>
    public const string BoundParameter = "MIDSL010";

    /// <summary>Dimensions that cannot be, or disagree with the critic.</summary>
    public const string Dimensions = "MIDSL011";

    /// <summary>A class or member of a form that cannot be emitted.</summary>
    public const string TypeShape = "MIDSL012";

    /// <summary>A conditional without noise, which has no density.</summary>
    public const string NoNoise = "MIDSL013";

    /// <summary>An await where the thread matters, or a result made from a value of another direction.</summary>
    public const string Scope = "MIDSL014";

    /// <summary>Expected information above what the bound can report.</summary>
    public const string Cap = "MIDSL015";

    /// <summary>Expected information at which the bound scatters by nats.</summary>
    public const string Spread = "MIDSL016";

    /// <summary>A choice that makes the bound another, simpler one, or nothing.</summary>
    public const string Degenerate = "MIDSL017";

    /// <summary>Information raised inside a larger loss with no clipping.</summary>
    public const string Unclipped = "MIDSL018";

    /// <summary>No pairs held out.</summary>
    public const string NotHeldOut = "MIDSL019";

    /// <summary>Layers that depend on the batch or on chance inside a density.</summary>
    public const string TrainMode = "MIDSL020";

    /// <summary>A critic that cannot leave a fixed range.</summary>
    public const string BoundedCritic = "MIDSL021";

    /// <summary>Chains on a bounded support, or along a gradient that is partly cut.</summary>
    public const string BoundedSupport = "MIDSL022";

    /// <summary>No bound, or one that the catalogue does not have.</summary>
    public const string NoBound = "MIDSL023";

    /// <summary>A training setting outside its range.</summary>
    public const string Setting = "MIDSL024";

    /// <summary>What the target of the emitted code does not have.</summary>
    public const string Target = "MIDSL025";

    /// <summary>Whether a rule warns: what it speaks of is legal, if rarely meant. The other rules refuse.</summary>
    public static bool IsWarning(string id) => id is Cap or Spread or Degenerate or Unclipped or NotHeldOut or TrainMode or BoundedCritic or BoundedSupport;
}
