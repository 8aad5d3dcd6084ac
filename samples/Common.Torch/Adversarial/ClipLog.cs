using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Torch;

namespace MiDsl.Samples.Common;

/// <summary>A generator's step under adaptive clipping.</summary>
/// <param name="Main">|g_a|, of the adversarial loss.</param>
/// <param name="Term">|g_m|, of the information term before clipping.</param>
/// <param name="Scale">What g_m was multiplied by: min(|g_a|, |g_m|) / |g_m|.</param>
/// <param name="Information">The information on the batch, nats, as MINE's plug-in has it.</param>
public sealed record ClippedStep(double Main, double Term, double Scale, double Information)
{
    /// <summary>Whether the term was held back.</summary>
    public bool Acted => Scale < 1;

    /// <summary>Whether what was added to the gradient was at most as long as the adversarial part, up to rounding.</summary>
    public bool Kept => Scale * Term <= Main * (1 + 1e-5);
}

/// <summary>What adaptive clipping saw and did in a run.</summary>
public sealed class ClipLog : ICheckpointed
{
    private readonly List<ClippedStep> steps = [];

    /// <summary>In their order.</summary>
    public IReadOnlyList<ClippedStep> Steps => steps;

    /// <summary>Share of the steps in which the information term was held back.</summary>
    public double ShareActed => steps.Count(step => step.Acted) / (double)steps.Count;

    /// <summary>Reads the norms of a step.</summary>
    public void Add(GradientNorms norms, double information) => steps.Add(new(norms.Main, norms.Term, norms.Scale, information));

    /// <inheritdoc/>
    public void Exchange(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        double[] numbers = checkpoint.Numbers("steps", [.. steps.SelectMany(step => (double[])[step.Main, step.Term, step.Scale, step.Information])]);
        if (checkpoint.IsLoading)
        {
            steps.Clear();
            steps.AddRange(numbers.Chunk(4).Select(step => new ClippedStep(step[0], step[1], step[2], step[3])));
        }
    }

    /// <summary>For a chart: the mean over each hundredth of the run, at its last step.</summary>
    public IEnumerable<(double Step, ClippedStep Mean)> Trail()
    {
        int done = 0;
        foreach (ClippedStep[] part in steps.Chunk((steps.Count + 99) / 100))
        {
            done += part.Length;
            yield return (done, MeanOf(part));
        }
    }

    /// <summary>Over all steps.</summary>
    public ClippedStep Mean() => MeanOf(steps);

    /// <summary>Over the last hundredth of the run.</summary>
    public ClippedStep Last() => Trail().Last().Mean;

    private static ClippedStep MeanOf(IReadOnlyCollection<ClippedStep> part) =>
        new(part.Average(step => step.Main), part.Average(step => step.Term), part.Average(step => step.Scale), part.Average(step => step.Information));
}
