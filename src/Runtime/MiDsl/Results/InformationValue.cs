using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MiDsl;

/// <summary>
/// A number of nats with its standard error and where it came from. Its type says on which side of the truth it stands:
/// <see cref="LowerBound"/>, <see cref="UpperBound"/>, or on none, <see cref="Estimate"/>.
/// </summary>
/// <remarks>
/// Arithmetic keeps the direction where it stays true for any two values, and is an <see cref="Estimate"/> elsewhere.
/// Standard errors add up, not in quadrature: two values may come from the same pairs, and the sum is then still not too
/// small. Means of values over seeds: <see cref="Combined"/>.
/// </remarks>
public abstract record InformationValue
{
    private readonly Verdict verdict;
    private readonly int? degreesOfFreedom;

    private protected InformationValue(double value, double standardError)
    {
        bool unknown = double.IsNaN(value) && double.IsNaN(standardError);
        if (!(standardError >= 0) && !unknown)
        {
            throw new ArgumentOutOfRangeException(
                nameof(standardError), standardError, "A standard error is not negative; infinite when unknown.");
        }

        Value = value;
        StandardError = standardError;
        verdict = double.IsFinite(value) ? Verdict.Ok : Verdict.Diverged;
        VerdictText = double.IsFinite(value) ? "" : "The value is not a finite number.";
    }

    /// <summary>The value in nats; negative values are legal. Not finite only with <see cref="Verdict.Diverged"/>.</summary>
    public double Value { get; }

    /// <summary>
    /// Standard error of <see cref="Value"/> in nats, over repeated draws of the pairs it was computed on, not over
    /// repeated trainings. Infinite when unknown.
    /// </summary>
    public double StandardError { get; }

    /// <summary>What the value is, in a word or two: the bound's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Pairs the value was computed on; 0 when unknown.</summary>
    public long Pairs { get; init; }

    /// <summary>The role of these pairs.</summary>
    public DataRole Data { get; init; } = DataRole.Given;

    /// <summary>What has to be known to repeat the run.</summary>
    public RunSettings? Settings { get; init; }

