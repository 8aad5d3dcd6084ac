using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the training of the CPU target: settings, session, Fit and Step.</summary>
internal static class CpuTrainingWriter
{
    public static string Write(EstimatorPlan plan) =>
        EmittedFile.Write(plan.Type, "training", " : IEstimator", ["System", "System.Linq", "System.Threading", "MiDsl", "MiDsl.Cpu", "MiDsl.Kernels"], Target.Cpu, w =>
        {
            var bound = BoundWriter.Of(plan);
            TrainingWriter.WriteFit(w, plan);
            WriteStep(w, plan);
            w.Gap();
            w.Doc("Forgets what was trained.");
            w.Lines("public void Dispose() => session = null;");
            w.Gap();
            TrainingWriter.WriteTrain(w, plan, bound);
            w.Gap();
            WriteAscend(w, plan);
            w.Gap();
            WriteCreation(w, plan);
            w.Gap();
            SessionWriter.WriteSettings(w, plan);
            w.Gap();
            WriteSession(w, plan, bound);
        });

    private static void WriteStep(CodeWriter w, EstimatorPlan plan)
    {
        var scores = new CpuScoreText(plan);
        w.Doc(
            "One critic step on a batch of pairs, for a loop of your own. The rows are taken as they are; nothing is allocated."
                + (plan.Training.WeightAverage > 0 ? "\nEvaluate, PointwiseInformation and Save read the average of the weights over the steps." : ""),
            ["<param name=\"x\">[n, dx], n of at least 2, row by row.</param>",
            "<param name=\"y\">[n, dy], row i paired with row i of x.</param>", .. TrainingWriter.DrawnParameter(plan),
            .. plan.Critic.X.Columns.IsKnown && plan.Critic.Y.Columns.IsKnown ? (string[])[] : ["<param name=\"pairs\">n: rows of numbers do not say how many columns they have.</param>"]]);
        bool counted = !plan.Critic.X.Columns.IsKnown || !plan.Critic.Y.Columns.IsKnown;
        using (w.Open($"public void Step(ReadOnlySpan<float> x, ReadOnlySpan<float> y{scores.Parameter}{(counted ? ", int pairs" : "")})"))
        {
            string session = plan.Critic.Base is not null
                ? "session ?? throw new InvalidOperationException(\"the critic's closed form is fitted to data: call Fit or Load before Step\")"
                : counted ? "session ??= NewSession(Demands.ColumnsOf(\"X\", x.Length, pairs), Demands.ColumnsOf(\"Y\", y.Length, pairs))"
                : $"session ??= NewSession({plan.Critic.X.Columns}, {plan.Critic.Y.Columns})";
            w.Lines($"Ascend({session}, x, y{scores.Argument});");
        }

        w.Gap();
        w.Doc("The bound on the last training batch, before its step, in nats.");
        w.Lines("public double LastBatchValue => Trained.Values.Last;");
    }

    private static void WriteAscend(CodeWriter w, EstimatorPlan plan)
    {
        var scores = new CpuScoreText(plan);
        w.Lines("// One step of the optimizer up the bound.");
        using (w.Open($"private static void Ascend(Session session, ReadOnlySpan<float> x, ReadOnlySpan<float> y{scores.Parameter})"))
        {
            w.Lines("var critic = session.Critic;");
            scores.WriteTraining(w);
            switch (plan.Clipping)
            {
                case { Mode: Clip.Norm } clipping:
                    w.Lines($"GradientClip.Norm(critic.Gradient, {CodeWriter.Number(clipping.MaxNorm ?? Defaults.MaxNorm)});");
                    break;
                case { Mode: Clip.Value } clipping:
                    w.Lines($"GradientClip.Value(critic.Gradient, {CodeWriter.Number(clipping.MaxValue ?? Defaults.MaxValue)});");
                    break;
            }

            if (plan.Training.Schedule == LearningRateSchedule.Cosine)
            {
                w.Lines("session.Optimizer.LearningRate = CosineSchedule.Rate(Hyperparameters.LearningRate, session.Values.Count, Hyperparameters.Steps);");
            }

            w.Lines("session.Optimizer.Step(critic.Weights, critic.Gradient);");
            if (plan.Training.WeightAverage > 0)
            {
                w.Lines("session.Averaged.Update();");
            }

            w.Lines("session.Values.Add(BoundObjective.Value(scores));");
        }
    }

