using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the training: settings, session, Fit, Step, Objective and, on demand, BackwardInto.</summary>
internal static class TrainingWriter
{
    public static string Write(EstimatorPlan plan) => plan.Target == Target.Cpu ? CpuTrainingWriter.Write(plan) :
        EmittedFile.Write(plan.Type, "training", " : IEstimator, ICheckpointed", Usings(plan), w =>
        {
            var bound = BoundWriter.Of(plan);
            WriteFit(w, plan);
            WriteStep(w, plan);
            w.Gap();
            WriteObjective(w, plan, bound);
            w.Gap();
            if (plan.Clipping?.Mode == Clip.Adaptive)
            {
                AdaptiveClippingWriter.Write(w);
                w.Gap();
            }

            WriteExchange(w, plan);
            w.Gap();
            w.Doc("Frees the critic and all that training holds.");
            w.Lines(plan.Clipping?.Mode == Clip.Adaptive
                ? """
                    public void Dispose()
                    {
                        session?.Dispose();
                        LastGradientNorms?.Dispose();
                    }
                    """
                : "public void Dispose() => session?.Dispose();");
            w.Gap();
            WriteTrain(w, plan, bound);
            w.Gap();
            WriteAscend(w, plan, bound);
            w.Gap();
            SessionWriter.WriteCreation(w, plan);
            w.Gap();
            SessionWriter.WriteSettings(w, plan);
            w.Gap();
            SessionWriter.WriteSession(w, plan, bound);
        });

    /// <summary>The session's field, the seed and every form of Fit.</summary>
    public static void WriteFit(CodeWriter w, EstimatorPlan plan)
    {
        w.Lines("private Session? session;");
        w.Gap();
        w.Doc("Seed of every random number: the same seed and thread count give the same bits.");
        w.Lines("public long Seed { get; set; }" + (plan.Training.Seed == 0 ? "" : $" = {CodeWriter.Number(plan.Training.Seed)};"));
        w.Gap();
        if (plan.HasSampler)
        {
            WriteFitSampler(w, plan);
            w.Gap();
        }

        FitWriter.Write(w, plan);
        w.Gap();
        w.Lines("""
            InformationValue IEstimator.Fit(PairedData data, IProgress<TrainingProgress>? progress, CancellationToken cancellation) =>
                Fit(data, progress, cancellation);
            """);
        w.Gap();
    }

    private static string[] Usings(EstimatorPlan plan) => plan.Clipping?.Mode == Clip.Adaptive
        ? ["System", "System.Linq", "System.Threading", "MiDsl", "MiDsl.Torch", "TorchSharp", "TorchSharp.Modules"]
        : ["System", "System.Linq", "System.Threading", "MiDsl", "MiDsl.Torch", "TorchSharp"];

    private static void WriteFitSampler(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc(
            "Trains on fresh pairs from the sampler, stops on others, and gives the value on a third set.",
            "<param name=\"progress\">Told after every look at the validation pairs.</param>",
            "<param name=\"cancellation\">Ends the training; the best weights so far stay, and can be evaluated or saved.</param>",
            "<returns>The mutual information in nats.</returns>");
        using (w.Open($"public {plan.FreshResult} Fit(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)"))
        {
            w.Lines($"{TargetText.Of(plan).Held}var pairs = Fresh();");
            w.Lines($"var session = Adopt(NewSession({plan.Joint.X}, {plan.Joint.Y}));");
            if (plan.SamplePreparation != Preprocessing.None)
            {
                string learn = plan.SamplePreparation == Preprocessing.Standardize ? "Standardize" : plan.SamplePreparation.ToString();
                w.Lines($"session.Preparation = pairs.{learn}({FitWriter.Labelled(plan).TrimStart(',', ' ')});");
            }

            w.Lines("""
                Train(session, pairs, progress, cancellation);
                return Evaluate();
                """);
        }

        w.Gap();
        string device = plan.Target == Target.Cpu ? "" : ", device(Hyperparameters.DeviceName)";
        w.Lines($"private {TargetText.Of(plan).Sampled} Fresh() =>");
        w.Lines($"    new({plan.Joint.Member}, {plan.Joint.X}, {plan.Joint.Y}, Hyperparameters.BatchSize, Hyperparameters.ValidationPairs, Seed{device}{plan.Critic.X.DemandUnit}{plan.Critic.Y.DemandUnit});");
    }

