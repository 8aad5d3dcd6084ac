using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>What each pair adds to a value, sub-batch after sub-batch, kept in a checkpoint as it comes.</summary>
/// <param name="checkpoint">Where it is kept.</param>
/// <param name="pairs">All pairs.</param>
/// <param name="parts">Equal sub-batches.</param>
/// <exception cref="ArgumentException">The pairs do not make equal sub-batches.</exception>
public sealed class PairTerms(EvaluationCheckpoint checkpoint, int pairs, int parts)
{
    /// <summary>Pairs in a sub-batch.</summary>
    public int Size { get; } = pairs % parts == 0 && pairs >= parts
        ? pairs / parts
        : throw new ArgumentException($"{pairs} pairs do not make {parts} equal sub-batches; give a multiple of {parts}, or declare [Evaluation(SubBatches = ...)]", nameof(pairs));

    /// <summary>Sub-batches.</summary>
    public int Parts => parts;

    /// <summary>All pairs.</summary>
    public int Pairs => pairs;

    /// <summary>Sub-batches that are still to be computed, from 0.</summary>
    public IEnumerable<int> Remaining => Enumerable.Range(0, parts).Where(part => !checkpoint.TryGet(Done(part), out _));

    /// <summary>Keeps what a sub-batch gave.</summary>
    /// <param name="part">From 0.</param>
    /// <param name="terms">Names, and numbers in tensors.</param>
    public void Add(int part, params ReadOnlySpan<(string Name, Tensor Values)> terms)
    {
        foreach ((string name, Tensor values) in terms)
        {
            checkpoint.Put($"{name} {part}", values.detach().cpu().to(float64).contiguous().data<double>().ToArray());
        }

        checkpoint.Put(Done(part), [1]);
    }

    /// <summary>The terms of a name, of all pairs in order.</summary>
    /// <param name="name">As given to <see cref="Add"/>.</param>
    /// <exception cref="InvalidOperationException">A sub-batch is missing.</exception>
    public double[] this[string name] => [.. Enumerable.Range(0, parts).SelectMany(part => Of(name, part))];

    /// <summary>The mean over sub-batches of what each gave under a name, entry by entry.</summary>
    /// <param name="name">As given to <see cref="Add"/>.</param>
    public double[] MeanOf(string name)
    {
        double[][] each = [.. Enumerable.Range(0, parts).Select(part => Of(name, part))];
        return [.. Enumerable.Range(0, each[0].Length).Select(i => each.Average(values => values[i]))];
    }

    /// <summary>Mean, standard error and degrees of freedom of the terms of a name.</summary>
    /// <param name="name">As given to <see cref="Add"/>.</param>
    public (double Value, double StandardError, int DegreesOfFreedom) Mean(string name) => SubBatches.Of(this[name], parts);

    /// <summary>Standard error of the mean difference between two names, pair by pair.</summary>
    /// <param name="left">As given to <see cref="Add"/>.</param>
    /// <param name="right">As given to <see cref="Add"/>.</param>
    public double ErrorOfDifference(string left, string right) =>
        SubBatches.Of([.. this[left].Zip(this[right], (l, r) => l - r)], parts).StandardError;

    private static string Done(int part) => $"done {part}";

    private double[] Of(string name, int part) => checkpoint.TryGet($"{name} {part}", out double[] values)
        ? values
        : throw new InvalidOperationException($"sub-batch {part} has no '{name}'; the checkpoint is of another version: delete it to begin anew");
}
