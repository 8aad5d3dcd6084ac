using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// Reads the score matrix of a batch, f[i, j] = f(x_i, y_j): the N positives lie on the diagonal, the N (N - 1) entries
/// off it score pairs drawn from p(x) p(y).
/// </summary>
public static class InBatch
{
    /// <summary>Scores of the paired rows, [N].</summary>
    /// <param name="scores">[N, N].</param>
    public static Tensor Positives(Tensor scores) => scores.diagonal();

    /// <summary>Scores of all unpaired rows, [N - 1, N].</summary>
    /// <param name="scores">[N, N].</param>
    public static Tensor Negatives(Tensor scores)
    {
        long n = scores.shape[0];

        // Row-major, the diagonal comes back every N + 1 entries: without the first, each row of N + 1 ends on it.
        using DisposeScope scope = NewDisposeScope();
        return scores.reshape(n * n).narrow(0, 1, (n * n) - 1).view(n - 1, n + 1).narrow(1, 0, n).MoveToOuterDisposeScope();
    }

    /// <summary>The negatives of each row, [N, N - 1].</summary>
    /// <param name="scores">[N, N].</param>
    public static Tensor RowNegatives(Tensor scores)
    {
        // The off-diagonal entries come row after row.
        using DisposeScope scope = NewDisposeScope();
        return Negatives(scores).reshape(scores.shape[0], scores.shape[1] - 1).MoveToOuterDisposeScope();
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
}
