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
        return writer;
    }

    private static BoundWriter Create(EstimatorPlan plan) => plan.Row.Bound switch
    {
        Bound.InfoNce => new InfoNceWriter(plan.Negatives.InRows),
        Bound.DonskerVaradhan => new DonskerVaradhanWriter(),
        Bound.Nwj => new NwjWriter(),
        Bound.Smile => new JensenShannonWriter(Bound.Smile),
        Bound.Tuba => new TubaWriter(),
        Bound.IAlpha => new IAlphaWriter(plan.Alpha, plan.Negatives.InRows),
        Bound.JensenShannon => new JensenShannonWriter(plan.ReadBy),
        Bound.Club => new ClubWriter(),
        Bound.DifferenceOfEntropies => new DifferenceOfEntropiesWriter(),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Row.Bound, "no writer for this bound"),
    };

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

    /// <summary>What reading all batches gives: the tuple's type.</summary>
    public abstract string ReadingType { get; }

    /// <summary>A member of that tuple with one entry a batch.</summary>
    public virtual string FirstCollected => "Positives";

    /// <summary>Locals that collect what a batch gives; <c>batches</c> is in scope.</summary>
    public abstract void WriteCollectors(CodeWriter w);

    /// <summary>Collects from <c>scores</c> of batch <c>b</c>.</summary>
    public abstract void WriteCollect(CodeWriter w);

    /// <summary>The tuple returned, from the collectors and <c>size</c>.</summary>
    public abstract string Reading { get; }

    /// <summary>Declares <c>value</c> and <c>standardError</c> from the local <c>read</c>.</summary>
    public abstract void WriteValue(CodeWriter w, EstimatorPlan plan);

    /// <summary>The number that stops training, an expression in <c>read</c>.</summary>
    public abstract string Criterion { get; }

    /// <summary>Why that number stops the training.</summary>
    public virtual string CriterionReason => "the bound on the validation pairs";

    /// <summary>The information density log p(x, y) / p(x) p(y) that the critic implies, from <c>scores</c> of n pairs: [n].</summary>
    public abstract string Density { get; }

    /// <summary>What that density is, where it is another.</summary>
    public virtual string? DensityDoc => null;
}
