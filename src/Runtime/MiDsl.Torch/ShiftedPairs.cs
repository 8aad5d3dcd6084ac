using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// Test pairs, each with negatives that cyclic shifts over all of them make: row i of x meets row i + s of y, for M distinct
/// random distances s.
/// </summary>
public sealed class ShiftedPairs
{
    // Pairs that the critic sees at once; scores of all stay, 4 n (1 + M) bytes.
    private const int AtOnce = 1 << 15;

    private readonly PairTensors pairs;
    private readonly long[] shifts;
    private readonly int locations;

    /// <summary>Draws the distances.</summary>
    /// <param name="pairs">n pairs.</param>
    /// <param name="perPair">M; n - 1 where that is less.</param>
    /// <param name="rng">Draws them.</param>
    /// <param name="locations">Rows that the critic makes of each pair (<see cref="AtLocations"/>).</param>
    /// <exception cref="InvalidOperationException">There are fewer than four pairs.</exception>
    public ShiftedPairs(PairTensors pairs, int perPair, Rng rng, int locations = 1)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(rng);
        pairs.DemandEnough();
        (this.pairs, this.locations) = (pairs, locations);
        int others = pairs.Count - 1;
        shifts = [0, .. PairIndex.Distinct(others, Math.Min(perPair, others), rng).Select(shift => shift + 1L)];
    }

    /// <summary>Scores all pairs and negatives, some at a time.</summary>
    /// <param name="critic">Scores rows of x with the rows of y that an index names, [m, 1 + M].</param>
    /// <returns>[n L, 1 + M], each row's own score first.</returns>
    public Tensor Score(Func<Tensor, Tensor, Tensor, Tensor> critic)
    {
        ArgumentNullException.ThrowIfNull(critic);
        int rows = Math.Max(1, AtOnce / (shifts.Length * locations)), n = pairs.Count;
        using DisposeScope all = NewDisposeScope();
        Tensor distances = tensor(shifts, int64, pairs.X.device).unsqueeze(0);
        Tensor[] parts = [.. Enumerable.Range(0, (n + rows - 1) / rows).Select(part =>
        {
            using DisposeScope scope = NewDisposeScope();
            int from = part * rows, size = Math.Min(rows, n - from);
            Tensor own = arange((long)from, (long)from + size, int64, pairs.X.device).unsqueeze(1);
            return critic(pairs.X.narrow(0, from, size), pairs.Y, (own + distances).remainder(n)).MoveToOuterDisposeScope();
        })];
        return cat(parts).MoveToOuterDisposeScope();
    }

    /// <summary>Sorts what belongs to negatives by the y that they use: row i + s gets what row i has of the distance s.</summary>
    /// <param name="negatives">[n, M].</param>
    /// <returns>[n, M].</returns>
    public Tensor ByColumns(Tensor negatives)
    {
        ArgumentNullException.ThrowIfNull(negatives);
        using DisposeScope scope = NewDisposeScope();
        Tensor[] columns = [.. Enumerable.Range(0, shifts.Length - 1).Select(k => negatives.select(1, k).roll(shifts[k + 1], 0))];
        return stack(columns, 1).MoveToOuterDisposeScope();
    }
}
