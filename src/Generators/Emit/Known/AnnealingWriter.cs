using System;
using System.Globalization;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the annealed chains: path, transitions, forward and reverse passes, and the first round that tunes them.</summary>
internal static class AnnealingWriter
{
    // Enough transitions in all for a step size to settle, however short the path.
    private const int TuningTransitions = 300;

    public static string Write(KnownPlan plan) =>
        EmittedFile.Write(plan.Type, "annealed chains", "", ["System", "MiDsl", "MiDsl.Torch", "TorchSharp"], w =>
        {
            var t = new KnownText(plan);
            ChainsPlan chains = plan.Chains!;
            w.Doc(
                $"Chains along log f_b({t.L}) = log {t.Start} + b g({t.O}, {t.L}), g = {t.LogRatio}, over inverse temperatures\n"
                    + $"0 = b_0 < ... < b_S = 1, moved by {(chains.IsHmc ? "Hamiltonian Monte Carlo" : "the declared transition")}.",
                $"<remarks>{CodeWriter.Xml(plan.Row.Reference)}{(chains.IsHmc ? "; Neal 2011 (1206.1901)" : "")}.</remarks>");
            string steps = chains.IsHmc ? ", double[] stepSizes" : "";
            using (w.Open($"private sealed class Annealing(Model model, double[] path{steps}, AnnealingWatch watch)"))
            {
                WriteConstants(w, chains);
                if (chains.IsHmc)
                {
                    w.Doc("What the first round chose, frozen.");
                    w.Lines("public double[] StepSizes => stepSizes;");
                    w.Gap();
                    w.Lines("private readonly double[] accepted = new double[Temperatures + 1];");
                    w.Lines("private readonly double[] proposed = new double[Temperatures + 1];");
                    w.Gap();
                }

                WriteForward(w, chains, t);
                w.Gap();
                WriteReverse(w, chains, t);
                w.Gap();
                if (chains.IsHmc)
                {
                    w.Doc("Share of transitions accepted at each temperature since the last call; entry 0 is not used.");
                    using (w.Open("public double[] TakeAcceptance()"))
                    {
                        w.Lines("""
                            var shares = new double[Temperatures];
                            for (int s = 1; s < Temperatures; s++)
                            {
                                shares[s] = accepted[s] / Math.Max(1, proposed[s]);
                            }

                            Array.Clear(accepted);
                            Array.Clear(proposed);
                            return shares;
                            """);
                    }

                    w.Gap();
                    WriteTransition(w, t);
                }
                else
                {
                    w.Doc($"One declared transition, which leaves f_b invariant.");
                    w.Lines($"private Point Transition(Tensor {t.O}, Point from, int s) => At({t.O}, model.Move({t.O}, from.{t.L.ToUpperInvariant()}, path[s]));");
                }

                if (plan.Row.Bound == Bound.MineAis)
                {
                    w.Gap();
                    WriteNegatives(w, chains, t);
                }

                w.Gap();
                WriteAt(w, plan, t);
                if (chains.IsHmc || chains.Schedule == AnnealingSchedule.Adapted)
                {
                    w.Gap();
                    WriteTune(w, chains, t);
                }

                w.Gap();
                WritePoint(w, chains, t);
            }
        });

    /// <summary>The schedule as an expression.</summary>
    public static string PathOf(ChainsPlan chains, string temperatures) => chains.Schedule == AnnealingSchedule.Linear
        ? $"AnnealingPath.Linear({temperatures})"
        : $"AnnealingPath.Sigmoid({temperatures}, range: {CodeWriter.Number(chains.Range)})";

    private static void WriteConstants(CodeWriter w, ChainsPlan chains)
    {
        w.Lines($"public const int Temperatures = {CodeWriter.Number(chains.Temperatures)};");
        if (chains.IsHmc)
        {
            w.Lines($"public const int LeapfrogSteps = {CodeWriter.Number(chains.LeapfrogSteps)};");
        }

        w.Gap();
    }

    private static void WriteForward(CodeWriter w, ChainsPlan chains, KnownText t)
    {
        string y = t.L.ToUpperInvariant();
        w.Doc($"A forward chain for each row of {t.O}: log w with E w = p({t.O}), [rows], and where it ends.");
        using (w.Open($"public (Tensor LogWeight, Tensor {y}) Forward(Tensor {t.O})"))
        {
            w.Lines($$"""
                using var scope = NewDisposeScope();
                var at = At({{t.O}}, {{t.DrawStart(t.O)}});
                var logWeight = zeros({{t.O}}.shape[0], float64, {{t.O}}.device);
                for (int s = 1; s <= Temperatures; s++)
                {
                    watch.At("forward chains", s, Temperatures);
                    using var gain = (path[s] - path[s - 1]) * at.G;
                    logWeight.add_(gain);
                    if (s < Temperatures)
                    {
                        using var previous = at;
                        at = Transition({{t.O}}, at, s);
                    }
                }

                return (logWeight.MoveToOuterDisposeScope(), at.{{y}}.MoveToOuterDisposeScope());
                """);
        }
    }

