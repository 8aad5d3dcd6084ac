using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes what is read off declared densities: Evaluate, InformationDensity, and the results.</summary>
internal static class KnownEvaluationWriter
{
    private const string ProgressDoc = "<param name=\"progress\">Told a few times a second.</param>";
    private const string CancellationDoc = "<param name=\"cancellation\">Ends the evaluation; what a checkpoint holds stays.</param>";
    private const string CheckpointDoc = "<param name=\"checkpoint\">A file for finished sub-batches: the same call goes on where it was stopped, and gives the same bits.</param>";

    private static readonly string Observers = "IProgress<AnnealingProgress>? progress = null, CancellationToken cancellation = default, string? checkpoint = null";

    public static string Write(KnownPlan plan) =>
        EmittedFile.Write(plan.Type, "evaluation", "", ["System", "System.Linq", "System.Threading", "MiDsl", "MiDsl.Torch", "TorchSharp"], w =>
        {
            var t = new KnownText(plan);
            if (plan.Origin == PairOrigin.Given)
            {
                WriteGiven(w, plan);
            }
            else
            {
                WriteFresh(w, plan, t);
            }

            w.Gap();
            WriteDensity(w, plan, t);
            w.Gap();
            if (plan.BoundsEvidence)
            {
                WriteEvidence(w, plan, t);
                w.Gap();
            }

            WriteScore(w, plan, t);
            if (plan.Chains is not null)
            {
                w.Gap();
                WriteChains(w, plan, t);
            }
        });

    private static void WriteFresh(CodeWriter w, KnownPlan plan, KnownText t)
    {
        bool simulated = plan.Origin == PairOrigin.Simulated;
        w.Doc(
            $"The value on fresh pairs, {(simulated ? $"simulated from {t.Marginal} and {t.Likelihood}" : "from the sampler")}.",
            "<param name=\"pairs\">How many; a multiple of the sub-batches.</param>", ProgressDoc, CancellationDoc, CheckpointDoc, Returns(plan));
        using (w.Open($"public {plan.Result} Evaluate(int pairs = Hyperparameters.Pairs, {Observers})"))
        {
            w.Lines("""
                using var fresh = FreshPairs(pairs);
                return Score(fresh, DataRole.Fresh, progress, cancellation, checkpoint);
                """);
        }

        w.Gap();
        if (!simulated)
        {
            JointDeclaration joint = plan.Joint!;
            w.Doc("The pairs that Evaluate takes: the same seed gives the same ones.", "<param name=\"pairs\">How many.</param>");
            using (w.Open("public PairTensors FreshPairs(int pairs)"))
            {
                w.Lines($"""
                    using var source = new SampledPairs({joint.Member}, {joint.X}, {joint.Y}, Hyperparameters.BatchSize, Hyperparameters.ValidationPairs, Seed, Current.Home);
                    return source.Test(pairs);
                    """);
            }

            return;
        }

        w.Doc("The pairs that Evaluate takes: the same seed gives the same ones.", "<param name=\"pairs\">How many.</param>");
        using (w.Open("public PairTensors FreshPairs(int pairs)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                using var draws = new SeededDraws(Seed, RandomStream.Test, 0);
                var {t.L} = Current.DrawMarginal(pairs);
                var {t.O} = Current.DrawConditional({t.L});
                return new PairTensors(x, y);
                """);
        }
    }

    private static void WriteGiven(CodeWriter w, KnownPlan plan)
    {
        w.Doc(
            "The value on given pairs, in equal sub-batches; what is left over is not used.",
            "<param name=\"data\">Independent pairs (x, y) from the distribution whose densities are declared.</param>", ProgressDoc, CancellationDoc, CheckpointDoc, Returns(plan));
        using (w.Open($"public {plan.Result} Evaluate(PairedData data, {Observers})"))
        {
            w.Lines("""
                using var all = PairTensors.From(data, Standardizer.None(data.XDim, data.YDim), Current.Home);
                using var pairs = all.First(all.Count - (all.Count % Hyperparameters.SubBatches));
                return Score(pairs, DataRole.Given, progress, cancellation, checkpoint);
                """);
        }
    }

    private static string Returns(KnownPlan plan) => plan.Result == ResultKind.Interval
        ? "<returns>Lower and upper bound of the mutual information in nats, on the same pairs.</returns>"
        : "<returns>The mutual information in nats.</returns>";

    private static void WriteDensity(CodeWriter w, KnownPlan plan, KnownText t)
    {
        string what = string.Join(", ", t.Names.Select(n => n switch
        {
            "Lower" => "a lower bound",
            "Upper" => "an upper bound",
            "Forward" => "an estimate by forward chains",
            _ => "Barber-Agakov",
        }));
        w.Doc(
            $"What each pair adds to the value, in expectation over the draws: {what} of its log p(x, y) / p(x) p(y).",
            "<param name=\"x\">[n, dx].</param>",
            "<param name=\"y\">[n, dy], row i paired with row i of x.</param>",
            "<returns>[n], nats.</returns>");
        using (w.Open($"public {t.TermsType} InformationDensity(Tensor x, Tensor y)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                """);
            string chains = "";
            if (plan.Chains is not null)
            {
                w.Lines($"var chains = Tuned({TuneArgument(plan, t)}EvaluationCheckpoint.Open(null, \"\"), new AnnealingWatch(null, 1, CancellationToken.None));");
                chains = "chains, ";
            }

            w.Lines("using var draws = new SeededDraws(Seed, RandomStream.Chains, 0);");
            w.Lines($"var terms = BoundTerms.Of({(plan.Learns ? "Trained" : "Current")}, {chains}x, y);");
            w.Lines(t.Names.Length == 1
                ? "return terms.MoveToOuterDisposeScope();"
                : $"return ({string.Join(", ", t.Names.Select(n => $"terms.{n}.MoveToOuterDisposeScope()"))});");
        }
    }

