using System;
using System.Globalization;

namespace MiDsl;

/// <summary>How hard a bound on known densities worked for a value: samples, and where it anneals, temperatures and HMC. Absent parts are null.</summary>
/// <param name="Samples">K: samples or chains a pair, the paired one counted.</param>
/// <param name="Temperatures">S: steps of the annealing path.</param>
/// <param name="LeapfrogSteps">Leapfrog steps in one trajectory of HMC.</param>
/// <param name="Schedule">The path in a few words, e.g. <c>sigmoid</c>.</param>
/// <param name="AcceptanceMean">Mean acceptance probability over temperatures and chains.</param>
/// <param name="AcceptanceLeast">The least over temperatures of the mean over chains.</param>
/// <param name="StepSizeLeast">The least frozen step size of HMC.</param>
/// <param name="StepSizeGreatest">The greatest.</param>
public sealed record SamplingReport(
    int Samples,
    int? Temperatures = null,
    int? LeapfrogSteps = null,
    string? Schedule = null,
    double? AcceptanceMean = null,
    double? AcceptanceLeast = null,
    double? StepSizeLeast = null,
    double? StepSizeGreatest = null)
{
    /// <summary>One line, the same in every culture: <c>K = 16, S = 500, sigmoid, 10 leapfrog steps of 0.0123 to 0.2, acceptance 0.66, least acceptance 0.51</c>.</summary>
    public override string ToString()
    {
        string text = Brief;
        text += Schedule is null ? "" : ", " + Schedule;
        text += LeapfrogSteps is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {LeapfrogSteps} leapfrog steps");
        text += StepSizeLeast is null ? "" : string.Create(CultureInfo.InvariantCulture, $" of {StepSizeLeast:G3} to {StepSizeGreatest:G3}");
        text += AcceptanceMean is null ? "" : string.Create(CultureInfo.InvariantCulture, $", acceptance {AcceptanceMean:F2}");
        return text + (AcceptanceLeast is null ? "" : string.Create(CultureInfo.InvariantCulture, $", least acceptance {AcceptanceLeast:F2}"));
    }

    /// <summary>K and S alone.</summary>
    internal string Brief => Temperatures is null
        ? string.Create(CultureInfo.InvariantCulture, $"K = {Samples}")
        : string.Create(CultureInfo.InvariantCulture, $"K = {Samples}, S = {Temperatures}");

    /// <summary>Of two values that become one: what is the same, the least and the greatest; null where K, S or the path differ.</summary>
    internal static SamplingReport? Of(SamplingReport? left, SamplingReport? right)
    {
        if (left is null || right is null || Equals(left, right))
        {
            return left ?? right;
        }

        bool alike = left.Samples == right.Samples && left.Temperatures == right.Temperatures
            && left.LeapfrogSteps == right.LeapfrogSteps && left.Schedule == right.Schedule;
        return !alike ? null : left with
        {
            AcceptanceMean = left.AcceptanceMean == right.AcceptanceMean ? left.AcceptanceMean : null,
            AcceptanceLeast = Fold(left.AcceptanceLeast, right.AcceptanceLeast, Math.Min),
            StepSizeLeast = Fold(left.StepSizeLeast, right.StepSizeLeast, Math.Min),
            StepSizeGreatest = Fold(left.StepSizeGreatest, right.StepSizeGreatest, Math.Max),
        };
    }

    private static double? Fold(double? left, double? right, Func<double, double, double> choose) =>
        left is { } a && right is { } b ? choose(a, b) : left ?? right;
}