    private static void WriteCreation(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc("What was trained or loaded.");
        w.Lines($"private Session Trained => session ?? throw new InvalidOperationException(\"nothing is trained yet: call {(plan.Critic.Base is null ? "Fit, Step or Load" : "Fit or Load")} first\");");
        w.Gap();
        w.Lines("// Takes the place of what was trained before.");
        w.Lines("private Session Adopt(Session next) => session = next;");
        w.Gap();
        using (w.Open("private Session NewSession(int xDim, int yDim)"))
        {
            if (plan.Joint.X > 0)
            {
                w.Lines($"Demands.Columns(\"X\", declared: {plan.Joint.X}, xDim);");
            }

            if (plan.Joint.Y > 0)
            {
                w.Lines($"Demands.Columns(\"Y\", declared: {plan.Joint.Y}, yDim);");
            }

            if (plan.Negatives.Given > 0 && !plan.Critic.X.Columns.IsKnown)
            {
                w.Lines("Demands.Condition(Hyperparameters.Given, xDim);");
            }

            w.Lines($"return new Session(new CriticNetwork({plan.Critic.Unknown("")}Seed), xDim, yDim, Seed);");
        }
    }

    private static void WriteSession(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        w.Doc("A critic, in training or trained, and what belongs to it.");
        using (w.Open("private sealed class Session(CriticNetwork critic, int xDim, int yDim, long seed)"))
        {
            string decay = plan.Training.WeightDecay > 0 ? ", Hyperparameters.WeightDecay" : "";
            if (plan.Negatives.InRows)
            {
                w.Lines("""
                    private readonly PairIndices indices = new();
                    private readonly Rng negatives = new(seed, RandomStream.Negatives);
                    """);
                if (plan.Negatives.IsDrawn)
                {
                    w.Lines("private float[] others = [];");
                }

                w.Gap();
            }

            w.Lines($$"""
                public int XDim { get; } = xDim;

                public int YDim { get; } = yDim;

                public CriticNetwork Critic { get; } = critic;

                public long Seed { get; } = seed;

                public FlatOptimizer Optimizer { get; } = new(MiDsl.Optimizer.{{plan.Training.Optimizer}}, critic.Weights.Length, Hyperparameters.LearningRate{{decay}});

                public StepValues Values { get; } = new();

                public DataPreparation Preparation { get; set; } = Standardizer.None(xDim, yDim);

                public TrainingSummary? Summary { get; set; }

                public DataSplit? Split { get; set; }
                """);
            if (plan.Training.WeightAverage > 0)
            {
                w.Lines("\npublic SmoothedWeights Averaged { get; } = new(critic.Weights, Hyperparameters.WeightAverage);");
            }

            if (bound.HasMemory)
            {
                w.Lines("\npublic BoundObjective Memory { get; } = new();");
            }

            SessionWriter.WriteTangent(w, bound);
            new CpuScoreText(plan).WriteMembers(w);
            w.Gap();
            using (w.Open("public RunSettings Settings()"))
            {
                w.Lines($"""
                    int steps = Summary?.StepsRun ?? Values.Count;
                    return new({CodeWriter.Literal(plan.Type.Name)}, {CodeWriter.Literal(plan.Title)}, {CodeWriter.Literal(plan.Critic.Summary)}, Hyperparameters.BatchSize, steps, Seed, Rows.Threads, "cpu, plain C#");
                    """);
            }
        }
    }
}