    // Bidirectional Monte Carlo: what the bound makes of log p(x) itself.
    private static void WriteEvidence(CodeWriter w, KnownPlan plan, KnownText t)
    {
        string what = (plan.ReportsLower, plan.ReportsUpper) switch
        {
            (true, true) => "between a lower and an upper bound",
            (true, false) => "from above",
            _ => "from below",
        };
        w.Doc(
            $"log p({t.O}) of each row {what}, in expectation over the draws.",
            $"<param name=\"x\">[n, dx].{(t.O == "y" ? " Row i is an exact posterior sample given row i of y, as that of a simulated pair is." : "")}</param>",
            $"<param name=\"y\">[n, dy].{(t.O == "x" ? " Row i is an exact posterior sample given row i of x, as that of a simulated pair is." : "")}</param>",
            "<returns>[n], nats.</returns>",
            "<remarks>Bidirectional Monte Carlo: Grosse et al. 2015 (1511.02543).</remarks>");
        string type = plan is { ReportsLower: true, ReportsUpper: true } ? "(Tensor Lower, Tensor Upper)" : "Tensor";
        using (w.Open($"public {type} LogEvidence(Tensor x, Tensor y)"))
        {
            string density = $"{(plan.Learns ? "Trained" : "Current")}.LogConditional({t.O}, {t.L})";
            w.Lines($"""
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                var density = {density};
                var terms = InformationDensity(x, y);
                """);
            string less(string name) => t.Names.Length == 1 ? "(density - terms).MoveToOuterDisposeScope()" : $"(density - terms.{name}).MoveToOuterDisposeScope()";
            w.Lines(plan is { ReportsLower: true, ReportsUpper: true } ? $"return ({less("Upper")}, {less("Lower")});" : $"return {less(plan.ReportsLower ? "Lower" : "Upper")};");
        }
    }

    private static string TuneArgument(KnownPlan plan, KnownText t) => NeedsTuning(plan) && plan.Origin != PairOrigin.Simulated ? $"{t.O}, " : "";

    private static bool NeedsTuning(KnownPlan plan) => plan.Chains is { } chains && (chains.IsHmc || chains.Schedule == AnnealingSchedule.Adapted);

