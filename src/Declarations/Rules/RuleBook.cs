using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What a declaration may not say. The generator and the analyzers both ask here.</summary>
internal static class RuleBook
{
    public static EquatableArray<Problem> Check(EstimatorDeclaration declaration)
    {
        var problems = new List<Problem>(declaration.ReadingProblems);
        CheckBound(declaration, problems);
        CheckJoint(declaration, problems);
        KnownRules.Check(declaration, problems);
        CriticRules.Check(declaration, problems);
        BaseCriticRules.Check(declaration, problems);
        BatchNormRules.Check(declaration, problems);
        ImageRules.Check(declaration, problems);
        DiscreteRules.Check(declaration, problems);
        VariationalRules.Check(declaration, problems);
        AutoencoderRules.Check(declaration, problems);
        NegativeRules.Check(declaration, problems);
        CheckTraining(declaration, problems);
        CheckClipping(declaration.Clipping, problems);
        TargetRules.Check(declaration, problems);
        ReportedSideRules.Check(declaration, problems);
        HmcRules.Check(declaration, problems);
        ExpectedRules.Check(declaration, problems);
        DegenerateRules.Check(declaration, problems);
        return problems.ToEquatableArray();
    }

    /// <summary>Those for which nothing can be emitted; warnings leave the estimator as it is.</summary>
    public static EquatableArray<Problem> Refusals(EstimatorDeclaration declaration) =>
        Check(declaration).Where(problem => !RuleIds.IsWarning(problem.Id)).ToEquatableArray();

    private static void CheckBound(EstimatorDeclaration declaration, List<Problem> problems)
    {
        BoundDeclaration bound = declaration.Bound;
        if (bound.Bound is null)
        {
            problems.Add(new Problem(RuleIds.NoBound, $"no bound is declared; write [Estimator(...)] with one of {BoundCatalogue.Choices}", Place.OfAttribute("Estimator")).MendedBy(BoundMends.Any(declaration)));
            return;
        }

        if (BoundCatalogue.Find(bound.Bound) is null)
        {
            problems.Add(new Problem(RuleIds.NoBound, $"'{Show(bound.Bound)}' is no bound; choose one of {BoundCatalogue.Choices}", Place.OfArgument("Estimator")).MendedBy(BoundMends.Any(declaration)));
            return;
        }

        if (bound.Tau is { } tau)
        {
            if (bound.Bound != Bound.Smile && !(bound.Bound == Bound.JensenShannon && bound.ReadBy == Bound.Smile))
            {
                Foreign("Tau", $"Tau = {Show(tau)} clips the partition of SMILE, and Bound.{bound.Bound} has none; drop it or declare Bound.Smile", Bound.Smile);
            }
            else if (!(tau > 0))
            {
                Outside("Tau", $"Tau = {Show(tau)} must be greater than 0; 5 is usual, double.PositiveInfinity does not clip", Defaults.Tau);
            }
        }

        if (bound.Alpha is { } alpha)
        {
            if (bound.Bound != Bound.IAlpha)
            {
                Foreign("Alpha", $"Alpha = {Show(alpha)} belongs to I_alpha, and Bound.{bound.Bound} has none; drop it or declare Bound.IAlpha", Bound.IAlpha);
            }
            else if (!(alpha >= 0 && alpha <= 1))
            {
                Outside("Alpha", $"Alpha = {Show(alpha)} must lie in [0, 1]: 0 is NWJ, 1 is InfoNCE", Defaults.Alpha);
            }
        }

        if (bound.ReadBy is { } reader)
        {
            if (bound.Bound != Bound.JensenShannon)
            {
                Foreign("ReadBy", $"ReadBy = {Show(reader)} reads a Jensen-Shannon critic, and Bound.{bound.Bound} reads itself; drop it or declare Bound.JensenShannon", Bound.JensenShannon);
            }
            else if (!BoundCatalogue.Readers.Contains(reader))
            {
                problems.Add(new Problem(RuleIds.NotInformation, $"ReadBy = {Show(reader)} gives no mutual information from a Jensen-Shannon critic, whose f is log p(x, y) / p(x) p(y); read it by Bound.Nwj, DonskerVaradhan or Smile", Place.OfArgument("Estimator", "ReadBy"))
                    .MendedBy([.. BoundCatalogue.Readers.Select(r => BoundMends.Declare(r) with { Title = BoundMends.Declare(r).Title.Replace("Declare", "Read by"), Place = Place.OfArgument("Estimator", "ReadBy") })]));
            }
        }

        if (bound.NoiseRatio is { } ratio)
        {
            if (bound.Bound != Bound.JensenShannon)
            {
                Foreign("NoiseRatio", $"NoiseRatio = {Show(ratio)} weighs the negatives of the Jensen-Shannon objective, and Bound.{bound.Bound} has its own weights; drop it or declare Bound.JensenShannon", Bound.JensenShannon);
            }
            else if (!(ratio > 0 && !double.IsInfinity(ratio)))
            {
                Outside("NoiseRatio", $"NoiseRatio = {Show(ratio)} must be positive and finite: negatives to a positive; 1 is Jensen-Shannon", Defaults.NoiseRatio);
            }
        }

        if (bound.EmaRate is { } rate)
        {
            if (bound.Bound != Bound.DonskerVaradhan)
            {
                Foreign("EmaRate", $"EmaRate = {Show(rate)} corrects the gradient of Donsker-Varadhan, and Bound.{bound.Bound} needs no correction; drop it or declare Bound.DonskerVaradhan", Bound.DonskerVaradhan, RuleIds.EmaRate);
            }
            else if (!(rate > 0 && rate < 1))
            {
                Outside("EmaRate", $"EmaRate = {Show(rate)} must lie in (0, 1); 0.01 is usual", Defaults.EmaRate, RuleIds.EmaRate);
            }
        }

        void Foreign(string argument, string message, Bound owner, string id = RuleIds.BoundParameter)
        {
            Place place = Place.OfArgument("Estimator", argument);
            problems.Add(new Problem(id, message, place).MendedBy(Mend.Drop(place), BoundMends.Declare(owner)));
        }

        void Outside(string argument, string message, double usual, string id = RuleIds.BoundParameter)
        {
            Place place = Place.OfArgument("Estimator", argument);
            problems.Add(new Problem(id, message, place).MendedBy(Mend.Set(place, Show(usual), "the usual value")));
        }
    }

