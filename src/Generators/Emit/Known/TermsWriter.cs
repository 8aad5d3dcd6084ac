using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the bound of each pair: lower and upper bounds of its information density log p(x|y) - log p(x).</summary>
internal static class TermsWriter
{
    public static string Write(KnownPlan plan) =>
        EmittedFile.Write(plan.Type, plan.Row.Title, "", ["System", "MiDsl.Torch", "TorchSharp"], w =>
        {
            var t = new KnownText(plan);
            w.Doc(
                $"{plan.Row.Title}: {Swap(plan.Row.Formula, t)}.\nWhat to know: {plan.Row.Caveat}.",
                $"<remarks>Expectations over pairs of p(x, y); nats. {CodeWriter.Xml(plan.Row.Reference)}.</remarks>");
            using (w.Open("private static class BoundTerms"))
            {
                WriteConstants(w, plan);
                w.Doc($"What each pair adds{(t.Names.Length > 1 ? $": {Describe(t)}" : "")}, [n] of x [n, dx] and y [n, dy].");
                string chains = plan.Chains is null ? "" : "Annealing chains, ";
                using (w.Open($"public static {t.TermsType} Of(KnownModel model, {chains}Tensor x, Tensor y)"))
                {
                    w.Lines("using var scope = NewDisposeScope();");
                    Body(w, plan, t);
                }

                WriteWeights(w, plan, t);
            }
        });

    private static string Describe(KnownText t) => string.Join(", ", System.Array.ConvertAll(t.Names, name => name switch
    {
        "Lower" => "its lower bound",
        "Upper" => "its upper bound",
        "Forward" => "the estimate by forward chains",
        _ => "Barber-Agakov, where the lower bound starts at K = 1",
    }));

    // The catalogue speaks of x observed and y latent.
    private static string Swap(string formula, KnownText t) => t.O == "x"
        ? formula
        : formula.Replace("(x", "(\u0001").Replace("|x", "|\u0001").Replace("y_", "x_").Replace("(y", "(x").Replace("|y", "|x").Replace("\u0001", "y");

    private static void WriteConstants(CodeWriter w, KnownPlan plan)
    {
        if (plan.Chains is { } chains)
        {
            w.Lines($"private const int Chains = {CodeWriter.Number(chains.Count)};");
        }
        else if (KnownBounds.HasSamples(plan.Row.Bound) && !(plan.Row.Bound == Bound.BarberAgakov && !plan.ReportsUpper))
        {
            w.Lines($"private const int Samples = {CodeWriter.Number(plan.Samples)};");
        }

        if (plan.Chains is not null || (!plan.DrawsOthers && KnownBounds.HasSamples(plan.Row.Bound) && (plan.Row.Bound != Bound.BarberAgakov || plan.ReportsUpper)))
        {
            w.Lines($"private const int RowsAtOnce = {CodeWriter.Number(plan.Evaluation.RowsAtOnce)};");
            w.Gap();
        }
        else if (KnownBounds.HasSamples(plan.Row.Bound) && !(plan.Row.Bound == Bound.BarberAgakov && !plan.ReportsUpper))
        {
            w.Gap();
        }
    }

    private static void Body(CodeWriter w, KnownPlan plan, KnownText t)
    {
        switch (plan.Row.Bound)
        {
            case Bound.BarberAgakov:
                BarberAgakov(w, plan, t);
                break;
            case Bound.BarberAgakovReference:
                w.Lines($"var upper = model.LogConditional({t.O}, {t.L}) - model.LogReference({t.O});");
                break;
            case Bound.Iwae:
                Iwae(w, plan, t);
                break;
            case Bound.StructuredInfoNce:
                w.Lines($"""
                    // log (1/K) sum_k {t.Likelihood.Replace(t.L, t.L + "_k")}, the paired {t.L} among the K: at most log K below its own log {t.Likelihood}.
                    var density = model.LogConditional({t.O}, {t.L});
                    var above = LogMeans.OfChunks(Samples, {AtOnce(plan, t)}, density, k => LogWeights(model, {Weights(plan, t)}, k));
                    var lower = density - above;
                    """);
                break;
            case Bound.LeaveOneOut:
                w.Lines($"""
                    // log (1/(K-1)) sum_k {t.Likelihood.Replace(t.L, t.L + "_k")} without the paired {t.L}: at most log p({t.O}) in expectation.
                    var density = model.LogConditional({t.O}, {t.L});
                    var below = LogMeans.OfChunks(Samples - 1, {AtOnce(plan, t)}, k => LogWeights(model, {Weights(plan, t)}, k));
                    var upper = density - below;
                    """);
                break;
            case Bound.ClubExact:
                w.Lines($"""
                    // The mean of {$"log {t.Likelihood.Replace(t.L, t.L + "_k")}"}, {t.L}_k unpaired: at most log p({t.O}) in expectation, by Jensen's inequality.
                    var density = model.LogConditional({t.O}, {t.L});
                    var below = LogMeans.MeanOfChunks(Samples, {AtOnce(plan, t)}, k => LogWeights(model, {Weights(plan, t)}, k));
                    var upper = density - below;
                    """);
                break;
            case Bound.Ais:
                Ais(w, plan, t);
                break;
            case Bound.Giwae:
                Giwae(w, plan, t);
                break;
            case Bound.MineAis:
                MineAis(w, plan, t);
                break;
        }

        w.Lines(t.Names.Length == 1
            ? $"return {t.Names[0].ToLowerInvariant()}.MoveToOuterDisposeScope();"
            : $"return ({string.Join(", ", System.Array.ConvertAll(t.Names, n => n.ToLowerInvariant() + ".MoveToOuterDisposeScope()"))});");
    }