    private static void WriteScore(CodeWriter w, KnownPlan plan, KnownText t)
    {
        w.Lines("// The value on pairs, sub-batch after sub-batch: their spread gives the standard error.");
        using (w.Open($"private {plan.Result} Score(PairTensors pairs, DataRole role, IProgress<AnnealingProgress>? progress, CancellationToken cancellation, string? checkpoint)"))
        {
            string weights = plan.HasNetworks ? ", weights {model.parameters().Sum(p => p.sum().ToDouble()):R}" : "";
            w.Lines($$"""
                using var frozen = no_grad();
                var model = {{(plan.Learns ? "Trained" : "Current")}};
                var kept = EvaluationCheckpoint.Open(checkpoint, FormattableString.Invariant($"{Declaration}, seed {Seed}, {pairs.Count} pairs{{weights}}"));
                var terms = new PairTerms(kept, pairs.Count, Hyperparameters.SubBatches);
                var watch = new AnnealingWatch(progress, terms.Parts, cancellation);
                """);
            string chains = "", acceptance = "";
            if (plan.Chains is { } annealed)
            {
                w.Lines($"var chains = Tuned({TuneArgument(plan, t).Replace(t.O + ",", $"pairs.{t.O.ToUpperInvariant()},")}kept, watch);");
                chains = "chains, ";
                acceptance = annealed.IsHmc ? ", (\"acceptance\", tensor(chains.TakeAcceptance()))" : "";
            }

            string[] names = [.. t.Names.Select(n => n.ToLowerInvariant())];
            string read = names.Length == 1 ? $"var {names[0]}" : $"var ({string.Join(", ", names)})";
            w.Lines($$"""
                foreach (int part in terms.Remaining)
                {
                    using var scope = NewDisposeScope();
                    using var draws = new SeededDraws(Seed, RandomStream.Chains, part);
                    watch.SubBatch = part + 1;
                    {{(plan.Chains is null ? "watch.At(\"sampling\", 0, 1);\n    " : "")}}var (x, y) = pairs.Rows(part * terms.Size, terms.Size);
                    {{read}} = BoundTerms.Of(model, {{chains}}x, y);
                    terms.Add(part, {{string.Join(", ", names.Select(n => $"(\"{n}\", {n})"))}}{{acceptance}});
                }
                """);
            w.Gap();
            WriteSampling(w, plan);
            w.Lines($"var settings = new RunSettings({CodeWriter.Literal(plan.Type.Name)}, {CodeWriter.Literal(plan.Title)}, {CodeWriter.Literal(plan.Described)}, terms.Size, {(plan.Learns ? "model.Summary?.StepsRun ?? 0" : "0")}, Seed, get_num_threads(), Hyperparameters.DeviceName);");
            if (plan.ReportsLower)
            {
                WriteEnd(w, plan, t, "lower");
            }

            if (plan.ReportsUpper)
            {
                WriteEnd(w, plan, t, "upper");
            }

            if (plan.Result == ResultKind.Interval)
            {
                w.Lines("return new Interval(lowerBound, upperBound, terms.ErrorOfDifference(\"upper\", \"lower\"));");
            }
        }
    }

    private static void WriteSampling(CodeWriter w, KnownPlan plan)
    {
        if (plan.Chains is { } chains)
        {
            if (chains.IsHmc && chains.Temperatures > 1)
            {
                w.Lines($"""
                    var (acceptance, stepSizes) = (terms.MeanOf("acceptance")[1..], chains.StepSizes[1..]);
                    var sampling = new SamplingReport(
                        {CodeWriter.Number(chains.Count)}, Annealing.Temperatures, Annealing.LeapfrogSteps, {CodeWriter.Literal(chains.Schedule.ToString().ToLowerInvariant())},
                        acceptance.Average(), acceptance.Min(), stepSizes.Min(), stepSizes.Max());
                    """);
            }
            else
            {
                w.Lines($"var sampling = new SamplingReport({CodeWriter.Number(chains.Count)}, Annealing.Temperatures, Schedule: {CodeWriter.Literal(chains.Schedule.ToString().ToLowerInvariant())});");
            }
        }
        else if (HasSampling(plan))
        {
            w.Lines($"var sampling = new SamplingReport({CodeWriter.Number(plan.Samples)});");
        }
    }

    private static bool HasSampling(KnownPlan plan) => plan.Chains is not null
        || (KnownBounds.HasSamples(plan.Row.Bound) && !(plan.Row.Bound == Bound.BarberAgakov && !plan.ReportsUpper));