    private static void WriteStep(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc(
            "One critic step on a batch of pairs, for a loop of your own. The tensors are taken as they are."
                + (plan.Training.WeightAverage > 0 ? "\nEvaluate, PointwiseInformation and Save read the average of the weights over the steps." : ""),
            [$"<param name=\"x\">[n, dx], n of at least {(plan.Critic.NormsBatch ? "3: units are normalised over the batch, and two rows would be +1 and -1" : "2")}.</param>",
            "<param name=\"y\">[n, dy], row i paired with row i of x.</param>", .. DrawnParameter(plan)]);
        var scores = new ScoreText(plan);
        using (w.Open($"public void Step(Tensor x, Tensor y{scores.Parameter})"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                Ascend(SessionFor(x, y), x.detach(), y.detach(){scores.DetachedArgument});
                """);
        }

        w.Gap();
        w.Doc("The bound on the last training batch, before its step, in nats. Reading it waits for the device."
            + (plan.Critic.NormsBatch ? "\nUnits are normalised over that batch, so it is the signal that training follows and bounds nothing; what Evaluate gives does." : ""));
        w.Lines("public double LastBatchValue => Trained.Values.Last;");
    }

    private static void WriteObjective(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        w.Doc(
            "The bound on a batch, in nats, differentiable in both arguments; the critic's weights are left alone."
                + (plan.Training.WeightAverage > 0 ? "\nRead by the weights of the last step, not by their average." : "")
                + (plan.Critic.NormsBatch ? "\nUnits are normalised by their running averages over the steps, not over this batch: the critic is a fixed function of a pair,\nand the gradient in a row is that row's own. The averages are left alone." : ""),
            ["<param name=\"x\">[n, dx], n of at least 2.</param>",
            "<param name=\"y\">[n, dy], row i paired with row i of x.</param>",
            .. DrawnParameter(plan),
            "<returns>A scalar: add it to a loss to lower the information, subtract it to raise it.</returns>"]);
        var scores = new ScoreText(plan);
        using (w.Open($"public Tensor Objective(Tensor x, Tensor y{scores.Parameter})"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var session = SessionFor(x, y);
                var scores = {scores.Frozen};
                """);
            if (!bound.ObjectiveIsValue)
            {
                string owner = bound.HasMemory ? "session.Memory" : "BoundObjective";
                w.Lines($"""

                    // The number is the bound's, the gradient that of the surrogate.
                    var surrogate = {owner}.Surrogate(scores);
                    var value = BoundObjective.Value(scores.detach());
                    return (surrogate + (value - surrogate.detach())).MoveToOuterDisposeScope();
                    """);
            }
            else
            {
                w.Lines("return BoundObjective.Value(scores).MoveToOuterDisposeScope();");
            }
        }
    }

    private static void WriteExchange(CodeWriter w, EstimatorPlan plan)
    {
        w.Doc(
            "Writes or reads what Step goes on from: critic, optimizer, moving averages, seed. Checkpoint.Save and Checkpoint.Load call it,\nfor the estimator alone or as a part of a training of your own.",
            "<param name=\"checkpoint\">Being written, or read.</param>",
            "<exception cref=\"DataException\">Another declaration wrote it, or it is damaged.</exception>");
        using (w.Open("public void Exchange(Checkpoint checkpoint)"))
        {
            w.Lines($$"""
                checkpoint.Demand("declaration", {{CodeWriter.Literal(plan.Summary)}});
                Seed = checkpoint.Count("seed", Seed);
                long xDim = checkpoint.Count("x_dim", session?.XDim ?? 0), yDim = checkpoint.Count("y_dim", session?.YDim ?? 0);
                if (xDim == 0)
                {
                    return; // no step was taken yet
                }

                var whole = checkpoint.IsLoading ? NewSession(xDim, yDim) : Trained;
                whole.Exchange(checkpoint);
                if (checkpoint.IsLoading)
                {
                    Adopt(whole);
                }
                """);
        }
    }