    private static void WriteReverse(CodeWriter w, ChainsPlan chains, KnownText t)
    {
        w.Doc($"A reverse chain from each row of {t.L}, a posterior sample for its row of {t.O}: log w with E 1 / w = 1 / p({t.O}), [rows].");
        using (w.Open($"public Tensor Reverse(Tensor {t.O}, Tensor {t.L})"))
        {
            w.Lines($$"""
                using var scope = NewDisposeScope();
                var at = At({{t.O}}, {{t.L}}.detach()); // the caller's rows stay
                var logWeight = zeros({{t.O}}.shape[0], float64, {{t.O}}.device);
                for (int s = Temperatures; s >= 1; s--)
                {
                    watch.At("reverse chains", Temperatures - s + 1, Temperatures);
                    if (s < Temperatures)
                    {
                        using var previous = at;
                        at = Transition({{t.O}}, at, s);
                    }

                    using var gain = (path[s] - path[s - 1]) * at.G;
                    logWeight.add_(gain);
                }

                return logWeight.MoveToOuterDisposeScope();
                """);
        }
    }

    private static void WriteTransition(CodeWriter w, KnownText t)
    {
        string y = t.L.ToUpperInvariant();
        w.Lines($"private Point Transition(Tensor {t.O}, Point from, int s) => Transition({t.O}, from, s, stepSizes[s]);");
        w.Gap();
        w.Doc("One transition that leaves f_b invariant: fresh momentum, a leapfrog trajectory, Metropolis acceptance.");
        using (w.Open($"private Point Transition(Tensor {t.O}, Point from, int s, double stepSize)"))
        {
            w.Lines($$"""
                using var scope = NewDisposeScope();
                double b = path[s];
                var momentum = from.{{y}}.randn_like();
                var to = from;
                var p = momentum + (0.5 * stepSize) * from.Gradient(b);
                for (int l = 1; l <= LeapfrogSteps; l++)
                {
                    to = At({{t.O}}, to.{{y}} + stepSize * p);
                    p = p + (l < LeapfrogSteps ? stepSize : 0.5 * stepSize) * to.Gradient(b);
                }

                // log of the ratio of e^-energy, after over before; a trajectory that left the numbers compares as refused.
                var logRatio = to.LogDensity(b) - 0.5 * p.square().sum(1L) - from.LogDensity(b) + 0.5 * momentum.square().sum(1L);
                var accept = logRatio.rand_like().log() < logRatio;
                accepted[s] += accept.sum().ToDouble();
                proposed[s] += accept.shape[0];
                watch.Acceptance = accepted[s] / proposed[s];
                return Point.Where(accept, to, from).MoveToOuterDisposeScope();
                """);
        }
    }

    private static void WriteNegatives(CodeWriter w, ChainsPlan chains, KnownText t)
    {
        string y = t.L.ToUpperInvariant();
        w.Doc($"Negatives for training: {CodeWriter.Number(chains.NegativeTransitions)} transitions along {t.Start} e^f from the paired {t.L}, and the share accepted.");
        using (w.Open($"public (Tensor {y}, double Acceptance) Negatives(Tensor {t.O}, Tensor {t.L}, double stepSize)"))
        {
            w.Lines($$"""
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                var at = At({{t.O}}, {{t.L}}.detach());
                for (int m = 0; m < {{CodeWriter.Number(chains.NegativeTransitions)}}; m++)
                {
                    at = Transition({{t.O}}, at, Temperatures, stepSize);
                }

                double share = accepted[Temperatures] / proposed[Temperatures];
                accepted[Temperatures] = proposed[Temperatures] = 0;
                return (at.{{y}}.MoveToOuterDisposeScope(), share);
                """);
        }
    }