    private static void WriteEnd(CodeWriter w, KnownPlan plan, KnownText t, string side)
    {
        bool lower = side == "lower";
        string type = lower ? "LowerBound" : "UpperBound";
        string logK = $"Math.Log({CodeWriter.Number(plan.Samples)})";
        string cap = !lower ? ""
            : t.HasStart ? $"barberAgakov + {logK}"
            : plan.Row.Bound is Bound.StructuredInfoNce or Bound.Iwae ? logK
            : "";
        w.Gap();
        if (lower && t.HasStart)
        {
            w.Lines("double barberAgakov = terms.Mean(\"start\").Value;");
        }

        string value = lower ? "low" : "high";
        w.Lines($"var ({value}, {value}Error, {value}Degrees) = terms.Mean(\"{side}\");");
        w.Lines($"var ({side}Verdict, {side}Reason) = VerdictRule.Judge({(plan.Learns ? "model.Summary" : "null")}, {value}, {value}Error, {(cap.Length > 0 ? cap : "double.PositiveInfinity")});");
        string floor = lower && t.HasStart && plan.Row.Bound == Bound.Iwae ? "\n    Floor = barberAgakov," : "";
        string alongside = "";
        if (plan.Row.Bound == Bound.MineAis)
        {
            w.Lines("var (forwardValue, forwardError, _) = terms.Mean(\"forward\");");
            alongside = "\n    Alongside = [new Estimate(forwardValue, forwardError) { Name = \"forward chains\", Pairs = terms.Pairs, Data = role, DegreesOfFreedom = lowDegrees }],";
        }

        string made = plan.Result == ResultKind.Interval ? $"var {side}Bound =" : "return";
        w.Lines($$"""
            {{made}} new {{type}}({{value}}, {{value}}Error)
            {
                Name = {{CodeWriter.Literal(NameOf(plan, lower))}},
                Pairs = terms.Pairs,
                Data = role,
                DegreesOfFreedom = {{value}}Degrees,{{(cap.Length > 0 ? $"\n    Cap = {cap}," : "")}}{{floor}}{{(HasSampling(plan) ? "\n    Sampling = sampling," : "")}}
                Verdict = {{side}}Verdict,
                VerdictText = {{side}}Reason,
                Settings = settings,{{alongside}}
            };
            """);
    }

    private static string NameOf(KnownPlan plan, bool lower)
    {
        if (plan.Chains is not { } chains)
        {
            return plan.Title;
        }

        string form = chains.Count == 1 ? "single chain" : (lower ? chains.LowerBy : chains.UpperBy) switch
        {
            ChainWeights.IndependentMultiSample => "IM",
            ChainWeights.IndependentReverse => "IR",
            _ => "CR",
        };
        return (plan.Row.Bound == Bound.MineAis ? "MINE-AIS, " : "AIS, ") + form;
    }

    private static void WriteChains(CodeWriter w, KnownPlan plan, KnownText t)
    {
        ChainsPlan chains = plan.Chains!;
        bool simulated = plan.Origin == PairOrigin.Simulated, tunes = NeedsTuning(plan);
        w.Lines(tunes ? "// Chains whose first round is over: what it chose is kept with the checkpoint." : "// Chains on the declared path.");
        using (w.Open($"private Annealing Tuned({(tunes && !simulated ? $"Tensor {t.O}, " : "")}EvaluationCheckpoint kept, AnnealingWatch watch)"))
        {
            if (!tunes)
            {
                w.Lines($"return new Annealing(Current, {AnnealingWriter.PathOf(chains, "Annealing.Temperatures")}, watch);");
                return;
            }

            bool adapts = chains.Schedule == AnnealingSchedule.Adapted;
            string path = adapts ? "path" : AnnealingWriter.PathOf(chains, "Annealing.Temperatures");
            if (!adapts)
            {
                w.Lines($"double[] path = {path};");
            }

            string condition = (adapts ? "!kept.TryGet(\"path\", out double[] path)" : "")
                + (adapts && chains.IsHmc ? " | " : "")
                + (chains.IsHmc ? "!kept.TryGet(\"step sizes\", out double[] stepSizes)" : "");
            using (w.Open($"if ({condition})"))
            {
                w.Lines("""
                    using var scope = NewDisposeScope();
                    using var draws = new SeededDraws(Seed, RandomStream.Tuning, 0);
                    """);
                w.Lines(simulated
                    ? $"var {t.O} = Current.DrawConditional(Current.DrawMarginal(Hyperparameters.TuningPairs));"
                    : $"var some = {t.O}.narrow(0, 0, Math.Min({t.O}.shape[0], Hyperparameters.TuningPairs));");
                string given = simulated ? t.O : "some";
                w.Lines(adapts
                    ? chains.IsHmc ? $"(path, stepSizes) = Annealing.Tune(Current, {given}, watch);" : $"path = Annealing.Tune(Current, {given}, watch);"
                    : $"stepSizes = Annealing.Tune(Current, path, {given}, watch);");
                if (adapts)
                {
                    w.Lines("kept.Put(\"path\", path);");
                }

                if (chains.IsHmc)
                {
                    w.Lines("kept.Put(\"step sizes\", stepSizes);");
                }
            }

            w.Gap();
            w.Lines($"return new Annealing(Current, path{(chains.IsHmc ? ", stepSizes" : "")}, watch);");
        }
    }
}