    private static void BarberAgakov(CodeWriter w, KnownPlan plan, KnownText t)
    {
        if (plan.ReportsLower)
        {
            w.Lines($"var lower = model.LogProposal({t.O}, {t.L}) - model.LogMarginal({t.L});");
        }

        if (plan.ReportsUpper)
        {
            w.Lines($"""
                // The evidence lower bound E_q log w: at most log p({t.O}).
                var elbo = LogMeans.MeanOfChunks(Samples, RowDensity.AtOnce(RowsAtOnce, {t.O}), k => LogWeights(model, {Weights(plan, t)}, k));
                var upper = model.LogConditional({t.O}, {t.L}) - elbo;
                """);
        }
    }

    private static void Iwae(CodeWriter w, KnownPlan plan, KnownText t)
    {
        w.Lines($"""
            var density = model.LogConditional({t.O}, {t.L});
            int atOnce = RowDensity.AtOnce(RowsAtOnce, {t.O});
            """);
        if (plan.ReportsLower)
        {
            string paired = plan.HasProposal ? $"LogWeight(model, {t.O}, {t.L})" : "density";
            w.Lines($"""

                // log (1/K) sum_k w_k with the paired {t.L}, an exact posterior sample, among the K: at least log p({t.O}) in expectation.
                var above = LogMeans.OfChunks(Samples, atOnce, {paired}, k => LogWeights(model, {Weights(plan, t)}, k));
                var lower = density - above;
                """);
        }

        if (plan.ReportsUpper)
        {
            w.Lines($"""

                // The same over K draws from {t.Start} alone: at most log p({t.O}).
                var below = LogMeans.OfChunks(Samples, atOnce, k => LogWeights(model, {Weights(plan, t)}, k));
                var upper = density - below;
                """);
        }

        if (t.HasStart)
        {
            w.Lines($"var start = model.LogProposal({t.O}, {t.L}) - model.LogMarginal({t.L});");
        }
    }

    private static void Giwae(CodeWriter w, KnownPlan plan, KnownText t)
    {
        if (plan.ReportsLower)
        {
            w.Lines($"""
                // log (1/K) sum_k e^f, the paired {t.L} among the K: Barber-Agakov plus what the critic tells apart.
                var start = model.LogProposal({t.O}, {t.L}) - model.LogMarginal({t.L});
                var f = {t.Score(t.O, t.L)};
                var partition = LogMeans.OfChunks(Samples, RowDensity.AtOnce(RowsAtOnce, {t.O}), f, k => Scores(model, {t.O}, k));
                var lower = start + f - partition;
                """);
        }

        if (plan.ReportsUpper)
        {
            w.Lines($"""
                // K draws from {t.Q}, one of them chosen by the softmax of f, log w - f in expectation over the choice: at most log p({t.O}).
                var (logMean, chosen) = LogMeans.SoftmaxOfChunks(Samples, RowDensity.AtOnce(RowsAtOnce, {t.O}), k => Candidates(model, {t.O}, k));
                var upper = model.LogConditional({t.O}, {t.L}) - (chosen + logMean);
                """);
        }
    }

