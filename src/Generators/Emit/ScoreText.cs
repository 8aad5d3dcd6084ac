using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes how a phase gets the scores of its pairs and their negatives.</summary>
internal sealed class ScoreText(EstimatorPlan plan)
{
    private readonly NegativesPlan negatives = plan.Negatives;

    /// <summary>Further parameter of a method that takes a batch, or empty.</summary>
    public string Parameter => negatives.IsDrawn ? ", Tensor drawn" : "";

    /// <summary>Further argument, as it is.</summary>
    public string Argument => negatives.IsDrawn ? ", drawn" : "";

    /// <summary>Further argument without gradient.</summary>
    public string DetachedArgument => negatives.IsDrawn ? ", drawn.detach()" : "";

    /// <summary>What a training batch is drawn with besides; empty in the batch.</summary>
    public string OfStep => negatives.Sampling switch
    {
        NegativeSampling.SecondDraw => "pairs.Drawn(step, Hyperparameters.NegativesPerPair)",
        NegativeSampling.Neighbours => "pairs.Near(step, Hyperparameters.NegativesPerPair, Hyperparameters.Given, Hyperparameters.Neighbours)",
        _ => "",
    };

    /// <summary>The scores of a training batch x, y.</summary>
    public string InTraining => $"session.Critic.forward({Arguments("session.Values.Count")})";

    /// <summary>The scores of a batch x, y with weights that gather no gradient.</summary>
    public string Frozen => plan.Critic.IsOwn
        ? $"session.Critic.FrozenScores({Arguments("session.Values.Count")})"
        : $"session.Critic.Scores(session.Critic.Weights.detach(), {Arguments("session.Values.Count")})";

    /// <summary>Declares the scores of evaluation batch <c>b</c>, from x, y and <c>pairs</c>.</summary>
    public void WriteReading(CodeWriter w, string batch, string size)
    {
        if (negatives.IsDrawn)
        {
            string near = negatives.Sampling == NegativeSampling.Neighbours ? "Near" : "Drawn";
            string more = negatives.Sampling == NegativeSampling.Neighbours ? "Hyperparameters.Given, Hyperparameters.Neighbours, " : "";
            w.Lines($"var drawn = pairs.{near}({batch}, {size}, Hyperparameters.NegativesPerPair, {more}new Rng(session.Seed, RandomStream.Negatives, -1 - {batch}));");
        }

        w.Lines($"var scores = session.Critic.forward({Arguments($"-1 - {batch}")});");
    }

    private string Arguments(string draw) => negatives.Sampling switch
    {
        NegativeSampling.InBatch => "x, y",
        NegativeSampling.CyclicShift => $"x, y, session.Shifts(x.shape[0], {draw})",
        _ => "x, cat([y, drawn]), PairIndex.Drawn(x, drawn, Hyperparameters.NegativesPerPair)",
    };
}