    private static void WriteAt(CodeWriter w, KnownPlan plan, KnownText t)
    {
        ChainsPlan chains = plan.Chains!;
        w.Doc($"A place {t.L} on the path for each row of {t.O}, with what the {(chains.IsHmc ? "transitions" : "weights")} need there.");
        using (w.Open($"private Point At(Tensor {t.O}, Tensor {t.L})"))
        {
            if (!chains.IsHmc)
            {
                w.Lines(plan.HasProposal
                    ? $"return new({t.L}, model.LogMarginal({t.L}) + model.LogConditional({t.O}, {t.L}) - model.LogProposal({t.O}, {t.L}));"
                    : $"return new({t.L}, model.LogConditional({t.O}, {t.L}));");
                return;
            }

            string conditional = plan.Decoder is not null
                ? $"model.Decoder.ValueAndGradient({t.O}, {t.L})"
                : $"DensityGradient.Of({t.L}, v => model.LogConditional({t.O}, v), {CodeWriter.Literal("log " + t.Likelihood)})";
            string critic = $"DensityGradient.Of({t.L}, v => {t.Score(t.O, "v")}, {CodeWriter.Literal("the critic")})";
            if (!plan.HasProposal)
            {
                w.Lines($"var (g, gGradient) = {(plan.Row.Bound == Bound.MineAis ? critic : conditional)};");
                w.Lines(plan.Marginal!.IsStandardNormal
                    ? $"return new({t.L}, model.LogMarginal({t.L}), -{t.L}, g, gGradient);"
                    : $"""
                    var (start, startGradient) = DensityGradient.Of({t.L}, model.LogMarginal, {CodeWriter.Literal("log " + t.Marginal)});
                    return new({t.L}, start, startGradient, g, gGradient);
                    """);
                return;
            }

            string proposal = plan.LearnedProposal is not null
                ? $"model.Proposal.ValueAndGradient({t.O}, {t.L})"
                : $"DensityGradient.Of({t.L}, v => model.LogProposal({t.O}, v), {CodeWriter.Literal("log " + t.Q)})";
            w.Lines($"var (start, startGradient) = {proposal};");
            if (plan.Row.Bound == Bound.MineAis)
            {
                w.Lines($"""
                    var (g, gGradient) = {critic};
                    return new({t.L}, start, startGradient, g, gGradient);
                    """);
                return;
            }

            w.Lines($"var (likelihood, likelihoodGradient) = {conditional};");
            w.Lines(plan.Marginal!.IsStandardNormal
                ? $"return new({t.L}, start, startGradient, model.LogMarginal({t.L}) + likelihood - start, likelihoodGradient - {t.L} - startGradient);"
                : $"""
                var (marginal, marginalGradient) = DensityGradient.Of({t.L}, model.LogMarginal, {CodeWriter.Literal("log " + t.Marginal)});
                return new({t.L}, start, startGradient, marginal + likelihood - start, marginalGradient + likelihoodGradient - startGradient);
                """);
        }
    }

    private static void WriteTune(CodeWriter w, ChainsPlan chains, KnownText t)
    {
        bool adapts = chains.Schedule == AnnealingSchedule.Adapted;
        string returned = chains.IsHmc ? adapts ? "(double[] Path, double[] StepSizes)" : "double[]" : "double[]";
        w.Doc($"First round: forward chains alone, from no paired {t.L}, choose {(chains.IsHmc ? "a step size for each temperature" : "")}{(chains.IsHmc && adapts ? " and " : "")}{(adapts ? "the schedule" : "")}; the second round finds them frozen.");
        string parameters = adapts ? "" : "double[] path, ";
        using (w.Open($"public static {returned} Tune(Model model, {parameters}Tensor {t.O}, AnnealingWatch watch)"))
        {
            if (!adapts)
            {
                WritePass(w, chains, t, adapts: false);
                w.Lines("return stepSizes;");
                return;
            }

            w.Lines(chains.IsHmc
                ? $"""
                // The schedule from what a sigmoid one measures, then step sizes on it.
                var (_, variances) = Pass(model, {PathOf(chains, "Temperatures")}, {t.O}, watch);
                var path = AnnealingPath.Adapted({PathOf(chains, "Temperatures")}, variances, Temperatures);
                return (path, Pass(model, path, {t.O}, watch).StepSizes);
                """
                : $"return AnnealingPath.Adapted({PathOf(chains, "Temperatures")}, Pass(model, {PathOf(chains, "Temperatures")}, {t.O}, watch), Temperatures);");
        }

        if (!adapts)
        {
            return;
        }

        w.Gap();
        w.Doc(chains.IsHmc
            ? "Chains once along a path: the step size that each temperature settles at, and the variance of g there, over chains of one row."
            : "Chains once along a path: the variance of g at each temperature, over chains of one row.");
        string gives = chains.IsHmc ? "(double[] StepSizes, double[] Variances)" : "double[]";
        using (w.Open($"private static {gives} Pass(Model model, double[] path, Tensor {t.O}, AnnealingWatch watch)"))
        {
            WritePass(w, chains, t, adapts: true);
            w.Lines(chains.IsHmc ? "return (stepSizes, variances);" : "return variances;");
        }
    }

