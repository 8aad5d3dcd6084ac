using System;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>
/// What differs between bounds in the TorchSharp target. Scores come as the matrix f[i, j] = f(x_i, y_j) of a batch,
/// positives on the diagonal, or as rows of a positive and its negatives: <see cref="Layout"/> knows how to read them.
/// </summary>
internal abstract class BoundWriter
{
    public static BoundWriter Of(EstimatorPlan plan)
    {
        BoundWriter writer = Create(plan);
        writer.Layout = plan.Negatives.InRows ? "InRows" : "InBatch";
        writer.sampling = plan.Negatives.Sampling;
        writer.isLocal = plan.Critic.X.Locations is not null;
        return writer;
    }

    private static BoundWriter Create(EstimatorPlan plan) => plan.Row.Bound switch
    {
        Bound.InfoNce => new InfoNceWriter(plan.Negatives.InRows),
        Bound.DonskerVaradhan => new DonskerVaradhanWriter(),
        Bound.Nwj => new NwjWriter(),
        Bound.Smile => new JensenShannonWriter(Bound.Smile, plan.Tau),
        Bound.Tuba => new TubaWriter(),
        Bound.IAlpha => new IAlphaWriter(plan.Alpha, plan.Negatives.InRows),
        Bound.JensenShannon => new JensenShannonWriter(plan.ReadBy, plan.Tau),
        Bound.Club => new ClubWriter(),
        Bound.DifferenceOfEntropies => new DifferenceOfEntropiesWriter(),
        Bound.GenerativeModels => new GenerativeModelsWriter(),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Row.Bound, "no writer for this bound"),
    };

    private NegativeSampling sampling;
    private bool isLocal;

    /// <summary>The class of the runtime that reads positives and negatives off the scores.</summary>
    protected string Layout { get; private set; } = "InBatch";

    /// <summary>Whether training ascends another function than the reported value (which then is Surrogate).</summary>
    public virtual bool HasSurrogate => false;

    /// <summary>Whether Objective has the gradient of the value, not that of the surrogate.</summary>
    public virtual bool ObjectiveIsValue => !HasSurrogate;

    /// <summary>Whether the objective remembers batches (which then go through Observe).</summary>
    public virtual bool HasMemory => false;

    /// <summary>Whether the value is a tangent of the logarithm, at an a that validation pairs fix.</summary>
    public virtual bool HasTangent => false;

    /// <summary>What the value cannot exceed, an expression in <c>read</c>; empty without a cap.</summary>
    public virtual string Cap => "";

    /// <summary>Members of BoundObjective.</summary>
    public abstract void WriteObjective(CodeWriter w, EstimatorPlan plan);

    /// <summary>The class of the runtime that gathers test pairs: PairScores or PairValues.</summary>
    public abstract string Reading { get; }

    /// <summary>The number besides, a mean over batches that training is stopped by; empty where the bound itself is that.</summary>
    public virtual string Besides => "";

    /// <summary>Adds to the local <c>read</c> what <c>scores</c> hold.</summary>
    public abstract void WriteCollect(CodeWriter w);

    /// <summary>Value and standard error: a call on what was read.</summary>
    public abstract string Value { get; }

    /// <summary>The further argument of Add: negatives, or what belongs to them, sorted by the y that they use.</summary>
    protected string ByColumns(string negatives) => sampling switch
    {
        NegativeSampling.InBatch => $", InBatch.ByColumns({negatives})",
        NegativeSampling.Neighbours => "", // y of pairs nearby, treated as drawn for this row alone
        _ => $", shifted.ByColumns({negatives})",
    };

    /// <summary>Adds the values of rows, an expression in <c>scores</c>, and what negatives add to them, one in <c>positives</c> and <c>negatives</c>.</summary>
    protected void AddValues(CodeWriter w, string values, string influence)
    {
        if (ByColumns(influence).Length > 0)
        {
            w.Lines($"var (positives, negatives) = ({Layout}.Positives(scores), {Layout}.RowNegatives(scores));");
        }

        if (isLocal)
        {
            w.Lines($"var values = {Means(values)};\nvar influences = {Means(influence)};\nread.Add(values{ByColumns("influences")});");
            return;
        }

        w.Lines($"read.Add({values}{ByColumns(influence)});");
    }

    /// <summary>Values of rows as values of pairs: where a pair has a row for each location, their mean.</summary>
    public string Means(string values) => isLocal ? $"AtLocations.Means({values}, Hyperparameters.Locations)" : values;

    /// <summary>Logarithms of rows as those of pairs, the log of their mean.</summary>
    protected string LogMeans(string logs) => isLocal ? $"AtLocations.LogMeans({logs}, Hyperparameters.Locations)" : logs;

    /// <summary>Negatives of each row, in an expression over the local <c>pairs</c>.</summary>
    protected string NegativesOf(string pairs) => sampling == NegativeSampling.Neighbours ? "Hyperparameters.NegativesPerPair" : $"{pairs}.Negatives";

    /// <summary>The number that stops training, an expression in <c>read</c>.</summary>
    public abstract string Criterion { get; }

    /// <summary>Why that number stops the training.</summary>
    public virtual string CriterionReason => "the bound on the validation pairs";

    /// <summary>The information density log p(x, y) / p(x) p(y) that the critic implies, from <c>scores</c> of n pairs: [n].</summary>
    public abstract string Density { get; }

    /// <summary>What that density is, where it is another.</summary>
    public virtual string? DensityDoc => null;
}