    private static void MineAis(CodeWriter w, KnownPlan plan, KnownText t)
    {
        ChainsPlan chains = plan.Chains!;
        string start = plan.HasProposal ? "start + f" : "f";
        if (plan.HasProposal)
        {
            w.Lines($"var start = model.LogProposal({t.O}, {t.L}) - model.LogMarginal({t.L});");
        }

        w.Lines($"""
            var f = {t.Score(t.O, t.L)};
            int atOnce = RowDensity.AtOnce(RowsAtOnce, {t.O});

            """);
        w.Lines(chains.LowerBy == ChainWeights.IndependentMultiSample
            ? $"""
                // IM: log (1/K) sum_k w_k, one reverse chain from the paired {t.L} and K - 1 forward ones.
                var above = LogMeans.OfChunks(Chains, atOnce, chains.Reverse({t.O}, {t.L}), k => chains.Forward({t.O}.repeat(k, 1)).LogWeight.view(k, -1));
                """
            : $"""
                // CR: -log (1/K) sum_k 1 / w_k, K reverse chains that all start at the paired {t.L}.
                var above = -LogMeans.OfChunks(Chains, atOnce, k => -chains.Reverse({t.O}.repeat(k, 1), {t.L}.repeat(k, 1)).view(k, -1));
                """);
        w.Lines($"""
            var lower = {start} - above;

            // Forward chains bound log Z({t.O}) from below, so that this may exceed the truth.
            var below = LogMeans.OfChunks(Chains, atOnce, k => chains.Forward({t.O}.repeat(k, 1)).LogWeight.view(k, -1));
            var forward = {start} - below;
            """);
    }

    private static void Ais(CodeWriter w, KnownPlan plan, KnownText t)
    {
        ChainsPlan chains = plan.Chains!;
        w.Lines($"""
            var density = model.LogConditional({t.O}, {t.L});
            int atOnce = RowDensity.AtOnce(RowsAtOnce, {t.O});
            """);
        if (plan.ReportsLower)
        {
            w.Gap();
            w.Lines(chains.Count == 1
                ? $"// One reverse chain from the paired {t.L}, an exact posterior sample: E log w >= log p({t.O}).\nvar above = chains.Reverse({t.O}, {t.L});"
                : chains.LowerBy switch
                {
                    ChainWeights.IndependentMultiSample => $"""
                        // IM: log (1/K) sum_k w_k, one reverse chain from the paired {t.L} and K - 1 forward ones: at least log p({t.O}).
                        var above = LogMeans.OfChunks(Chains, atOnce, chains.Reverse({t.O}, {t.L}), k => chains.Forward({t.O}.repeat(k, 1)).LogWeight.view(k, -1));
                        """,
                    ChainWeights.IndependentReverse => $"""
                        // IR: -log (1/K) sum_k 1 / w_k, reverse chains from K independent posterior samples, the paired {t.L} first: at least log p({t.O}).
                        var above = -LogMeans.OfChunks(Chains, atOnce, -chains.Reverse({t.O}, {t.L}), k => -FromPosterior(model, chains, {t.O}.repeat(k, 1)).view(k, -1));
                        """,
                    _ => $"""
                        // CR: -log (1/K) sum_k 1 / w_k, K reverse chains that all start at the paired {t.L}: at least log p({t.O}).
                        var above = -LogMeans.OfChunks(Chains, atOnce, k => -chains.Reverse({t.O}.repeat(k, 1), {t.L}.repeat(k, 1)).view(k, -1));
                        """,
                });
            w.Lines("var lower = density - above;");
        }

        if (plan.ReportsUpper)
        {
            w.Gap();
            w.Lines(chains.Count == 1
                ? $"// One forward chain: E log w <= log p({t.O}).\nvar below = chains.Forward({t.O}).LogWeight;"
                : chains.UpperBy switch
                {
                    ChainWeights.IndependentReverse => $"""
                        // IR: -log (1/K) sum_k 1 / w_k, one forward chain and K - 1 reverse ones from independent posterior samples: at most log p({t.O}).
                        var below = -LogMeans.OfChunks(Chains, atOnce, -chains.Forward({t.O}).LogWeight, k => -FromPosterior(model, chains, {t.O}.repeat(k, 1)).view(k, -1));
                        """,
                    ChainWeights.CoupledReverse => $"""
                        // CR: -log (1/K) sum_k 1 / w_k, one forward chain and K - 1 reverse ones from where it ended: at most log p({t.O}).
                        var (forward, end) = chains.Forward({t.O});
                        var below = -LogMeans.OfChunks(Chains, atOnce, -forward, k => -chains.Reverse({t.O}.repeat(k, 1), end.repeat(k, 1)).view(k, -1));
                        """,
                    _ => $"""
                        // IM: log (1/K) sum_k w_k over K independent forward chains: at most log p({t.O}).
                        var below = LogMeans.OfChunks(Chains, atOnce, k => chains.Forward({t.O}.repeat(k, 1)).LogWeight.view(k, -1));
                        """,
                });
            w.Lines("var upper = density - below;");
        }
    }

