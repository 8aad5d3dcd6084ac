using System;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>
/// What differs between bounds in the CPU target: the value on a batch and, in closed form, the slope of the loss in each score. What does
/// not depend on the target is said by <see cref="BoundWriter"/>.
/// </summary>
internal abstract class CpuBound
{
    public static CpuBound Of(EstimatorPlan plan) => plan.Row.Bound switch
    {
        Bound.InfoNce => new CpuInfoNce(),
        Bound.DonskerVaradhan => new CpuDonskerVaradhan(),
        Bound.Nwj => new CpuTangent("E_p f - E_q e^(f - 1)", logScale: 1, constant: 0),
        Bound.Tuba => new CpuTangent("E_p s - E_q e^s + 1, s = f - log a(x)", logScale: 0, constant: 1),
        Bound.Smile => new CpuJensenShannon(Bound.Smile),
        Bound.JensenShannon => new CpuJensenShannon(plan.ReadBy),
        Bound.IAlpha => new CpuIAlpha(),
        Bound.Club => new CpuClub(),
        Bound.DifferenceOfEntropies => new CpuDifferenceOfEntropies(),
        _ => throw new ArgumentOutOfRangeException(nameof(plan), plan.Row.Bound, "no writer of the CPU target for this bound"),
    };

    /// <summary>Whether the slopes of a row depend on that row's scores alone, so that pairs can go forward and back row by row.</summary>
    public virtual bool IsRowWise => false;

    /// <summary>Members of BoundObjective: Value and Slopes, and Surrogate where training ascends another function.</summary>
    public abstract void WriteObjective(CodeWriter w, EstimatorPlan plan);

    /// <summary>Adds to the local <c>read</c> what <c>scores</c> hold.</summary>
    public abstract string Collect(EstimatorPlan plan);

    /// <summary>Writes the information densities of <c>scores</c> into the local <c>batch</c>.</summary>
    public abstract void WriteDensities(CodeWriter w);

    /// <summary>Slopes of some rows, and of all.</summary>
    protected static void WriteRowSlopes(CodeWriter w, string doc, string body)
    {
        w.Doc(doc);
        using (w.Open("public static void Slopes(PairedScores scores, int row, int rows)"))
        {
            w.Lines(body);
        }

        w.Gap();
        w.Doc("The same of all rows.");
        w.Lines("public static void Slopes(PairedScores scores) => Slopes(scores, 0, scores.Rows);");
    }

    /// <summary>A further argument where negatives' y are no test pair's.</summary>
    protected static string ByColumns(EstimatorPlan plan) => plan.Negatives.Sampling == NegativeSampling.Neighbours ? ", byColumns: false" : "";

    /// <summary>The positives, less a number.</summary>
    protected static void WritePositives(CodeWriter w, string less)
    {
        w.Lines("scores.CopyPositives(batch);");
        if (less.Length > 0)
        {
            using (w.Open("foreach (ref float density in batch.AsSpan())"))
            {
                w.Lines($"density -= {less};");
            }
        }
    }
}

internal sealed class CpuInfoNce : CpuBound
{
    public override bool IsRowWise => true;

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc(plan.Negatives.InRows
            ? "E f(x, y_1) - E log (1/K) sum_k e^f(x, y_k), K = 1 + M: each row holds its positive first."
            : "E f(x, y_1) - E log (1/K) sum_k e^f(x, y_k) on a batch of K pairs, row i holding the positive y_i.");
        w.Lines("public static double Value(PairedScores scores) => scores.MeanPositive() - scores.LogMeanRows();");
        w.Gap();
        WriteRowSlopes(w, "The slopes of minus the value: each score's share in its row, and -1 more for a positive; all over N.", """
            scores.SoftmaxRows(row, rows);
            scores.ScaleSlopes(row, rows, 1.0 / scores.Rows);
            scores.AddToPositives(row, rows, -1.0 / scores.Rows);
            """);
    }

    public override string Collect(EstimatorPlan plan) => $"read.AddInfoNce(scores{ByColumns(plan)});";

    public override void WriteDensities(CodeWriter w) => w.Lines("scores.InfoNceDensities(batch);");
}

