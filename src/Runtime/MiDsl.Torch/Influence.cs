using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// What each negative adds to its row's value: the value less what it would be without that negative. Summed over the rows
/// that hold a y, it is that y's part in the values of other pairs (<see cref="PairValues"/>). Double precision.
/// </summary>
public static class Influence
{
    /// <summary>InfoNCE, <c>log(1 - w)</c> with w the softmax weight of the negative in its row.</summary>
    /// <param name="positives">[n].</param>
    /// <param name="negatives">[n, M].</param>
    /// <returns>[n, M].</returns>
    public static Tensor OfInfoNce(Tensor positives, Tensor negatives)
    {
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(negatives);
        using DisposeScope scope = NewDisposeScope();
        Tensor f = positives.to(float64).unsqueeze(1), others = negatives.to(float64);
        Tensor logSum = cat([f, others], 1).logsumexp(1, keepdim: true);
        return Without(others - logSum, staying: f - logSum).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// I_alpha, in both terms: with s the share of the negative in K a', <c>log(1 - s)</c>; and the change of
    /// <c>-m / a</c>, m the mean of e^f over the row's negatives, a = alpha m + (1 - alpha) e.
    /// </summary>
    /// <param name="positives">[n].</param>
    /// <param name="negatives">[n, K]; the positive takes the place of the first in a'.</param>
    /// <param name="alpha">0 to 1.</param>
    /// <returns>[n, K].</returns>
    public static Tensor OfIAlpha(Tensor positives, Tensor negatives, double alpha)
    {
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentNullException.ThrowIfNull(negatives);
        using DisposeScope scope = NewDisposeScope();
        long k = negatives.shape[1];
        Tensor t = negatives.to(float64);
        Tensor logParts = t + Math.Log(alpha / k);
        Tensor logOwn = positives.to(float64).unsqueeze(1) + Math.Log(alpha / k);
        Tensor logConstant = full_like(logOwn, Math.Log(1 - alpha) + 1);

        // First term, without its first negative.
        Tensor others = logParts.narrow(1, 1, k - 1), own = logOwn.logaddexp(logConstant);
        Tensor logA = cat([own, others], 1).logsumexp(1, keepdim: true);
        Tensor first = cat([zeros_like(own), Without(others - logA, staying: own - logA)], 1);
        if (alpha == 1)
        {
            return first.MoveToOuterDisposeScope(); // m / a is 1
        }

        // m / a without a part d of m: less by (1 - alpha) e d / (a (a - alpha d)).
        logA = cat([logConstant, logParts], 1).logsumexp(1, keepdim: true);
        Tensor logRest = logA + Without(logParts - logA, staying: logConstant - logA);
        Tensor second = (t - Math.Log(k) + logConstant - logA - logRest).exp();
        return (first - second).MoveToOuterDisposeScope();
    }

    /// <summary>CLUB, <c>-f / M</c>.</summary>
    /// <param name="negatives">[n, M].</param>
    /// <returns>[n, M].</returns>
    public static Tensor OfClub(Tensor negatives)
    {
        ArgumentNullException.ThrowIfNull(negatives);
        using DisposeScope scope = NewDisposeScope();
        return (negatives.to(float64) / -negatives.shape[1]).MoveToOuterDisposeScope();
    }

    // log(1 - share): what is left of a sum without one part, never less than the part that always stays.
    private static Tensor Without(Tensor logShares, Tensor staying) => (-logShares.exp()).log1p().maximum(staying);
}