    /// <summary>The greatest value that this bound can report, e.g. log K; positive infinity when there is none.</summary>
    public double Cap { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// What the value cannot fall below in expectation, e.g. Barber-Agakov's bound with the same q for an IWAE or coupled-reverse
    /// lower bound; negative infinity when there is none.
    /// </summary>
    public double Floor { get; init; } = double.NegativeInfinity;

    /// <summary>
    /// Degrees of freedom of <see cref="StandardError"/>, sub-batches less 1; null when it comes from so many pairs that the normal
    /// distribution serves, 0 when one sub-batch says nothing.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int? DegreesOfFreedom
    {
        get => degreesOfFreedom;
        init => degreesOfFreedom = value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Degrees of freedom are not negative; null for very many.");
    }

    /// <summary>
    /// The 95 % confidence interval of what the value estimates, pair sampling included, by Student's t distribution. It is
    /// the bound's expectation that it covers, not the information. Infinite when the error is unknown.
    /// </summary>
    public (double Low, double High) Confidence95
    {
        get
        {
            double half = StandardError == 0 ? 0 : Student.Exceeded(0.025, DegreesOfFreedom) * StandardError;
            return (Value - half, Value + half);
        }
    }

    /// <summary>Samples, temperatures and acceptance of a bound on known densities; null elsewhere.</summary>
    public SamplingReport? Sampling { get; init; }

    /// <summary>What the run says about its own value.</summary>
    /// <exception cref="ArgumentException">Anything but <see cref="Verdict.Diverged"/> for a value that is not finite.</exception>
    public Verdict Verdict
    {
        get => verdict;
        init
        {
            if (value != Verdict.Diverged && !double.IsFinite(Value))
            {
                throw new ArgumentException($"A value that is not a finite number can only have the verdict {Verdict.Diverged}.", nameof(value));
            }

            verdict = value;
        }
    }

    /// <summary>What was seen, in numbers, and what to do about it: a plain sentence. Empty when all is well.</summary>
    public string VerdictText { get; init; }

    /// <summary>Other readings of the same run, e.g. the plug-in value beside the tangent one.</summary>
    public ImmutableArray<InformationValue> Alongside { get; init; } = [];

    /// <summary>On which side of the truth the value stands.</summary>
    public abstract Direction Direction { get; }

    /// <summary>The sum; of two bounds on one side a bound on that side, else an estimate.</summary>
    public static Estimate operator +(InformationValue left, InformationValue right) =>
        Combine(left, right, left.Value + right.Value, SumOfErrors(left, right), "+");

    /// <summary>The difference: an estimate, except for bounds on opposite sides.</summary>
    public static Estimate operator -(InformationValue left, InformationValue right) =>
        Combine(left, right, left.Value - right.Value, SumOfErrors(left, right), "-");

    /// <summary>The product: an estimate.</summary>
    public static Estimate operator *(InformationValue left, InformationValue right) =>
        Combine(left, right, left.Value * right.Value, ProductOfErrors(left, right), "*");

    /// <summary>
    /// A multiple, an estimate because the sign of the factor is not known to the compiler. <c>Scale</c> of a bound
    /// keeps its direction.
    /// </summary>
    public static Estimate operator *(double factor, InformationValue value) =>
        Derived(
            new Estimate(factor * value.Value, Times(Math.Abs(factor), value.StandardError)),
            value, null, Scaled(factor, value.Name));

    /// <inheritdoc cref="op_Multiply(double, InformationValue)"/>
    public static Estimate operator *(InformationValue value, double factor) => factor * value;

    /// <summary>The greater of two values: an estimate, since a choice made on the data has a side of its own.</summary>
    public static Estimate Max(InformationValue left, InformationValue right) => Chosen(left, right, left.Value >= right.Value, "max");

    /// <summary>The lesser of two values: an estimate, since a choice made on the data has a side of its own.</summary>
    public static Estimate Min(InformationValue left, InformationValue right) => Chosen(left, right, left.Value <= right.Value, "min");

    /// <summary>The value clipped to [low, high]: an estimate, since clipping biases inwards.</summary>
    /// <param name="low">Least value kept, e.g. 0.</param>
    /// <param name="high">Greatest value kept.</param>
    public Estimate Clip(double low = 0, double high = double.PositiveInfinity) =>
        Derived(new Estimate(Math.Clamp(Value, low, high), StandardError), this, null, $"clip({Name})");

    /// <summary>The same number without a claim to a side.</summary>
    public Estimate ToEstimate() => Derived(new Estimate(Value, StandardError), this, null, Name) with
    {
        Data = Data,
        Cap = Cap,
        Floor = Floor,
        Alongside = Alongside,
    };

    /// <summary>
    /// One line, the same in every culture: <c>1.947 ± 0.012 nats, lower bound (InfoNCE, 8,192 fresh pairs, cap 4.159)</c>.
    /// </summary>
    public sealed override string ToString()
    {
        StringBuilder text = new();
        int digits = Digits();
        text.Append(Number(Value, digits));
        if (double.IsFinite(StandardError))
        {
            text.Append(" ± ").Append(Number(StandardError, digits));
        }

        text.Append(" nats, ").Append(Direction switch
        {
            Direction.Lower => "lower bound",
            Direction.Upper => "upper bound",
            _ => "estimate",
        });
        string[] notes = [Name, PairsText(), Sampling?.Brief ?? "",
            double.IsFinite(Cap) ? "cap " + Number(Cap, 3) : "", double.IsFinite(Floor) ? "floor " + Number(Floor, 3) : "",
            double.IsFinite(StandardError) ? "" : "error unknown"];
        notes = Array.FindAll(notes, note => note.Length > 0);
        if (notes.Length > 0)
        {
            text.Append(" (").AppendJoin(", ", notes).Append(')');
        }

        return text.Append(Verdict switch
        {
            Verdict.Ok => "",
            Verdict.Saturated => ", saturated",
            Verdict.StillRising => ", still rising",
            Verdict.Diverged => ", diverged",
            Verdict.Uncertified => ", uncertified",
            Verdict.Disagreement => ", in disagreement",
            _ => ", overfitted",
        }).ToString();
    }

    private protected static double SumOfErrors(InformationValue left, InformationValue right) =>
        left.StandardError + right.StandardError;

    /// <summary>0 times infinity is 0 here: an unknown error of something that does not count.</summary>
    private protected static double Times(double factor, double error) => factor == 0 ? 0 : factor * error;

    private protected static string Joined(string left, string sign, string right) =>
        left.Length == 0 && right.Length == 0 ? "" : $"{left} {sign} {(sign == "+" ? right : Inner(right))}";

    private protected static string Shifted(string name, double constant) =>
        name.Length == 0 ? "" : constant < 0 ? $"{name} - {Text(-constant)}" : $"{name} + {Text(constant)}";

    private protected static string Scaled(double factor, string name) => name.Length == 0 ? "" : $"{Text(factor)} {Inner(name)}";

    private protected static string Negated(string name) => name.Length == 0 ? "" : "-" + Inner(name);

    /// <summary>Gives a value that was computed from one or two others what it takes over from them.</summary>
    private protected static T Derived<T>(T result, InformationValue left, InformationValue? right, string name)
        where T : InformationValue
    {
        InformationValue worse = right is not null && Severity(right.Verdict) > Severity(left.Verdict) ? right : left;
        bool finite = double.IsFinite(result.Value);
        return (T)((InformationValue)result with
        {
            Name = name,
            Pairs = right is null ? left.Pairs : Math.Min(left.Pairs, right.Pairs),
            Data = DataRole.Derived,
            Settings = right is null || Equals(left.Settings, right.Settings) ? left.Settings : null,
            DegreesOfFreedom = Student.Fewer(left.DegreesOfFreedom, right?.DegreesOfFreedom),
            Sampling = SamplingReport.Of(left.Sampling, right?.Sampling),
            Verdict = finite ? worse.Verdict : Verdict.Diverged,
            VerdictText = finite || worse.Verdict == Verdict.Diverged ? worse.VerdictText : result.VerdictText,
        });
    }

    internal static int Severity(Verdict verdict) => verdict switch
    {
        Verdict.Ok => 0,
        Verdict.Saturated => 1,
        Verdict.StillRising => 2,
        Verdict.Overfitted => 3,
        Verdict.Uncertified => 4,
        Verdict.Disagreement => 5,
        _ => 6,
    };

    /// <summary>A name as an operand of something that binds more tightly than a sum.</summary>
    private static string Inner(string name) => name.Contains(' ', StringComparison.Ordinal) ? $"({name})" : name;

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static Estimate Combine(InformationValue left, InformationValue right, double value, double error, string sign) =>
        Derived(new Estimate(value, error), left, right, Joined(left.Name, sign, right.Name));

    private static Estimate Chosen(InformationValue left, InformationValue right, bool first, string name) =>
        Derived(
            new Estimate((first ? left : right).Value, Math.Max(left.StandardError, right.StandardError)),
            left, right, $"{name}({left.Name}, {right.Name})");

    private static double ProductOfErrors(InformationValue left, InformationValue right) =>
        Times(Math.Abs(left.Value), right.StandardError) + Times(Math.Abs(right.Value), left.StandardError);

    private string PairsText()
    {
        if (Pairs <= 0)
        {
            return Data == DataRole.Derived ? "derived" : "";
        }

        string count = Pairs.ToString("N0", CultureInfo.InvariantCulture);
        return Data switch
        {
            DataRole.Fresh => $"{count} fresh pairs",
            DataRole.HeldOut => $"{count} held-out pairs",
            DataRole.InSample => $"{count} in-sample pairs",
            DataRole.Derived => $"derived, {count} pairs",
            _ => $"{count} pairs",
        };
    }

    /// <summary>Three decimals, or as many as show two digits of a small error.</summary>
    private int Digits()
    {
        if (!(StandardError > 0) || !double.IsFinite(StandardError) || StandardError >= 0.0095)
        {
            return 3;
        }

        return Math.Min(9, 1 - (int)Math.Floor(Math.Log10(StandardError)));
    }

    private static string Number(double number, int digits) =>
        double.IsNaN(number) ? "NaN"
        : double.IsInfinity(number) ? (number > 0 ? "infinity" : "-infinity")
        : number.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
