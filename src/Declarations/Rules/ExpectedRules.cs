using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What the expected information says of the chosen bound: whether it can report so much, and how widely it would scatter.</summary>
internal static class ExpectedRules
{
    /// <summary>Batches and samples above this are no advice.</summary>
    private const int Most = 65_536;

    private static readonly Place Chosen = Place.OfArgument("Estimator");

    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (declaration.Bound is not { Bound: { } bound, Expected: { } expected } || BoundCatalogue.Find(bound) is not { } row)
        {
            return;
        }

        if (!(expected >= 0 && !double.IsInfinity(expected)))
        {
            problems.Add(new Problem(RuleIds.BoundParameter, $"Expected = {RuleBook.Show(expected)} must be a number of nats, not negative; drop it where nothing is expected", Place.OfArgument("Estimator", "Expected"))
            {
                Mends = EquatableArray<Mend>.Of(new Mend(MendKind.RemoveArgument, "Drop Expected", Place.OfArgument("Estimator", "Expected"))),
            });
            return;
        }

        CheckCap(declaration, row, expected, problems);
        CheckSpread(declaration, row, expected, problems);
    }

    /// <summary>MIDSL015: the cap grows with log K only.</summary>
    private static void CheckCap(EstimatorDeclaration declaration, BoundRow row, double expected, List<Problem> problems)
    {
        if (CapOf(declaration) is not { } cap || cap.Most >= expected)
        {
            return;
        }

        double needed = Math.Ceiling(Math.Exp(expected - cap.Above) * cap.Scale);
        bool reachable = needed <= Most;
        string raise = reachable ? $"K of at least {RuleBook.Show(needed)}, such as {cap.Argument} = {RuleBook.Show(cap.ArgumentFor(needed))}" : $"K of {needed.ToString("0.0e+0", CultureInfo.InvariantCulture)}, more than can be had";
        var mends = new List<Mend>();
        if (reachable)
        {
            string value = RuleBook.Show(cap.ArgumentFor(needed));
            mends.Add(new Mend(MendKind.SetArgument, $"Set {cap.Argument} = {value}: the cap log K is then above {Nats(expected)} nats", Place.OfArgument(cap.Attribute, cap.Argument), value));
        }

        Bound[] others = [.. Others(declaration, expected)];
        mends.AddRange(Instead(others, declaration));
        problems.Add(new Problem(
            RuleIds.Cap,
            $"Expected = {RuleBook.Show(expected)} nats lies above what {row.Title} can report with K = {RuleBook.Show(cap.K)}, at most {cap.Formula} = {Nats(cap.Most)}; it needs {raise}, or a bound without that cap: {Words(others)}",
            Place.OfArgument("Estimator", "Expected"))
        {
            Mends = mends.ToEquatableArray(),
        });
    }

    /// <summary>
    /// MIDSL016: with M independent negatives the variance at the optimum is at least (e^I - 1)/M, for a Gaussian pair
    /// (e^2I - 1)/M; in-batch pairs behave near the optimum about as N(N - 1) negatives, which is no floor.
    /// </summary>
    private static void CheckSpread(EstimatorDeclaration declaration, BoundRow row, double expected, List<Problem> problems)
    {
        BoundDeclaration bound = declaration.Bound;
        bool scatters = (bound.Bound == Bound.JensenShannon ? bound.ReadBy ?? Defaults.ReadBy : bound.Bound) is Bound.Nwj or Bound.DonskerVaradhan or Bound.Tuba
            || bound is { Bound: Bound.IAlpha, Alpha: 0 };
        double batch = Math.Max(2, declaration.Training.BatchSize ?? Defaults.BatchSize);
        bool inBatch = Sampling(declaration) == NegativeSampling.InBatch;
        double negatives = batch * (inBatch ? batch - 1 : Math.Max(1, declaration.Negatives?.PerPair ?? Defaults.PerPair));
        if (!scatters || !(Math.Exp(expected) - 1 > negatives))
        {
            return;
        }

        double needed = inBatch ? Math.Ceiling(0.5 + Math.Sqrt(0.25 + Math.Exp(expected))) : Math.Ceiling(Math.Exp(expected) / (negatives / batch));
        var mends = new List<Mend>();
        Bound[] others = [.. Others(declaration, expected)];
        mends.AddRange(Instead(others, declaration));
        if (needed <= Most)
        {
            string value = RuleBook.Show(PowerOfTwo(needed));
            mends.Add(new Mend(MendKind.SetArgument, $"Set BatchSize = {value}: a batch then scatters by less than about a nat", Place.OfArgument("Training", "BatchSize"), value));
        }

        problems.Add(new Problem(
            RuleIds.Spread,
            $"Expected = {RuleBook.Show(expected)} nats makes e^I = {Large(Math.Exp(expected))} against {RuleBook.Show(negatives)} negatives in a batch: {row.Title} then scatters by {(inBatch ? "about" : "at least")} {Large(Math.Sqrt((Math.Exp(expected) - 1) / negatives))} nats from batch to batch, the root of (e^I - 1)/M, and by {Large(Math.Sqrt((Math.Exp(2 * expected) - 1) / negatives))} on a Gaussian pair; {(needed <= Most ? $"BatchSize = {RuleBook.Show(PowerOfTwo(needed))} brings the first below a nat, and better still fits" : "what fits better is")} {Words(others)}",
            Place.OfArgument("Estimator", "Expected"))
        {
            Mends = mends.ToEquatableArray(),
        });
    }

    private static CapOfK? CapOf(EstimatorDeclaration declaration)
    {
        BoundDeclaration bound = declaration.Bound;
        if (bound.Bound == Bound.StructuredInfoNce)
        {
            int samples = bound.Sides.Samples ?? Defaults.Samples;
            return samples > 1 ? new CapOfK(samples, Math.Log(samples), "log K", 0, 1, "Estimator", "Samples", 0) : null; // K = 1 is MIDSL017's
        }

        double alpha = bound.Alpha ?? Defaults.Alpha;
        if (!(bound.Bound == Bound.InfoNce || (bound.Bound == Bound.IAlpha && alpha > 0 && alpha <= 1)))
        {
            return null;
        }

        bool inBatch = Sampling(declaration) == NegativeSampling.InBatch;
        int negatives = inBatch
            ? (declaration.Training.BatchSize ?? Defaults.BatchSize) - 1
            : declaration.Negatives?.InEvaluation ?? declaration.Negatives?.PerPair ?? Defaults.PerPair;
        if (negatives < 1)
        {
            return null; // another rule's
        }

        (string attribute, string argument) = inBatch ? ("Training", "BatchSize") : ("Negatives", Sampling(declaration) == NegativeSampling.Neighbours ? "PerPair" : "InEvaluation");
        bool mixed = bound.Bound == Bound.IAlpha && alpha < 1;
        int k = negatives + 1;
        return mixed
            ? new CapOfK(k, 1 + Math.Log(k / alpha), "1 + log(K / alpha)", 1, alpha, attribute, argument, inBatch ? 0 : 1)
            : new CapOfK(k, Math.Log(k), "log K", 0, 1, attribute, argument, inBatch ? 0 : 1);
    }

    private static NegativeSampling Sampling(EstimatorDeclaration declaration) => declaration.Negatives?.Sampling ?? Defaults.Sampling;

    /// <summary>Bounds without such a cap or spread that the declared knowledge allows, the tightest first.</summary>
    private static IEnumerable<Bound> Others(EstimatorDeclaration declaration, double expected)
    {
        if (KnownBounds.Contains(declaration.Bound.Bound))
        {
            return new[] { Bound.Ais, Bound.Iwae, Bound.BarberAgakov, Bound.MineAis }
                .Where(bound => bound != declaration.Bound.Bound && (bound != Bound.Iwae || KnownBounds.HasProposal(declaration)) // from the marginal its cap is log K too
                    && KnownBounds.Missing(bound, Side.Lower, declaration) == Knowledge.None);
        }

        // From samples alone nothing certifies much more than log n; an estimate at least does not scatter.
        bool fits = declaration.Bound.Bound != Bound.InfoNce && expected <= Math.Log(Most) && Sampling(declaration) == NegativeSampling.InBatch && expected <= Math.Log(declaration.Training.BatchSize ?? Defaults.BatchSize);
        return fits ? [Bound.InfoNce, Bound.Smile] : [Bound.Smile];
    }

    /// <summary>The edits that declare another bound, where nothing is left behind that it would refuse.</summary>
    private static IEnumerable<Mend> Instead(Bound[] bounds, EstimatorDeclaration declaration)
    {
        BoundDeclaration written = declaration.Bound;
        if (written.Bound == Bound.JensenShannon)
        {
            return bounds.Where(bound => BoundCatalogue.Readers.Contains(bound))
                .Select(bound => new Mend(MendKind.SetArgument, $"Set ReadBy = Bound.{bound}: {Reason(bound)}", Place.OfArgument("Estimator", "ReadBy"), $"Bound.{bound}"));
        }

        bool plain = written is { Alpha: null, EmaRate: null, Tau: null, ReadBy: null, NoiseRatio: null } && declaration.Baseline is null;
        return bounds.Where(bound => plain && (written.Sides.Samples is null || KnownBounds.HasSamples(bound) || !KnownBounds.Contains(bound)))
            .Select(bound => new Mend(MendKind.SetArgument, $"Declare Bound.{bound}: {Reason(bound)}", Chosen, $"Bound.{bound}"));
    }

    private static string Reason(Bound bound) => bound switch
    {
        Bound.Ais => "tight at any information, as temperatures are added",
        Bound.Iwae => "at most Barber-Agakov + log K",
        Bound.BarberAgakov => "as tight as q(y|x) is close to the posterior",
        Bound.MineAis => "a learned energy, with no cap",
        Bound.InfoNce => "low variance, and log K suffices here",
        _ => "an estimate without a cap, which scatters less",
    };

    private static string Words(Bound[] bounds) => bounds.Length switch
    {
        0 => "Bound.Ais, once densities are declared",
        _ => string.Join(", ", bounds.Select(bound => $"Bound.{bound}")) + (bounds.Contains(Bound.Smile) ? " (an estimate), or Bound.Ais once densities are declared" : ""),
    };

    private static double PowerOfTwo(double least) => Math.Pow(2, Math.Ceiling(Math.Log(least, 2) - 1e-9));

    private static string Nats(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Large(double value) => value.ToString(value < 1e6 ? "0.##" : "0.0e+0", CultureInfo.InvariantCulture);

    /// <param name="K">Samples with the positive among them.</param>
    /// <param name="Most">The cap.</param>
    /// <param name="Formula">The cap in words.</param>
    /// <param name="Above">What the cap has above the logarithm.</param>
    /// <param name="Scale">What divides K in it.</param>
    /// <param name="Attribute">Where K is declared.</param>
    /// <param name="Argument">As what.</param>
    /// <param name="Positives">Whether the argument leaves the positive out: 1, else 0.</param>
    private sealed record CapOfK(int K, double Most, string Formula, double Above, double Scale, string Attribute, string Argument, int Positives)
    {
        public double ArgumentFor(double k) => Positives == 0 ? PowerOfTwo(k) : k - 1;
    }
}