internal sealed class CpuDonskerVaradhan : CpuBound
{
    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Lines($"""
            private const double EmaRate = {CodeWriter.Number(plan.EmaRate)};
            private const double MaxRatio = 10;
            """);
        w.Gap();
        w.Doc("The log of the moving average of E_q e^f; NaN before the first batch.");
        w.Lines("public double LogEma { get; private set; } = double.NaN;");
        w.Gap();
        w.Doc("The plug-in value E_p f - log E_q e^f on a batch, biased upwards.");
        w.Lines("public static double Value(PairedScores scores) => scores.MeanPositive() - scores.LogMeanNegatives();");
        w.Gap();
        w.Doc("The slopes E_q[e^f grad f] / ema - E_p grad f, the moving average in place of the batch's mean: less biased than those\nof the plug-in value.");
        using (w.Open("public void Slopes(PairedScores scores)"))
        {
            w.Lines("""
                double logMean = scores.SoftmaxNegatives();
                Observe(logMean);
                scores.ScaleSlopes(Math.Min(Math.Exp(logMean - LogEma), MaxRatio));
                scores.AddToPositives(-1.0 / scores.Rows);
                """);
        }

        w.Gap();
        w.Doc("ema = (1 - r) ema + r mean e^f, in log space; it starts at the first batch's mean. A batch counts at most as\nMaxRatio times the average: one outlier must not silence the second term for the hundreds of steps it takes to fade.");
        using (w.Open("private void Observe(double logMean)"))
        {
            using (w.Open("if (double.IsNaN(LogEma))"))
            {
                w.Lines("LogEma = logMean;\nreturn;");
            }

            w.Gap();
            w.Lines("""
                double counted = Math.Min(logMean, LogEma + Math.Log(MaxRatio));
                LogEma = LogSpace.LogSumExp([LogEma + Math.Log(1 - EmaRate), counted + Math.Log(EmaRate)]);
                """);
        }
    }

    public override string Collect(EstimatorPlan plan) => $"read.Add(scores{ByColumns(plan)});";

    public override void WriteDensities(CodeWriter w) => WritePositives(w, "(float)session.LogA");
}

/// <summary>NWJ and TUBA: e^f over negatives against a constant.</summary>
internal sealed class CpuTangent(string formula, int logScale, int constant) : CpuBound
{
    private string Scaled(string logMean) => logScale == 0 ? logMean : $"{logMean} - {logScale}";

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        string weight = logScale == 0 ? "E e^s" : "E e^(f - 1)", mean = logScale == 0 ? "log E e^s" : "log E e^f";
        w.Lines("private const double MaxPartition = 1e4;");
        w.Gap();
        w.Doc($"{formula} on a batch.");
        w.Lines($"public static double Value(PairedScores scores) =>\n    scores.MeanPositive() - Math.Exp({Scaled("scores.LogMeanNegatives()")}){(constant == 0 ? "" : $" + {constant}")};");
        w.Gap();
        w.Doc("The slopes of minus the value; where a critic has exploded, the weight of the second term is capped, so that it\npulls back instead of overflowing.");
        using (w.Open("public static void Slopes(PairedScores scores)"))
        {
            w.Lines($"""
                double logMean = scores.SoftmaxNegatives();

                // grad {weight} is {weight} times grad {mean}.
                scores.ScaleSlopes(Math.Min(Math.Exp({Scaled("logMean")}), MaxPartition));
                scores.AddToPositives(-1.0 / scores.Rows);
                """);
        }
    }

    public override string Collect(EstimatorPlan plan) => $"read.Add(scores{ByColumns(plan)});";

    public override void WriteDensities(CodeWriter w) => WritePositives(w, logScale == 0 ? "" : "1");
}

/// <summary>Critics trained by the Jensen-Shannon objective, whoever reads them.</summary>
internal sealed class CpuJensenShannon(Bound reader) : CpuBound
{
    public override bool IsRowWise => true;

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        bool clipped = reader == Bound.Smile, weighed = plan.NoiseRatio != Defaults.NoiseRatio;
        if (clipped)
        {
            w.Lines($"public const double Tau = {CodeWriter.Number(plan.Tau)};");
        }

        if (weighed)
        {
            w.Lines($"private const double NoiseRatio = {CodeWriter.Number(plan.NoiseRatio)};");
        }

        if (clipped || weighed)
        {
            w.Gap();
        }