    // Other pairs are shifts of one sub-batch, and come all at once.
    private static string AtOnce(KnownPlan plan, KnownText t) => plan.DrawsOthers ? "Samples" : $"RowDensity.AtOnce(RowsAtOnce, {t.O})";

    private static string Weights(KnownPlan plan, KnownText t) => plan.DrawsOthers ? $"{t.O}, {t.L}" : t.O;

    private static void WriteWeights(CodeWriter w, KnownPlan plan, KnownText t)
    {
        if (plan.Row.Bound == Bound.Ais)
        {
            if (plan.Posterior is not null)
            {
                w.Gap();
                w.Doc("Reverse chains, each from a posterior sample of its own: log w, [rows].");
                w.Lines($"private static Tensor FromPosterior(KnownModel model, Annealing chains, Tensor {t.O}) => chains.Reverse({t.O}, model.DrawPosterior({t.O}));");
            }

            return;
        }

        if (plan.Row.Bound == Bound.MineAis)
        {
            return;
        }

        if (plan.Row.Bound == Bound.Giwae && plan.ReportsLower)
        {
            w.Gap();
            w.Doc($"f of k draws from {t.Q} for each row of {t.O}: [k, n].");
            using (w.Open($"private static Tensor Scores(KnownModel model, Tensor {t.O}, int k)"))
            {
                w.Lines($"""
                    using var scope = NewDisposeScope();
                    var rows = {t.O}.repeat(k, 1);
                    var drawn = model.DrawProposal(rows);
                    return {t.Score("rows", "drawn")}.view(k, -1).MoveToOuterDisposeScope();
                    """);
            }
        }

        if (plan.Row.Bound == Bound.Giwae)
        {
            if (plan.ReportsUpper)
            {
                w.Gap();
                w.Doc($"f and log w - f of k draws from {t.Q} for each row of {t.O}: [k, n] both.");
                using (w.Open($"private static (Tensor Scores, Tensor Values) Candidates(KnownModel model, Tensor {t.O}, int k)"))
                {
                    w.Lines($"""
                        using var scope = NewDisposeScope();
                        var rows = {t.O}.repeat(k, 1);
                        var drawn = model.DrawProposal(rows);
                        var f = {t.Score("rows", "drawn")}.view(k, -1);
                        var rest = LogWeight(model, rows, drawn).view(k, -1) - f;
                        return (f.MoveToOuterDisposeScope(), rest.MoveToOuterDisposeScope());
                        """);
                }

                w.Gap();
                WriteWeight(w, t);
            }

            return;
        }

        if (plan.Row.Bound == Bound.BarberAgakovReference || (plan.Row.Bound == Bound.BarberAgakov && !plan.ReportsUpper))
        {
            return;
        }

        w.Gap();
        bool others = plan.DrawsOthers;
        w.Doc($"log w = {t.LogRatio} of k draws from {(others ? "other pairs" : t.Start)} for each row of {t.O}: [k, n].");
        using (w.Open($"private static Tensor LogWeights(KnownModel model, Tensor {t.O}{(others ? $", Tensor {t.L}" : "")}, int k)"))
        {
            string drawn = others ? $"model.DrawOthers({t.L}, k)" : t.DrawStart("rows");
            string weight = plan.HasProposal ? "LogWeight(model, rows, drawn)" : "model.LogConditional(rows, drawn)";
            w.Lines($"""
                using var scope = NewDisposeScope();
                var rows = {t.O}.repeat(k, 1);
                var drawn = {drawn};
                return {weight}.view(k, -1).MoveToOuterDisposeScope();
                """);
        }

        if (plan.HasProposal)
        {
            w.Gap();
            WriteWeight(w, t);
        }
    }

    private static void WriteWeight(CodeWriter w, KnownText t)
    {
        w.Doc($"log w = log p({t.O}, {t.L}) - log {t.Q}: [n].");
        using (w.Open($"private static Tensor LogWeight(KnownModel model, Tensor {t.O}, Tensor {t.L})"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                return (model.LogMarginal({t.L}) + model.LogConditional({t.O}, {t.L}) - model.LogProposal({t.O}, {t.L})).MoveToOuterDisposeScope();
                """);
        }
    }
}
