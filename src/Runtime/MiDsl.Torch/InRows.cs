using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// Reads scores of negatives that were drawn for each pair: row i holds f(x_i, y_i) first, then f(x_i, y) of M other y
/// (<see cref="PairIndex"/>).
/// </summary>
public static class InRows
{
    /// <summary>Scores of the paired rows, [N].</summary>
    /// <param name="scores">[N, 1 + M].</param>
    public static Tensor Positives(Tensor scores) => scores.select(1, 0);

    /// <summary>Scores of all negatives, [N, M].</summary>
    /// <param name="scores">[N, 1 + M].</param>
    public static Tensor Negatives(Tensor scores) => scores.narrow(1, 1, scores.shape[1] - 1);

    /// <summary>The negatives of each row, [N, M].</summary>
    /// <param name="scores">[N, 1 + M].</param>
    public static Tensor RowNegatives(Tensor scores) => Negatives(scores);
}
