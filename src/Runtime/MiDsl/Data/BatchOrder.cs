using System;

namespace MiDsl;

/// <summary>
/// Which rows make the batch of a step: a fresh permutation every epoch, cut into batches of one size without a row twice.
/// The rows that do not fill a last batch are skipped; the next permutation leaves others over. Any step can be asked
/// for, in any order.
/// </summary>
public sealed class BatchOrder
{
    private readonly int rows;
    private readonly int batch;
    private readonly Rng rng;
    private readonly int[] permutation;
    private int epoch = -1;

    /// <summary>An order.</summary>
    /// <param name="rows">Rows of the training part.</param>
    /// <param name="batch">Rows of a batch, at most as many.</param>
    /// <param name="seed">Seed of <see cref="RandomStream.Order"/>, whose step is the epoch.</param>
    /// <exception cref="DataException">Fewer rows than a batch.</exception>
    public BatchOrder(int rows, int batch, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        if (rows < batch)
        {
            throw new DataException($"{rows} training rows do not fill one batch of {batch}. Give more rows or a smaller BatchSize.");
        }

        (this.rows, this.batch) = (rows, batch);
        rng = new Rng(seed, RandomStream.Order);
        permutation = new int[rows];
    }

    /// <summary>Batches in an epoch.</summary>
    public int BatchesPerEpoch => rows / batch;

    /// <summary>The rows of a step's batch.</summary>
    /// <param name="step">0, 1, ...</param>
    /// <param name="indices">Receives the row numbers; as long as a batch.</param>
    public void Fill(int step, Span<int> indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (indices.Length != batch)
        {
            throw new ArgumentException($"Room for {indices.Length} rows, but a batch has {batch}.", nameof(indices));
        }

        int wanted = step / BatchesPerEpoch;
        if (wanted != epoch)
        {
            rng.Move(RandomStream.Order, wanted);
            rng.Permute(permutation);
            epoch = wanted;
        }

        permutation.AsSpan(step % BatchesPerEpoch * batch, batch).CopyTo(indices);
    }
}
