using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Samples.Common;

/// <summary>What Brekelmans et al. 2022 (2303.06992) say of these bounds on learned models of MNIST.</summary>
public static class BracketClaims
{
    // A form of InfoNCE this near its cap, as a share of it, has nothing more to say.
    private const double NearCap = 0.1;
    private const double Far = 1.5;

    /// <summary>Looks at all brackets of one model.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="start">Where the IWAE starts whose time is compared: <c>q</c> or <c>p(y)</c>.</param>
    /// <param name="brackets">On the same pairs.</param>
    public static IEnumerable<Claim> Check(string model, string start, IReadOnlyList<Bracket> brackets)
    {
        Bracket[] ais = [.. brackets.Where(one => one.Name == Bracket.Ais).OrderBy(one => one.Lower.Sampling!.Temperatures)];
        Bracket best = ais[^1];
        yield return new(
            $"{model}: the AIS interval shrinks with S", ais.Zip(ais.Skip(1), (few, more) => more.Width < few.Width).All(shrinks => shrinks),
            string.Join(", ", ais.Select(one => FormattableString.Invariant($"{Screen.Number(one.Width, 3)} at S = {one.Lower.Sampling!.Temperatures}"))));

        // For each AIS that anneals, the fastest IWAE that took as long.
        foreach (Bracket annealed in ais.Skip(1))
        {
            Bracket? equal = brackets.Where(one => one.Name == Bracket.Iwae && one.Start == start && one.Took.IsAtLeast(annealed.Took)).MinBy(one => one.Took.Cpu);
            if (equal is not null)
            {
                yield return new(
                    $"{model}: AIS with {annealed.Short} is narrower than IWAE in at least its time", annealed.Width < equal.Width, $"{Took(annealed)}, IWAE {equal.Short} {Took(equal)}");
            }
        }

        Bracket[] capped = [.. brackets.Where(one => one.Name is Bracket.Structured or Bracket.InfoNce)];
        foreach (Bracket form in capped)
        {
            double cap = form.Lower.Cap;
            yield return new(
                FormattableString.Invariant($"{model}: {form.Name} saturates at log K (within {NearCap:P0}, not above)"),
                form.Lower.Value <= cap + 1e-6 && form.Lower.Value > (1 - NearCap) * cap, FormattableString.Invariant($"{form.Lower.Value:0.000} of {cap:0.000}"));
        }

        double most = capped.Max(form => form.Lower.Value);
        yield return new(
            FormattableString.Invariant($"{model}: the AIS lower bound far exceeds them (by a factor above {Far})"), best.Lower.Value > Far * most,
            FormattableString.Invariant($"{best.Lower.Value:0.00} against {most:0.00}"));
    }

    private static string Took(Bracket one) => FormattableString.Invariant($"{Screen.Number(one.Width, 3)} ± {one.Both!.WidthError:0.000} in {one.Took}");
}