    /// <summary>The document of a further parameter of Step.</summary>
    public static string[] DrawnParameter(EstimatorPlan plan) => plan.Negatives.Sampling switch
    {
        NegativeSampling.SecondDraw => [$"<param name=\"drawn\">[{PerPair(plan)}, dy], rows of p(y): the first draw for all pairs, then the next.</param>"],
        NegativeSampling.Neighbours => [$"<param name=\"drawn\">[{PerPair(plan)}, dy], rows of p(y|z) for each pair's z: the first draw for all pairs, then the next.</param>"],
        _ => [],
    };

    private static string PerPair(EstimatorPlan plan) => plan.Negatives.PerPair == 1 ? "n" : $"{CodeWriter.Number(plan.Negatives.PerPair)} n";

    /// <summary>The loop of steps, with validation and early stopping.</summary>
    public static void WriteTrain(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        var scores = new ScoreText(plan);
        var target = TargetText.Of(plan);
        string source = plan.Negatives.Sampling == NegativeSampling.Neighbours ? target.Data : target.Source;
        string drawn = scores.OfStep.Length > 0 ? $"\n        var drawn = {scores.OfStep};" : "";
        w.Lines("// Ascends on batches, looks at the validation pairs now and then, and ends with the weights they liked most.");
        using (w.Open($"private static void Train(Session session, {source} pairs, IProgress<TrainingProgress>? progress, CancellationToken cancellation)"))
        {
            string fixLogA = bound.HasTangent
                ? $"\n                session.LogA = {(bound.Besides.Length > 0 ? "read.Pairs" : "read")}.LogPartition; // of pairs that will not be evaluated"
                : "";
            bool averages = plan.Training.WeightAverage > 0;
            string averaged = averages ? "using var averaged = session.Averaged.InUse();\n                " : "";
            string restart = averages ? "\n    session.Averaged.Restart(); // the best weights are averaged ones" : "";
            if (plan.Critic.Base is not null)
            {
                w.Lines("session.Critic.Base.Fit(pairs, session.Seed);");
            }

            w.Lines($$"""
                int step = 0;
                var stopping = new EarlyStopping(Hyperparameters.Patience);
                var clock = System.Diagnostics.Stopwatch.StartNew();
                {{target.Best}}
                try
                {{{(plan.Critic.Base is null ? "" : BeforeTheFirstStep(bound))}}
                    while (step < Hyperparameters.Steps && !stopping.ShouldStop)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        {{target.Batch}}{{drawn}}
                        Ascend(session, {{target.OfBatch}}{{scores.Argument}});
                        step++;

                        if (step % Hyperparameters.ValidationInterval == 0 || step == Hyperparameters.Steps)
                        {
                            // Chosen by {{bound.CriterionReason}}.
                            var read = Read(session, pairs.Validation);
                            double validation = {{bound.Criterion}};
                            double training = session.Values.TakeMean();
                            if (stopping.Observe(step, training, validation))
                            {
                                {{averaged}}best.Keep();{{fixLogA}}
                            }

                            progress?.Report(new TrainingProgress(
                                step, Hyperparameters.Steps, training, validation, stopping.BestValidation, stopping.BestStep, clock.Elapsed));
                        }
                    }
                }
                finally
                {
                    best.Restore();{{restart}}
                    session.Summary = stopping.Summarize(step, Hyperparameters.Steps);
                }
                """);
        }
    }

