using System.Collections.Generic;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>What differs between the forms of a critic in the CPU target: how rows become scores, and slopes of scores a gradient.</summary>
internal abstract class CpuForm
{
    // Multiply-adds below which a step is not worth the hand-over to another thread.
    private const long WorthSharing = 1_000_000;

    protected CpuForm(EstimatorPlan plan)
    {
        Plan = plan;
        FirstPart = Variables.Count(variable => variable.Embedding is not null);
    }

    public static CpuForm Of(EstimatorPlan plan) => plan.Critic.Form switch
    {
        CriticForm.Bilinear => new CpuBilinear(plan),
        CriticForm.Concatenated => new CpuConcatenated(plan),
        null => new CpuDensity(plan),
        _ => new CpuEncoders(plan),
    };

    /// <summary>X and Y.</summary>
    public VariablePlan[] Variables => [Critic.X, Critic.Y];

    /// <summary>The part of the weights after those of the form's networks.</summary>
    public abstract int End { get; }

    /// <summary>What the critic implements, or empty.</summary>
    public virtual string Interface => "";

    /// <summary>Makes room for the scores.</summary>
    public virtual string Shape => $"Scores.Shape(n{(InRows ? ", pairs" : "")});";

    /// <summary>All arrays of the form.</summary>
    public abstract IEnumerable<CpuArray> Arrays();

    /// <summary>The array of the gradient in what the networks see of a variable.</summary>
    public abstract string Slope(VariablePlan variable);

    /// <summary>Rows of a variable, an expression: those of the batch, or more of them.</summary>
    public string RowsOf(VariablePlan variable) => variable == Critic.X ? "n" : M;

    /// <summary>Further fields.</summary>
    public virtual void WriteFields(CodeWriter w)
    {
    }

    /// <summary>Further statements of the constructor.</summary>
    public virtual void WriteCreation(CodeWriter w)
    {
    }

    /// <summary>What follows once the rows are taken in.</summary>
    public virtual void WritePreparation(CodeWriter w)
    {
    }

    /// <summary>From rows to scores.</summary>
    public abstract void WriteScores(CodeWriter w);

    /// <summary>From slopes to gradients.</summary>
    public abstract void WriteBack(CodeWriter w);

    /// <summary>Further methods, an empty line after each.</summary>
    public virtual void WriteMethods(CodeWriter w)
    {
    }

    /// <summary>A class within, an empty line before it.</summary>
    public virtual void WriteNested(CodeWriter w)
    {
    }

    protected EstimatorPlan Plan { get; }

    protected CriticPlan Critic => Plan.Critic;

    protected bool InRows => Plan.Negatives.InRows;

    /// <summary>Rows of y.</summary>
    protected string M => InRows ? "m" : "n";

    /// <summary>Where the networks' weights begin, after the vectors of labels.</summary>
    protected int FirstPart { get; }

    /// <summary>A further argument of the last product: scores of a closed form are there already.</summary>
    protected string Accumulated => Critic.Base is null ? "" : ", accumulate: true";

    /// <summary>Scores of a row in training.</summary>
    protected int Columns => InRows ? 1 + Plan.Negatives.PerPair : Plan.Training.BatchSize;

    /// <summary>Whether so many rows through the networks are worth several threads.</summary>
    protected bool IsWorthSharing(long rows) =>
        rows * Critic.Networks.Sum(network => network.Layers.Sum(layer => (long)(layer.Inputs.Value ?? 16) * (layer.Outputs.Value ?? 16))) >= WorthSharing;

    /// <summary>Arrays of a network, with that of its input's gradient where labels are learned.</summary>
    protected static IEnumerable<CpuArray> OfNetwork(CpuNetworkText network, string owner, string rows, VariablePlan input) =>
        network.Arrays(input.Embedding is not null).Select(array => new CpuArray(owner, array.Name, rows, array.Width));
}