        string arguments = weighed ? "Math.Log(NoiseRatio), NoiseRatio" : "shift: 0, ratio: 1";
        w.Doc(clipped ? "E_p f - log E_q clamp(e^f, e^-tau, e^tau) on a batch; the positives are not clipped."
            : reader == Bound.DonskerVaradhan ? "The plug-in value E_p f - log E_q e^f on a batch, biased upwards."
            : "NWJ of f + 1 on a batch, E_p f + 1 - E_q e^f: the optimal f is the log ratio.");
        w.Lines("public static double Value(PairedScores scores) => " + (clipped ? $"scores.MeanPositive() - scores.LogMeanNegatives({(double.IsPositiveInfinity(plan.Tau) ? "" : "Tau")});"
            : reader == Bound.DonskerVaradhan ? "scores.MeanPositive() - scores.LogMeanNegatives();"
            : "scores.MeanPositive() + 1 - Math.Exp(scores.LogMeanNegatives());"));
        w.Gap();
        w.Doc(weighed
            ? "Noise-contrastive estimation with v = NoiseRatio negatives to a positive, whose optimal f is the log ratio:\nE_p[-softplus(-(f - log v))] - v E_q[softplus(f - log v)]. Gutmann and Hyvarinen 2012 (JMLR 13)."
            : "The Jensen-Shannon objective E_p[-softplus(-f)] - E_q[softplus(f)], whose optimal f is the log ratio.");
        w.Lines($"public static double Surrogate(PairedScores scores) => scores.LogisticObjective({arguments});");
        w.Gap();
        WriteRowSlopes(w, "The slopes of minus the surrogate: sigmoid(f) of negatives, sigmoid(f) - 1 of positives, over their numbers.", $"scores.LogisticSlopes(row, rows, {arguments});");
    }

    public override string Collect(EstimatorPlan plan) =>
        $"read.Add(scores{(reader == Bound.Smile && !double.IsPositiveInfinity(plan.Tau) ? ", BoundObjective.Tau" : "")}{ByColumns(plan)});";

    public override void WriteDensities(CodeWriter w) => WritePositives(w, "");
}

internal sealed class CpuIAlpha : CpuBound
{
    public override bool IsRowWise => true;

    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Lines($"public const double Alpha = {CodeWriter.Number(plan.Alpha)};");
        w.Gap();
        string k = plan.Negatives.InRows ? "M" : "N - 1", less = plan.Negatives.InRows ? "M - 1" : "N - 2";
        w.Doc($"1 + E log(e^f(x, y_1) / a) - E[e^f(x, y'_1) / a'] on a batch, K = {k}: a row's positive is compared\nwith {less} of its negatives, and each of its {k} negatives with all of them.");
        w.Lines("public static double Value(PairedScores scores) => IAlpha.Value(scores, Alpha);");
        w.Gap();
        WriteRowSlopes(w, "The slopes of minus the value.", "IAlpha.Slopes(scores, row, rows, Alpha);");
    }

    public override string Collect(EstimatorPlan plan) => $"read.AddIAlpha(scores, BoundObjective.Alpha{ByColumns(plan)});";

    public override void WriteDensities(CodeWriter w) => w.Lines("IAlpha.Densities(scores, BoundObjective.Alpha, batch);");
}

/// <summary>CLUB with a learned conditional: scores are log v(y|x).</summary>
internal sealed class CpuClub : CpuBound
{
    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc("E_p log v(y|x) - E_q log v(y|x) on a batch.");
        w.Lines("public static double Value(PairedScores scores) => scores.MeanPositive() - scores.MeanNegative();");
        w.Gap();
        w.Doc("The log-likelihood E_p log v(y|x) of the pairs: what v is trained by.");
        w.Lines("public static double Surrogate(PairedScores scores) => scores.MeanPositive();");
        w.Gap();
        w.Doc("The slopes of minus the log-likelihood: negatives teach nothing.");
        using (w.Open("public static void Slopes(PairedScores scores)"))
        {
            w.Lines("scores.SetSlopes(0);\nscores.AddToPositives(-1.0 / scores.Rows);");
        }
    }

    public override string Collect(EstimatorPlan plan) => $"read.AddContrasts(scores{ByColumns(plan)});";

    public override void WriteDensities(CodeWriter w) => w.Lines("scores.CopyContrasts(batch);");
}

/// <summary>DoE: two densities of y. Scores are log v(y|x) and log r(y) of each pair.</summary>
internal sealed class CpuDifferenceOfEntropies : CpuBound
{
    public override void WriteObjective(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc("E log v(y|x) - E log r(y) on a batch: cross-entropies, each above the entropy that it stands for.");
        w.Lines("public static double Value(PairedScores scores) => scores.MeanPositive() - scores.MeanNegative();");
        w.Gap();
        w.Doc("The log-likelihoods E log v(y|x) + E log r(y): what both densities are trained by.");
        w.Lines("public static double Surrogate(PairedScores scores) => scores.MeanPositive() + scores.MeanNegative();");
        w.Gap();
        w.Doc("The slopes of minus the log-likelihoods.");
        w.Lines("public static void Slopes(PairedScores scores) => scores.SetSlopes(-1.0 / scores.Rows);");
    }

    public override string Collect(EstimatorPlan plan) => "read.AddContrasts(scores, byColumns: false);";

    public override void WriteDensities(CodeWriter w) => w.Lines("scores.CopyContrasts(batch);");
}
