using System.Collections.Immutable;
using System.Globalization;

namespace MiDsl;

/// <summary>How the samples or annealed chains of a value were drawn.</summary>
/// <param name="Samples">K: samples or chains of each pair.</param>
public sealed record SamplingReport(int Samples)
{
    /// <summary>S, steps of the annealing path; null without one.</summary>
    public int? Temperatures { get; init; }

    /// <summary>Where the inverse temperatures lie, in a word.</summary>
    public string? Schedule { get; init; }

    /// <summary>Leapfrog steps in a trajectory; null without Hamiltonian Monte Carlo.</summary>
    public int? LeapfrogSteps { get; init; }

    /// <summary>Share of transitions that were accepted at each temperature 1 to S - 1; empty without Hamiltonian Monte Carlo.</summary>
    public ImmutableArray<double> Acceptance { get; init; } = [];

    /// <summary>Step sizes at each temperature 1 to S - 1, frozen before the value was computed.</summary>
    public ImmutableArray<double> StepSizes { get; init; } = [];

    /// <summary>Mean acceptance; null without transitions.</summary>
    public double? MeanAcceptance => Acceptance.IsDefaultOrEmpty ? null : System.Linq.Enumerable.Average(Acceptance);

    /// <summary>Least acceptance of a temperature; null without transitions.</summary>
    public double? LeastAcceptance => Acceptance.IsDefaultOrEmpty ? null : System.Linq.Enumerable.Min(Acceptance);

    /// <summary>One line: <c>16 chains, 500 temperatures (sigmoid), 10 leapfrog steps, acceptance .66, at least .58</c>.</summary>
    public override string ToString()
    {
        if (Temperatures is not { } temperatures)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Samples:N0} samples");
        }

        string chains = string.Create(CultureInfo.InvariantCulture, $"{Samples:N0} chains, {temperatures:N0} temperatures ({Schedule})");
        return MeanAcceptance is not { } mean
            ? chains
            : string.Create(CultureInfo.InvariantCulture, $"{chains}, {LeapfrogSteps} leapfrog steps, acceptance {mean:F2}, at least {LeastAcceptance:F2}");
    }
}
