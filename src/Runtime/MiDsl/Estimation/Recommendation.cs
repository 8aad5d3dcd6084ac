using System.Collections.Immutable;

namespace MiDsl;

/// <summary>One value to report, how sure it is, and why.</summary>
/// <param name="Value">
/// The recommended value, nats. Its standard error holds the sampling of the pairs, the correction for learning from few
/// pairs in full, and what was too small to be seen; not what no critic of this kind could learn.
/// </param>
/// <param name="AtLeast">What pairs that neither trained, stopped nor chose certify: a lower bound, nats.</param>
/// <param name="Beside">What else was computed on these pairs, nats.</param>
/// <param name="Reason">Why this value, in words and numbers.</param>
public sealed record Recommendation(Estimate Value, LowerBound AtLeast, ImmutableArray<InformationValue> Beside, string Reason)
{
    /// <summary>The value, the bound below it and the reason, a line each.</summary>
    public override string ToString() => $"{Value}\n{AtLeast}\n{Reason}";
}
