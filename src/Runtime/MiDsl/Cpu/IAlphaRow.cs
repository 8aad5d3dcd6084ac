using System;
using System.Runtime.InteropServices;
using MathNet.Numerics;

namespace MiDsl.Cpu;

/// <summary>
/// I_alpha in one row of a positive and K negatives: <c>1 + log(e^f / a) - mean e^f' / a'</c>, a = alpha mean e^f + (1 - alpha) e. In a the
/// positive takes the place of the first negative. Poole et al. 2019 (1905.06922), equation 13.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct IAlphaRow
{
    private readonly double alpha;
    private readonly double logA;
    private readonly double logOwn;
    private readonly double logOfNegatives;

    private IAlphaRow(double alpha, double positive, double logA, double logOwn, double logOfNegatives, double share)
    {
        (this.alpha, this.logA, this.logOwn, this.logOfNegatives) = (alpha, logA, logOwn, logOfNegatives);
        (Density, Share) = (positive - logA, share);
    }

    /// <summary>log(e^f / a) of the positive.</summary>
    public double Density { get; }

    /// <summary>The mean of e^f' / a' over negatives.</summary>
    public double Share { get; }

    // (1 - alpha) e.
    private double LogConstant => Math.Log(1 - alpha) + 1;

    public static IAlphaRow Of(double positive, ReadOnlySpan<double> negatives, double alpha)
    {
        int k = negatives.Length;
        double mean = LogSpace.LogMeanExp(negatives), constant = Math.Log(1 - alpha) + 1;
        double own = LogAddExp(positive + Math.Log(alpha / k), constant);
        double others = k > 1 ? LogSpace.LogSumExp(negatives[1..]) + Math.Log(alpha / k) : double.NegativeInfinity;
        double ofNegatives = LogAddExp(mean + Math.Log(alpha), constant);
        return new(alpha, positive, LogAddExp(own, others), own, ofNegatives, Math.Exp(mean - ofNegatives));
    }

    /// <summary>The slopes of minus the value in the positive and in each negative, times a weight.</summary>
    public double Slopes(double positive, ReadOnlySpan<double> negatives, double weight, Span<double> slopes)
    {
        double logPart = Math.Log(alpha / negatives.Length), logShare = -logOfNegatives - Math.Log(negatives.Length);
        double constantShare = alpha == 1 ? 0 : Math.Exp(LogConstant - logOfNegatives); // 1 - alpha m / a'
        for (int k = 0; k < negatives.Length; k++)
        {
            double ofDensity = k == 0 ? 0 : -Math.Exp(negatives[k] + logPart - logA);
            double ofShare = constantShare == 0 ? 0 : Math.Exp(negatives[k] + logShare) * constantShare;
            slopes[k] = -weight * (ofDensity - ofShare);
        }

        return -weight * (1 - Math.Exp(positive + logPart - logA));
    }

    /// <summary>What each negative adds to the value: the value less what it would be without it.</summary>
    public void Influences(ReadOnlySpan<double> negatives, Span<double> influences)
    {
        double logPart = Math.Log(alpha / negatives.Length), constant = LogConstant;
        for (int k = 0; k < negatives.Length; k++)
        {
            double part = negatives[k] + logPart;
            double first = k == 0 ? 0 : ScoreReading.Without(part - logA, staying: logOwn - logA), second = 0;
            if (alpha != 1)
            {
                // m / a without a part d of m: less by (1 - alpha) e d / (a (a - alpha d)).
                double logRest = logOfNegatives + ScoreReading.Without(part - logOfNegatives, staying: constant - logOfNegatives);
                second = Math.Exp(negatives[k] - Math.Log(negatives.Length) + constant - logOfNegatives - logRest);
            }

            influences[k] = first - second;
        }
    }

    private static double LogAddExp(double a, double b) => double.IsNegativeInfinity(a) ? b : double.IsNegativeInfinity(b) ? a : Math.Max(a, b) + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(a - b)));
}