    private static void CheckJoint(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (declaration.Joint is not { } joint)
        {
            if (KnownBounds.Contains(declaration.Bound.Bound))
            {
                return; // pairs may be simulated
            }

            string bound = BoundCatalogue.Find(declaration.Bound.Bound) is { } row ? row.Title : "an estimator";
            problems.Add(new Problem(
                RuleIds.MissingKnowledge,
                $"{bound} needs pairs from p(x, y), and none are declared; mark a sampler with [Joint(X = ..., Y = ...)], or the class with [Joint] when data is given to Fit or Step",
                Place.OfAttribute("Estimator")).MendedBy(Mend.Add("Joint", "data is given to Fit or Step"), KnownMends.Sampler()));
            return;
        }

        CheckDimension("X", joint.X);
        CheckDimension("Y", joint.Y);

        void CheckDimension(string variable, int? dimension)
        {
            Place place = joint.Kind == JointKind.Data ? Place.OfArgument("Joint", variable) : Place.OfRole(joint.Member, "Joint", variable);
            if (dimension is null && joint.Kind != JointKind.Data)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"the sampler '{joint.Member}' does not say how many dimensions {variable} has; write [Joint(X = ..., Y = ...)]", place));
            }
            else if (dimension is { } d && (d < 0 || (d == 0 && joint.Kind != JointKind.Data)))
            {
                // Of data they are read off; a sampler has to say them.
                problems.Add(new Problem(RuleIds.Dimensions, $"{variable} = {Show(d)} is no number of dimensions; it must be at least 1", place)
                    .MendedBy(joint.Kind == JointKind.Data ? Mend.Drop(place, "it is read off the data") : Mend.Set(place, "1", "the least")));
            }
        }
    }

    private static void CheckTraining(EstimatorDeclaration declaration, List<Problem> problems)
    {
        TrainingDeclaration training = declaration.Training;
        AtLeast("Steps", training.Steps, 1);
        bool inBatch = (declaration.Negatives?.Sampling ?? Defaults.Sampling) == NegativeSampling.InBatch;
        AtLeast("BatchSize", training.BatchSize, declaration.Bound.Bound == Bound.IAlpha && inBatch ? 3 : 2);
        AtLeast("ValidationInterval", training.ValidationInterval, 1);
        AtLeast("Patience", training.Patience, 0);

        // Two batches at least, or a spread between batches could not be told.
        int batch = Math.Max(2, training.BatchSize ?? Defaults.BatchSize);
        AtLeast("ValidationPairs", training.ValidationPairs, 2 * (long)batch);
        AtLeast("TestPairs", training.TestPairs, 2 * (long)batch);

        Within("LearningRate", training.LearningRate, value => value > 0 && !double.IsInfinity(value), "must be positive", Defaults.LearningRate);
        Within("WeightDecay", training.WeightDecay, value => value >= 0 && !double.IsInfinity(value), "must not be negative", 0);
        Within("WeightAverage", training.WeightAverage, value => value >= 0 && value < 1, "must lie in [0, 1); 0.99 averages over the last 100 steps or so, 0 is off", 0.99);
        Within("Validation", training.Validation, value => value > 0 && value < 1, "must lie in (0, 1): without validation pairs nothing tells when to stop", Defaults.Validation);
        Within("Test", training.Test, value => value >= 0 && value < 1, "must lie in [0, 1)", Defaults.Test);
        double validation = training.Validation ?? Defaults.Validation;
        double test = training.Test ?? Defaults.Test;
        if (validation > 0 && validation < 1 && test >= 0 && test < 1 && validation + test >= 1)
        {
            (string argument, double usual) = training.Test is null ? ("Validation", Defaults.Validation) : ("Test", Math.Min(Defaults.Test, (1 - validation) / 2));
            Add(argument, $"Validation = {Show(validation)} and Test = {Show(test)} leave no training pairs; together they must stay below 1", Mend.Set(Of(argument), Show(usual)));
        }

        if (training.CrossFit is { } folds && folds != 0)
        {
            if (folds is < 2 or > 20)
            {
                Add("CrossFit", $"CrossFit = {Show(folds)} must lie in 2 to 20, or be 0 for a single split", Mend.Set(Of("CrossFit"), folds < 2 ? "5" : "20"), Mend.Drop(Of("CrossFit"), "a single split"));
            }
            else if (training.Test is not null)
            {
                Add("Test", $"Test = {Show(test)} has no meaning beside CrossFit = {Show(folds)}, which holds out each pair once; drop one of them", Mend.Drop(Of("Test"), "each fold is held out once"), Mend.Drop(Of("CrossFit"), "a single split"));
            }
        }

        if (training.Optimizer is { } optimizer && !Enum.IsDefined(typeof(Optimizer), optimizer))
        {
            Add("Optimizer", $"'{Show(optimizer)}' is no optimizer; choose Optimizer.Adam, AdamW, Sgd or RmsProp", Mend.Choose(Of("Optimizer"), Defaults.Optimizer));
        }

        if (training.Schedule is { } schedule && !Enum.IsDefined(typeof(LearningRateSchedule), schedule))
        {
            Add("Schedule", $"'{Show(schedule)}' is no schedule; choose LearningRateSchedule.Constant or Cosine", Mend.Choose(Of("Schedule"), Defaults.Schedule));
        }

        if (training.Device is { } device && !IsDevice(device))
        {
            Add("Device", $"Device = \"{device}\" is none that torch knows; write \"cpu\", \"cuda\" or \"cuda:1\"", Mend.Set(Of("Device"), "\"cpu\""), Mend.Set(Of("Device"), "\"cuda\""));
        }

        if (declaration.Preprocessing is { } step && !Enum.IsDefined(typeof(Preprocessing), step))
        {
            problems.Add(new Problem(RuleIds.Setting, $"'{Show(step)}' is no preparation; choose Preprocessing.Standardize, NormalScores, UnmixedScores or None", Place.OfArgument("Preprocess")).MendedBy(Mend.Choose(Place.OfArgument("Preprocess"), Preprocessing.Standardize)));
        }

        static Place Of(string argument) => Place.OfArgument("Training", argument);

        void Add(string argument, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Setting, message, Of(argument)).MendedBy(mends));

        void AtLeast(string argument, int? value, long least)
        {
            if (value < least)
            {
                Add(argument, $"{argument} = {Show(value)} must be at least {Show(least)}" + (argument.EndsWith("Pairs", StringComparison.Ordinal) ? ", two batches" : ""), Mend.Set(Of(argument), Show(least), "the least"));
            }
        }

        void Within(string argument, double? value, Func<double, bool> holds, string rule, double usual)
        {
            if (value is { } v && !holds(v))
            {
                Add(argument, $"{argument} = {Show(v)} {rule}", Mend.Set(Of(argument), Show(usual), "the usual value"));
            }
        }
    }

    private static void CheckClipping(ClippingDeclaration? clipping, List<Problem> problems)
    {
        if (clipping is null)
        {
            return;
        }

        if (!Enum.IsDefined(typeof(Clip), clipping.Mode))
        {
            problems.Add(new Problem(RuleIds.Setting, $"'{Show(clipping.Mode)}' is no clipping; choose Clip.Norm, Value or Adaptive", Place.OfArgument("GradientClipping")).MendedBy(Mend.Choose(Place.OfArgument("GradientClipping"), Clip.Norm)));
            return;
        }

        CheckLimit("MaxNorm", clipping.MaxNorm, Clip.Norm, Defaults.MaxNorm);
        CheckLimit("MaxValue", clipping.MaxValue, Clip.Value, Defaults.MaxValue);

        void CheckLimit(string argument, double? value, Clip owner, double usual)
        {
            if (value is not { } limit)
            {
                return;
            }

            Place place = Place.OfArgument("GradientClipping", argument);
            if (clipping.Mode != owner)
            {
                problems.Add(new Problem(RuleIds.Setting, $"{argument} = {Show(limit)} is only read by Clip.{owner}; drop it or declare Clip.{owner}", place)
                    .MendedBy(Mend.Drop(place), Mend.Set(Place.OfArgument("GradientClipping"), $"Clip.{owner}")));
            }
            else if (!(limit > 0))
            {
                problems.Add(new Problem(RuleIds.Setting, $"{argument} = {Show(limit)} must be positive", place).MendedBy(Mend.Set(place, Show(usual), "the usual value")));
            }
        }
    }

    private static bool IsDevice(string device) =>
        device is "cpu" or "cuda" or "mps"
        || (device.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(device.Substring(5), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    internal static string Show(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>Choices in a message, or what to say when there is none.</summary>
    public static string Or(IEnumerable<string> choices, string none) => string.Join(", ", choices) is { Length: > 0 } some ? some : none;
}