    private static void WritePass(CodeWriter w, ChainsPlan chains, KnownText t, bool adapts)
    {
        int tries = Math.Max(2, (TuningTransitions + chains.Temperatures - 1) / chains.Temperatures);
        w.Lines(chains.IsHmc
            ? $"const int Chains = 8, Tries = {CodeWriter.Number(tries)}, FirstTries = {CodeWriter.Number(Math.Max(30, tries))};"
            : $"const int Chains = 8, Tries = {CodeWriter.Number(tries)};");
        w.Lines("using var scope = NewDisposeScope();");
        if (chains.IsHmc)
        {
            w.Lines($"""
                var stepSizes = new double[Temperatures];
                var tuner = new StepSizeTuner({CodeWriter.Number(chains.TargetAcceptance)}, max: {CodeWriter.Number(chains.MaxStep)});
                """);
        }

        if (adapts)
        {
            w.Lines("var variances = new double[Temperatures + 1];");
        }

        w.Lines($"""
            var chains = new Annealing(model, path{(chains.IsHmc ? ", stepSizes" : "")}, watch);
            var rows = {t.O}.repeat(Chains, 1);
            var at = chains.At(rows, {t.DrawStart("rows")});
            """);
        if (adapts)
        {
            w.Lines("variances[0] = Variance(at);");
        }

        string tries2 = chains.IsHmc ? "(s == 1 ? FirstTries : Tries)" : "Tries";
        w.Lines($$"""
            for (int s = 1; s < Temperatures; s++)
            {
                watch.At("tuning", s, Temperatures);
                for (int attempt = 0; attempt < {{tries2}}; attempt++)
                {
                    using var previous = at;
            """);
        w.Lines(chains.IsHmc
            ? """
                    at = chains.Transition(rows, at, s, tuner.Current);
                    tuner.Observe(chains.TakeAcceptance()[s]);
                }

                stepSizes[s] = tuner.Current;
                tuner.Next(s);
            """
            : """
                    at = chains.Transition(rows, at, s);
                }
            """);
        if (adapts)
        {
            w.Lines("    variances[s] = Variance(at);");
        }

        w.Lines("}");
        w.Gap();
        if (adapts)
        {
            w.Lines("""
                variances[Temperatures] = variances[Temperatures - 1];
                double Variance(Point point) => point.G.view(Chains, -1).@var(0).mean().ToDouble();
                """);
        }
    }

    private static void WritePoint(CodeWriter w, ChainsPlan chains, KnownText t)
    {
        string y = t.L.ToUpperInvariant();
        if (!chains.IsHmc)
        {
            w.Doc($"Rows of {t.L}, and g there.");
            using (w.Open($"private sealed record Point(Tensor {y}, Tensor G) : IDisposable"))
            {
                w.Lines($$"""
                    public void Dispose()
                    {
                        {{y}}.Dispose();
                        G.Dispose();
                    }
                    """);
            }

            return;
        }

        w.Doc($"Rows of {t.L}; log {t.Start} and g there, [rows], and their gradients in {t.L}.");
        using (w.Open($"private sealed record Point(Tensor {y}, Tensor Start, Tensor StartGradient, Tensor G, Tensor GGradient) : IDisposable"))
        {
            w.Lines($$"""
                /// <summary>log f_b.</summary>
                public Tensor LogDensity(double b) => Start + b * G;

                /// <summary>The gradient of log f_b.</summary>
                public Tensor Gradient(double b) => StartGradient + b * GGradient;

                /// <summary>Row by row the one or the other.</summary>
                public static Point Where(Tensor first, Point a, Point b)
                {
                    var rows = first.unsqueeze(1);
                    return new(
                        where(rows, a.{{y}}, b.{{y}}),
                        where(first, a.Start, b.Start),
                        where(rows, a.StartGradient, b.StartGradient),
                        where(first, a.G, b.G),
                        where(rows, a.GGradient, b.GGradient));
                }

                public Point MoveToOuterDisposeScope()
                {
                    {{y}}.MoveToOuterDisposeScope();
                    Start.MoveToOuterDisposeScope();
                    StartGradient.MoveToOuterDisposeScope();
                    G.MoveToOuterDisposeScope();
                    GGradient.MoveToOuterDisposeScope();
                    return this;
                }

                public void Dispose()
                {
                    {{y}}.Dispose();
                    Start.Dispose();
                    StartGradient.Dispose();
                    G.Dispose();
                    GGradient.Dispose();
                }
                """);
        }
    }
}
