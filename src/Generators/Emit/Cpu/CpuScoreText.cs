using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes how a phase of the CPU target gets the scores of its pairs and their negatives.</summary>
internal sealed class CpuScoreText(EstimatorPlan plan)
{
    private readonly NegativesPlan negatives = plan.Negatives;

    /// <summary>Further parameter of a method that takes a batch, or empty.</summary>
    public string Parameter => negatives.IsDrawn ? ", ReadOnlySpan<float> drawn" : "";

    /// <summary>Further argument.</summary>
    public string Argument => negatives.IsDrawn ? ", drawn" : "";

    private string Size => $"Demands.Rows(\"X\", x.Length, session.XDim)";

    /// <summary>Declares the scores of a training batch, and gathers the gradient of the weights.</summary>
    public void WriteTraining(CodeWriter w)
    {
        w.Lines($"""
            int n = {Size};
            Demands.Pairs(n, Demands.Rows("Y", y.Length, session.YDim));
            """);
        if (negatives.IsDrawn)
        {
            w.Lines("Demands.Pairs(n, Demands.Rows(\"Y\", drawn.Length, session.YDim), Hyperparameters.NegativesPerPair);");
        }

        bool rowByRow = IsFused(plan);
        WriteScores(w, "critic", rowByRow ? "Descend" : "Forward", "n", "session.Values.Count");
        if (!rowByRow)
        {
            w.Lines($"""
                {(BoundWriter.Of(plan).HasMemory ? "session.Memory" : "BoundObjective")}.Slopes(scores);
                critic.Backward();
                """);
        }
    }

    /// <summary>Whether pairs go forward and back row by row.</summary>
    public static bool IsFused(EstimatorPlan plan) => plan.Critic.Form == CriticForm.Concatenated && CpuBound.Of(plan).IsRowWise;

    /// <summary>Declares the scores of evaluation batch <c>b</c>, from x, y and <c>pairs</c>.</summary>
    public void WriteReading(CodeWriter w, string batch, string size)
    {
        if (negatives.IsDrawn)
        {
            string near = negatives.Sampling == NegativeSampling.Neighbours ? "Near" : "Drawn";
            string more = negatives.Sampling == NegativeSampling.Neighbours ? "Hyperparameters.Given, Hyperparameters.Neighbours, " : "";
            w.Lines($"""
                float[] drawn = new float[{size} * Hyperparameters.NegativesPerPair * session.YDim];
                pairs.{near}([.. Enumerable.Range({batch}, {size})], Hyperparameters.NegativesPerPair, {more}new Rng(session.Seed, RandomStream.Negatives, -1 - {batch}), drawn);
                """);
        }

        WriteScores(w, "session.Critic", "Forward", size, $"-1 - {batch}");
    }

    private void WriteScores(CodeWriter w, string critic, string method, string size, string draw)
    {
        if (negatives.IsDrawn)
        {
            w.Lines("var all = session.Join(y, drawn);");
        }

        w.Lines(negatives.Sampling switch
        {
            NegativeSampling.InBatch => $"var scores = {critic}.{method}(x, y);",
            NegativeSampling.CyclicShift => $"var scores = {critic}.{method}(x, y, session.Shifts({size}, {draw}));",
            _ => $"var scores = {critic}.{method}(x, all, session.Drawn({size}));",
        });
    }

    /// <summary>What a session has for it.</summary>
    public void WriteMembers(CodeWriter w)
    {
        if (negatives.Sampling == NegativeSampling.CyclicShift)
        {
            w.Gap();
            w.Doc("Which rows of y each row of x is scored with: its own, then those that random cyclic shifts bring.");
            using (w.Open("public ReadOnlySpan<int> Shifts(int n, long draw)"))
            {
                w.Lines("""
                    negatives.Move(RandomStream.Negatives, draw);
                    return indices.CyclicShifts(n, Hyperparameters.NegativesPerPair, negatives);
                    """);
            }
        }

        if (negatives.IsDrawn)
        {
            w.Gap();
            w.Doc("Which rows of y and of those drawn for it each row of x is scored with.");
            w.Lines("public ReadOnlySpan<int> Drawn(int n) => indices.Drawn(n, Hyperparameters.NegativesPerPair);");
            w.Gap();
            w.Doc("The rows of y, then those drawn.");
            using (w.Open("public ReadOnlySpan<float> Join(ReadOnlySpan<float> y, ReadOnlySpan<float> drawn)"))
            {
                w.Lines("""
                    if (others.Length < y.Length + drawn.Length)
                    {
                        others = new float[y.Length + drawn.Length];
                    }

                    y.CopyTo(others);
                    drawn.CopyTo(others.AsSpan(y.Length));
                    return others.AsSpan(0, y.Length + drawn.Length);
                    """);
            }
        }
    }
}
