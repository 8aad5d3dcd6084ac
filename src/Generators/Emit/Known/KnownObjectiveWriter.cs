using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes what q, critic and decoder ascend, and what is looked at on the way.</summary>
internal static class KnownObjectiveWriter
{
    public static void WriteObjective(CodeWriter w, KnownPlan plan, KnownText t)
    {
        if (plan.AscendsElbo)
        {
            w.Doc($"The evidence lower bound E_q log w, which log p({t.O}) does not fall below: raising it lowers the bound on the information.");
            w.Lines($"private static Tensor TrainingObjective(KnownModel model, Tensor x, Tensor y{NormText.Parameter(plan.NormsProposal)}) => Elbo(model, {t.O}{NormText.Argument(plan.NormsProposal)});");
            return;
        }

        string likelihood = $"model.LogProposal({t.O}, {t.L}{NormText.Argument(plan.NormsProposal)})";
        switch (plan.Row.Bound)
        {
            case Bound.Giwae:
                w.Doc($"The lower bound without the terms that nothing learned touches: {(plan.LearnedProposal is not null ? $"E log {t.Q} + " : "")}E[f - log (1/K) sum_k e^f], negatives from {t.Q} as they are.");
                using (w.Open($"private static Tensor TrainingObjective(KnownModel model, Tensor x, Tensor y{NormText.Parameter(plan.NormsProposal)})"))
                {
                    w.Lines($$"""
                        const int Others = {{CodeWriter.Number(System.Math.Max(1, plan.Samples - 1))}};
                        using var scope = NewDisposeScope();
                        var rows = {{t.O}}.repeat(Others, 1);
                        Tensor drawn;
                        using (no_grad())
                        {
                            drawn = model.DrawProposal(rows);
                        }

                        var f = {{t.Score(t.O, t.L)}};
                        var others = {{t.Score("rows", "drawn")}}.view(Others, -1);
                        var partition = cat([f.unsqueeze(0), others]).logsumexp(0) - Math.Log(1 + Others);
                        var objective = ({{(plan.LearnedProposal is not null ? likelihood + " + " : "")}}f - partition).mean();
                        return objective.MoveToOuterDisposeScope();
                        """);
                }

                break;
            case Bound.MineAis:
                string energy(string l) => plan.LearnedProposal is null ? t.Score(t.O, l) : $"(model.LogProposal({t.O}, {l}) + {t.Score(t.O, l)})";
                w.Doc(
                    $"A surrogate with the gradient of the implicit Barber-Agakov bound: E_p - E_pi of {(plan.LearnedProposal is null ? "f" : $"log {t.Q} + f")},\npi({t.L}|{t.O}) = {t.Start} e^f / Z({t.O}) sampled by HMC from the paired {t.L}.");
                using (w.Open("private static Tensor TrainingObjective(KnownModel model, Annealing chains, StepSizeTuner tuner, Tensor x, Tensor y)"))
                {
                    w.Lines($$"""
                        using var scope = NewDisposeScope();
                        var (negatives, acceptance) = chains.Negatives({{t.O}}, {{t.L}}, tuner.Current);
                        tuner.Observe(acceptance);
                        return ({{energy(t.L)}}.mean() - {{energy("negatives")}}.mean()).MoveToOuterDisposeScope();
                        """);
                }

                break;
            default:
                w.Doc($"The log-likelihood E log {t.Q} of the pairs: Barber-Agakov without its constant. Unlike the evidence lower bound it lets q cover the posterior.");
                w.Lines($"private static Tensor TrainingObjective(KnownModel model, Tensor x, Tensor y{NormText.Parameter(plan.NormsProposal)}) => {likelihood}.mean();");
                break;
        }
    }

    public static void WriteValidate(CodeWriter w, KnownPlan plan, KnownText t)
    {
        w.Doc(plan.Row.Bound == Bound.MineAis
            ? $"To look at, not to choose by: {(plan.HasProposal ? "Barber-Agakov plus " : "")}what the critic tells apart among 64 draws from {t.Start}."
            : "The training objective on the validation pairs.");
        using (w.Open("private double Validate(KnownModel model, PairTensors pairs)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                using var draws = new SeededDraws(Seed, RandomStream.Validation, 1);
                var (x, y) = (pairs.X, pairs.Y);
                """);
            w.Lines(plan.Row.Bound == Bound.MineAis
                ? $$"""
                var f = {{t.Score(t.O, t.L)}};
                var partition = LogMeans.OfChunks(64, 1, f, k =>
                {
                    var rows = {{t.O}}.repeat(k, 1);
                    return {{t.Score("rows", t.DrawStart("rows"))}}.view(k, -1);
                });
                return ({{(plan.HasProposal ? $"model.LogProposal({t.O}, {t.L}) - model.LogMarginal({t.L}) + " : "")}}f - partition).mean().ToDouble();
                """
                : "return TrainingObjective(model, x, y).ToDouble();");
        }
    }

    public static void WriteElbo(CodeWriter w, KnownPlan plan, KnownText t)
    {
        w.Doc($"E log p({t.O}, {t.L}) - log {t.Q} over one draw a row, reparameterised: the mean over rows."
            + NormText.Doc(plan.NormsProposal || plan.NormsDecoder)
            + (plan.NormsProposal ? $"\nThose of {t.Q} move twice, by the same rows: {t.Q} is drawn from, then evaluated." : ""));
        using (w.Open($"private static Tensor Elbo(KnownModel model, Tensor {t.O}{NormText.Parameter(plan.NormsProposal || plan.NormsDecoder)})"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var {t.L} = model.DrawProposal({t.O}{NormText.Argument(plan.NormsProposal)});
                var logWeight = model.LogMarginal({t.L}) + model.LogConditional({t.O}, {t.L}{NormText.Argument(plan.NormsDecoder)}) - model.LogProposal({t.O}, {t.L}{NormText.Argument(plan.NormsProposal)});
                return logWeight.mean().MoveToOuterDisposeScope();
                """);
        }
    }
}
