using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// Reads the score matrix of a batch, f[i, j] = f(x_i, y_j): the N positives lie on the diagonal, the N (N - 1) entries
/// off it score pairs drawn from p(x) p(y). With L rows of x a pair (<see cref="AtLocations"/>) the matrix is [N L, N], and
/// the rows of pair i hold their positives in column i.
/// </summary>
public static class InBatch
{
    /// <summary>Scores of the paired rows, [N L].</summary>
    /// <param name="scores">[N L, N].</param>
    public static Tensor Positives(Tensor scores)
    {
        if (IsOfPairs(scores))
        {
            return scores.diagonal();
        }

        using DisposeScope scope = NewDisposeScope();
        return ByLocation(scores).diagonal(0, 1, 2).t().reshape(-1).MoveToOuterDisposeScope();
    }

    /// <summary>Scores of all unpaired rows, [N - 1, N]; with L rows a pair, [L, N - 1, N].</summary>
    /// <param name="scores">[N L, N].</param>
    public static Tensor Negatives(Tensor scores)
    {
        long n = scores.shape[1];
        if (!IsOfPairs(scores))
        {
            using DisposeScope locations = NewDisposeScope();
            return ByLocation(scores).reshape(-1, n * n).narrow(1, 1, (n * n) - 1).view(-1, n - 1, n + 1).narrow(2, 0, n).MoveToOuterDisposeScope();
        }

        // Row-major, the diagonal comes back every N + 1 entries: without the first, each row of N + 1 ends on it.
        using DisposeScope scope = NewDisposeScope();
        return scores.reshape(n * n).narrow(0, 1, (n * n) - 1).view(n - 1, n + 1).narrow(1, 0, n).MoveToOuterDisposeScope();
    }

    /// <summary>The negatives of each row, [N L, N - 1].</summary>
    /// <param name="scores">[N L, N].</param>
    public static Tensor RowNegatives(Tensor scores)
    {
        // The off-diagonal entries come row after row.
        using DisposeScope scope = NewDisposeScope();
        (long rows, long n) = (scores.shape[0], scores.shape[1]);
        Tensor negatives = Negatives(scores);
        return (IsOfPairs(scores) ? negatives : negatives.reshape(-1, n, n - 1).transpose(0, 1)).reshape(rows, n - 1).MoveToOuterDisposeScope();
    }

    /// <summary>Sorts what belongs to negatives by the y that they use: column by column instead of row by row.</summary>
    /// <param name="negatives">[N, N - 1], as <see cref="RowNegatives"/> gives them.</param>
    /// <returns>[N, N - 1].</returns>
    public static Tensor ByColumns(Tensor negatives)
    {
        ArgumentNullException.ThrowIfNull(negatives);
        long n = negatives.shape[0];

        // The diagonal, which the transposed matrix skips again, is filled with zeros.
        using DisposeScope scope = NewDisposeScope();
        Tensor zeros = negatives.new_zeros(n, 1);
        Tensor rest = cat([negatives.reshape(n - 1, n), zeros.narrow(0, 1, n - 1)], 1);
        Tensor matrix = cat([zeros.narrow(0, 0, 1).reshape(-1), rest.reshape(-1)]).view(n, n);
        return RowNegatives(matrix.t()).MoveToOuterDisposeScope();
    }

    private static bool IsOfPairs(Tensor scores) => scores.shape[0] == scores.shape[1];

    // [L, N, N], of each location the matrix of the batch.
    private static Tensor ByLocation(Tensor scores) => scores.view(scores.shape[1], -1, scores.shape[1]).transpose(0, 1);
}
