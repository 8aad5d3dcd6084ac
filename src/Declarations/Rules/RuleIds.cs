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

    /// <summary>Chains from independent posterior samples that nothing draws.</summary>
    public const string PosteriorSamples = "MIDSL007";

    /// <summary>A tau, alpha or baseline outside its range, or on a bound that has none.</summary>
    public const string BoundParameter = "MIDSL010";

    /// <summary>Dimensions that cannot be, or disagree with the critic.</summary>
    public const string Dimensions = "MIDSL011";

    /// <summary>A class or member of a form that cannot be emitted.</summary>
    public const string TypeShape = "MIDSL012";

    /// <summary>No bound, or one that the catalogue does not have.</summary>
    public const string NoBound = "MIDSL023";

    /// <summary>A training setting outside its range.</summary>
    public const string Setting = "MIDSL024";

    /// <summary>All of them.</summary>
    public static readonly string[] All =
        [MissingKnowledge, Direction, InexactDensity, NotInformation, EmaRate, PosteriorSamples, BoundParameter, Dimensions, TypeShape, NoBound, Setting];
}