    // The closed form alone is a critic too, and may be the best.
    private static string BeforeTheFirstStep(BoundWriter bound) => $$"""

            // The closed form alone stands first; it stays where no step betters it.
            var start = Read(session, pairs.Validation);
            double atStart = {{bound.Criterion.Replace("read.", "start.")}};
            if (stopping.Observe(0, atStart, atStart))
            {
                best.Keep();{{(bound.HasTangent ? $"\n        session.LogA = {(bound.Besides.Length > 0 ? "start.Pairs" : "start")}.LogPartition; // of pairs that will not be evaluated" : "")}}
            }

        """;

    private static void WriteAscend(CodeWriter w, EstimatorPlan plan, BoundWriter bound)
    {
        w.Lines("// One step of the optimizer up the bound.");
        var scores = new ScoreText(plan);
        using (w.Open($"private static void Ascend(Session session, Tensor x, Tensor y{scores.Parameter})"))
        {
            w.Lines("session.Optimizer.zero_grad();");
            w.Lines($"var scores = {scores.InTraining};");
            string ascended = "BoundObjective.Value(scores)";
            if (bound.HasMemory)
            {
                w.Lines("session.Memory.Observe(scores);");
            }

            if (bound.HasSurrogate)
            {
                ascended = (bound.HasMemory ? "session.Memory" : "BoundObjective") + ".Surrogate(scores)";
            }

            w.Lines($"var objective = {ascended};");
            w.Lines("(-objective).backward();");
            WriteClipping(w, plan);
            if (plan.Training.Schedule == LearningRateSchedule.Cosine)
            {
                w.Gap();
                w.Lines("double rate = CosineSchedule.Rate(Hyperparameters.LearningRate, session.Values.Count, Hyperparameters.Steps);");
                using (w.Open("foreach (var group in session.Optimizer.ParamGroups)"))
                {
                    w.Lines("group.LearningRate = rate;");
                }

                w.Gap();
            }

            w.Lines("session.Optimizer.step();");
            if (plan.Training.WeightAverage > 0)
            {
                w.Lines("session.Averaged.Update();");
            }

            w.Lines(bound.HasSurrogate
                ? "session.Values.Add(BoundObjective.Value(scores.detach()));"
                : "session.Values.Add(objective.detach());");
        }
    }

    private static void WriteClipping(CodeWriter w, EstimatorPlan plan)
    {
        bool flat = !plan.Critic.IsOwn;
        switch (plan.Clipping)
        {
            case { Mode: Clip.Norm } clipping when flat:
                w.Gap();
                w.Lines($"""
                    // Scaled to a norm of at most {CodeWriter.Number(clipping.MaxNorm ?? Defaults.MaxNorm)}, without waiting for the device.
                    var gradient = session.Critic.Weights.grad!;
                    gradient.mul_(({CodeWriter.Number(clipping.MaxNorm ?? Defaults.MaxNorm)} / (gradient.norm() + 1e-12)).clamp(max: 1));
                    """);
                break;
            case { Mode: Clip.Norm } clipping:
                w.Lines($"nn.utils.clip_grad_norm_(session.Critic.parameters(), {CodeWriter.Number(clipping.MaxNorm ?? Defaults.MaxNorm)});");
                break;
            case { Mode: Clip.Value } clipping when flat:
                w.Lines($"session.Critic.Weights.grad!.clamp_({CodeWriter.Number(-(clipping.MaxValue ?? Defaults.MaxValue))}, {CodeWriter.Number(clipping.MaxValue ?? Defaults.MaxValue)});");
                break;
            case { Mode: Clip.Value } clipping:
                w.Lines($"nn.utils.clip_grad_value_(session.Critic.parameters(), {CodeWriter.Number(clipping.MaxValue ?? Defaults.MaxValue)});");
                break;
        }
    }
}
