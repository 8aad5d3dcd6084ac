using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the state of an estimator and the constants of its training.</summary>
internal static class SessionWriter
{
    /// <summary>Hyperparameters: the declared settings.</summary>
    public static void WriteSettings(CodeWriter w, EstimatorPlan plan)
    {
        TrainingPlan t = plan.Training;
        w.Doc("The declared settings, defaults filled in.");
        using (w.Open("private static class Hyperparameters"))
        {
            w.Lines($"""
                public const int Steps = {CodeWriter.Number(t.Steps)};
                public const int BatchSize = {CodeWriter.Number(t.BatchSize)};
                public const double LearningRate = {CodeWriter.Number(t.LearningRate)};
                """);
            if (t.WeightDecay > 0)
            {
                w.Lines($"public const double WeightDecay = {CodeWriter.Number(t.WeightDecay)};");
            }

            if (t.WeightAverage > 0)
            {
                w.Lines($"public const double WeightAverage = {CodeWriter.Number(t.WeightAverage)};");
            }

            if (plan.Critic.X.Locations is { } locations)
            {
                w.Lines($"public const int Locations = {CodeWriter.Number(locations)};");
            }

            if (plan.Negatives.InRows)
            {
                w.Lines($"public const int NegativesPerPair = {CodeWriter.Number(plan.Negatives.PerPair)};");
            }

            if (plan.Negatives.InEvaluation is { } inEvaluation)
            {
                w.Lines($"public const int NegativesInEvaluation = {CodeWriter.Number(inEvaluation)};");
            }

            if (plan.Negatives.Sampling == NegativeSampling.Neighbours)
            {
                w.Lines($"""
                    public const int Neighbours = {CodeWriter.Number(plan.Negatives.Neighbours)};
                    public const int Given = {CodeWriter.Number(plan.Negatives.Given)};
                    """);
            }

            if (plan.HasSampler)
            {
                w.Lines($"""
                    public const int ValidationPairs = {CodeWriter.Number(t.ValidationPairs)};
                    public const int TestPairs = {CodeWriter.Number(t.TestPairs)};
                    """);
            }

            w.Lines($"""
                public const double Validation = {CodeWriter.Number(t.Validation)};
                {(t.CrossFit > 0 ? $"public const int CrossFit = {CodeWriter.Number(t.CrossFit)};" : $"public const double Test = {CodeWriter.Number(t.Test)};")}
                public const int ValidationInterval = {CodeWriter.Number(t.ValidationInterval)};
                public const int Patience = {CodeWriter.Number(t.Patience)};
                """);
            if (plan.Target == Target.TorchSharp)
            {
                w.Lines($"public const string DeviceName = {CodeWriter.Literal(t.Device)};");
            }
        }
    }

    /// <summary>Where a session comes from: the first step, a fit or a file.</summary>
    public static void WriteCreation(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc("What was trained or loaded.");
        w.Lines($"private Session Trained => session ?? throw new InvalidOperationException(\"nothing is trained yet: call {(plan.Critic.Base is null ? "Fit, Step or Load" : "Fit or Load")} first\");");
        w.Gap();
        using (w.Open("private Session SessionFor(Tensor x, Tensor y)"))
        {
            w.Lines(plan.Critic.Base is null
                ? """
                session ??= NewSession(x.shape[1], y.shape[1]);
                session.Demand(x, y);
                return session;
                """
                : """
                var fitted = session ?? throw new InvalidOperationException("the critic's closed form is fitted to data: call Fit or Load before Step and Objective");
                fitted.Demand(x, y);
                return fitted;
                """);
        }

        w.Gap();
        w.Lines("// Takes the place of what was trained before.");
        using (w.Open("private Session Adopt(Session next)"))
        {
            w.Lines("""
                session?.Dispose();
                return session = next;
                """);
        }

        w.Gap();
        using (w.Open("private Session NewSession(long xDim, long yDim)"))
        {
            if (plan.Joint.X > 0)
            {
                w.Lines($"Dimensions.Demand(\"X\", declared: {plan.Joint.X}, xDim);");
            }

            if (plan.Joint.Y > 0)
            {
                w.Lines($"Dimensions.Demand(\"Y\", declared: {plan.Joint.Y}, yDim);");
            }

            w.Lines("var home = device(Hyperparameters.DeviceName);");
            if (plan.Negatives.Given > 0 && !plan.Critic.X.Columns.IsKnown)
            {
                w.Lines("Dimensions.DemandCondition(Hyperparameters.Given, xDim);");
            }

            DemandImage(w, plan.Critic.X);
            DemandImage(w, plan.Critic.Y);
            if (plan.Critic.IsOwn)
            {
                string baseline = plan.Critic.Baseline is null ? "" : (plan.Critic.X.Columns.IsKnown ? "" : "xDim, ") + "Seed, ";
                w.Lines($"""

                    // The user's network draws its first weights from torch's own generator.
                    random.manual_seed(Rng.Derive(Seed, RandomStream.Weights, 0));
                    var critic = new CriticNetwork({plan.Critic.Module}, {baseline}home);
                    """);
            }
            else
            {
                w.Lines($"var critic = new CriticNetwork({plan.Critic.Unknown("")}Seed, home);");
            }

            w.Lines("return new Session(critic, xDim, yDim, Seed, home);");
        }
    }

