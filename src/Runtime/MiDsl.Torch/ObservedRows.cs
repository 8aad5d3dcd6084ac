using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Observations of one variable to fit a model to: some rows train it, in batches by a new permutation every epoch, the others stop it.</summary>
public sealed class ObservedRows : IDisposable
{
    private readonly Tensor training;
    private readonly BatchOrder order;
    private readonly int[] rows;

    /// <summary>Splits rows.</summary>
    /// <param name="observations">[n, d], at least 4 rows.</param>
    /// <param name="validation">Share that stops, in (0, 1).</param>
    /// <param name="batchSize">Rows in a batch.</param>
    /// <param name="seed">Keys split and permutations.</param>
    /// <param name="device">Where the tensors live.</param>
    /// <exception cref="ArgumentException">Too few rows, or not rows.</exception>
    public ObservedRows(Tensor observations, double validation, int batchSize, long seed, Device device)
    {
        ArgumentNullException.ThrowIfNull(observations);
        if (observations.shape.Length != 2 || observations.shape[0] < 4)
        {
            throw new ArgumentException($"observations of shape [{string.Join(", ", observations.shape)}] are no rows to learn from; give [n, d] with at least 4 rows", nameof(observations));
        }

        using DisposeScope scope = NewDisposeScope();
        int count = (int)observations.shape[0];
        int[] permutation = new Rng(seed, RandomStream.Split).Permutation(count);
        Tensor shuffled = observations.to(device).index_select(0, tensor(permutation, int64).to(device));
        int held = Math.Clamp((int)Math.Round(validation * count), 1, count - 1);
        Validation = shuffled.narrow(0, 0, held).clone().DetachFromDisposeScope();
        training = shuffled.narrow(0, held, count - held).clone().DetachFromDisposeScope();
        rows = new int[Math.Min(batchSize, count - held)];
        order = new BatchOrder(count - held, rows.Length, seed);
    }

    /// <summary>Rows that stop the training, [m, d].</summary>
    public Tensor Validation { get; }

    /// <summary>Training rows to learn units from, [k, d].</summary>
    public Tensor Some => training.narrow(0, 0, Math.Min(4096, training.shape[0]));

    /// <summary>The training batch of a step, in the current dispose scope.</summary>
    /// <param name="step">From 0; the same step gives the same batch.</param>
    public Tensor Batch(int step)
    {
        order.Fill(step, rows);
        using Tensor index = tensor(rows, int64).to(training.device);
        return training.index_select(0, index);
    }

    /// <summary>Frees the rows.</summary>
    public void Dispose()
    {
        Validation.Dispose();
        training.Dispose();
    }
}