    /// <summary>Session: critic, optimizer and all that belongs to them.</summary>
    public static void WriteSession(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        w.Doc("A critic, in training or trained, and what belongs to it.");
        using (w.Open("private sealed class Session(CriticNetwork critic, long xDim, long yDim, long seed, Device home) : IDisposable"))
        {
            w.Lines($$"""
                public long XDim { get; } = xDim;

                public long YDim { get; } = yDim;

                public CriticNetwork Critic { get; } = critic;

                public Device Home { get; } = home;

                public long Seed { get; } = seed;

                public optim.Optimizer Optimizer { get; } = {{OptimizerText.Of(plan.Training, "critic.parameters()")}};

                public BatchValues Values { get; } = new(home);

                public DataPreparation Preparation { get; set; } = Standardizer.None((int)xDim, (int)yDim);

                public TrainingSummary? Summary { get; set; }

                public DataSplit? Split { get; set; }
                """);
            if (plan.Training.WeightAverage > 0)
            {
                w.Lines("\npublic AveragedWeights Averaged { get; } = new(critic, Hyperparameters.WeightAverage);");
            }

            if (bound.HasMemory)
            {
                w.Lines("\npublic BoundObjective Memory { get; } = new();");
            }

            WriteTangent(w, bound);
            if (plan.Negatives.Sampling == NegativeSampling.CyclicShift)
            {
                w.Gap();
                w.Doc("Which rows of y each row of x is scored with: its own, then those that random cyclic shifts bring.");
                w.Lines("public Tensor Shifts(long n, long draw) =>");
                w.Lines("    PairIndex.CyclicShifts(n, Hyperparameters.NegativesPerPair, new Rng(Seed, RandomStream.Negatives, draw), Home);");
            }

            w.Gap();
            using (w.Open("public void Demand(Tensor x, Tensor y)"))
            {
                w.Lines("""
                    Dimensions.Demand("X", XDim, x.shape[1]);
                    Dimensions.Demand("Y", YDim, y.shape[1]);
                    """);
            }

            w.Gap();
            WriteExchange(w, plan, bound);
            w.Gap();
            using (w.Open("public RunSettings Settings()"))
            {
                w.Lines($"""
                    int steps = Summary?.StepsRun ?? Values.Count;
                    return new({CodeWriter.Literal(plan.Type.Name)}, {CodeWriter.Literal(plan.Title)}, {CodeWriter.Literal(plan.Critic.Summary)}, Hyperparameters.BatchSize, steps, Seed, get_num_threads(), Hyperparameters.DeviceName);
                    """);
            }

            w.Gap();
            using (w.Open("public void Dispose()"))
            {
                w.Lines("""
                    Optimizer.Dispose();
                    Critic.Dispose();
                    Values.Dispose();
                    """);
                if (plan.Training.WeightAverage > 0)
                {
                    w.Lines("Averaged.Dispose();");
                }

                if (bound.HasMemory)
                {
                    w.Lines("Memory.Dispose();");
                }
            }
        }
    }

    /// <summary>log a, where the value is a tangent.</summary>
    public static void WriteTangent(CodeWriter w, BoundWriter bound)
    {
        if (!bound.HasTangent)
        {
            return;
        }

        string meanwhile = bound.HasMemory ? "Memory.LogEma" : "throw new InvalidOperationException(\"a is fixed on validation pairs: call Fit first\")";
        w.Lines($$"""

            private double? logA;

            /// <summary>log a of the tangent{{(bound.HasMemory ? "; the moving average until validation pairs fix it" : "")}}.</summary>
            public double LogA
            {
                get => logA ?? {{meanwhile}};
                set => logA = value;
            }
            """);
    }

    private static void WriteExchange(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        w.Doc("What a step goes on from.");
        using (w.Open("public void Exchange(Checkpoint checkpoint)"))
        {
            w.Lines("""
                checkpoint.Module("critic", Critic);
                checkpoint.Optimizer("optimizer", Optimizer);
                checkpoint.Part("values", Values);
                """);
            if (CriticWriter.HasState(plan.Critic))
            {
                w.Lines("Critic.Exchange(checkpoint);");
            }

            if (plan.Training.WeightAverage > 0)
            {
                w.Lines("checkpoint.Part(\"averaged\", Averaged);");
            }

            if (bound.HasMemory)
            {
                w.Lines("Memory.Exchange(checkpoint, Home);");
            }

            if (bound.HasTangent)
            {
                w.Lines("logA = checkpoint.Number(\"log_a\", logA ?? double.NaN) is var a && double.IsNaN(a) ? null : a;");
            }

            w.Lines("Preparation = checkpoint.Preparation(\"preparation\", Preparation);");
        }
    }

    // Channels are counted from the columns.
    private static void DemandImage(CodeWriter w, VariablePlan variable)
    {
        if (variable is { Image: { } image, Columns.IsKnown: false })
        {
            w.Lines($"Dimensions.DemandImage({CodeWriter.Literal(variable.Symbol.ToUpperInvariant())}, {CodeWriter.Number(image.Height)}, {CodeWriter.Number(image.Width)}, {variable.Columns});");
        }
    }
}
