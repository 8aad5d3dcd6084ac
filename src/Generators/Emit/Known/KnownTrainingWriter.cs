using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes what an estimator on known densities holds and learns: model, q and critic, decoder, settings.</summary>
internal static class KnownTrainingWriter
{
    private const string Observers = "IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default";

    private static readonly string[] ObserverDocs =
    [
        "<param name=\"progress\">Told after every look at the validation pairs.</param>",
        "<param name=\"cancellation\">Ends the training; the best weights so far stay.</param>",
    ];

    public static string Write(KnownPlan plan) =>
        EmittedFile.Write(plan.Type, "model, training and settings", Bases(plan), Usings(plan), w =>
        {
            var t = new KnownText(plan);
            w.Lines($"private const string Declaration = {CodeWriter.Literal(plan.Summary)};");
            w.Gap();
            w.Lines("private KnownModel? known;");
            w.Gap();
            w.Doc("Seed of every random number: the same seed and thread count give the same bits.");
            w.Lines("public long Seed { get; set; }" + (plan.Training.Seed == 0 ? "" : $" = {CodeWriter.Number(plan.Training.Seed)};"));
            w.Gap();
            if (plan.Decoder is not null)
            {
                WriteDecoder(w, plan, t);
            }

            if (plan.Learns)
            {
                WriteFit(w, plan, t);
                w.Gap();
            }

            if (plan.FitsDecoder)
            {
                WriteFitDecoder(w, plan, t);
                w.Gap();
            }

            if (plan.HasNetworks)
            {
                KnownStorageWriter.Write(w, plan);
                w.Gap();
            }

            w.Doc("Frees what the model holds.");
            w.Lines("public void Dispose() => known?.Dispose();");
            w.Gap();
            w.Doc("Made on first use.");
            if (plan.Critic is { IsOwn: true })
            {
                w.Lines("private KnownModel Current => known ??= NewModel();");
                w.Gap();
                using (w.Open("private KnownModel NewModel()"))
                {
                    w.Lines($"""
                        // The user's network draws its first weights from torch's own generator.
                        using var draws = new SeededDraws(Seed, RandomStream.Weights, 0);
                        return new KnownModel({ModelWriter.Parameters(plan, declare: false)});
                        """);
                }
            }
            else
            {
                w.Lines($"private KnownModel Current => known ??= new KnownModel({ModelWriter.Parameters(plan, declare: false)});");
            }

            w.Gap();
            if (plan.Learns)
            {
                w.Doc("The model, once what is learned was learned.");
                w.Lines("private KnownModel Trained => Current.Summary is not null ? Current : throw new InvalidOperationException(\"nothing is trained yet: call Fit or Load first\");");
                w.Gap();
                WriteTrain(w, plan);
                w.Gap();
                KnownObjectiveWriter.WriteObjective(w, plan, t);
                w.Gap();
                KnownObjectiveWriter.WriteValidate(w, plan, t);
                w.Gap();
            }

            if (plan.FitsDecoder || (plan.AscendsElbo && plan.Learns))
            {
                KnownObjectiveWriter.WriteElbo(w, plan, t);
                w.Gap();
            }

            KnownStorageWriter.WriteSettings(w, plan);
        });

    private static string Bases(KnownPlan plan) =>
        plan is { Learns: true, Origin: PairOrigin.Given, Result: not ResultKind.Interval } ? " : IEstimator" : " : IDisposable";

    private static string[] Usings(KnownPlan plan) => plan.HasNetworks
        ? ["System", "System.Linq", "System.Threading", "MiDsl", "MiDsl.Torch", "TorchSharp"]
        : ["System", "MiDsl", "MiDsl.Torch", "TorchSharp"];

    private static void WriteDecoder(CodeWriter w, KnownPlan plan, KnownText t)
    {
        w.Doc($"The network of {t.Likelihood}, from rows of {t.L} to the mean of {t.O}: train it as you like. Its weights start at random."
            + (plan.NormsDecoder ? "\nIt stands in evaluation: call train() before steps of your own, which move its running averages, and eval() after them." : ""));
        w.Lines("public nn.Module<Tensor, Tensor> Decoder => Current.Decoder;");
        w.Gap();
        if (plan.NormsDecoder)
        {
            return;
        }

        w.Doc(
            "Fills the decoder with weights from elsewhere.",
            "<param name=\"layers\">Matrix [outputs, inputs] and bias [outputs] of each layer, first to last; copied.</param>",
            "<exception cref=\"ArgumentException\">Another number of tensors, or one of another shape.</exception>");
        w.Lines("public void UseDecoder(params ReadOnlySpan<Tensor> layers) => Current.Decoder.Use(layers);");
        w.Gap();
    }

    private static string Learned(KnownPlan plan) => (plan.LearnedProposal is not null, plan.Critic is not null) switch
    {
        (true, true) => plan.HasProposal ? "q and the critic" : "q",
        (true, false) => "q",
        _ => "the critic",
    };

    private static void WriteFit(CodeWriter w, KnownPlan plan, KnownText t)
    {
        string learned = Learned(plan);
        if (plan.Origin == PairOrigin.Given)
        {
            w.Doc($"Learns {learned} on one part of the pairs, stops on a second, and gives the value on a third.", ["<param name=\"data\">Independent pairs (x, y).</param>", .. ObserverDocs, "<returns>The mutual information in nats.</returns>"]);
            using (w.Open($"public {plan.Result} Fit(PairedData data, {Observers})"))
            {
                w.Lines("""
                    var split = DataSplit.Create(data, Hyperparameters.Validation, Hyperparameters.Test, Seed, minimum: Hyperparameters.SubBatches);
                    using var pairs = new DataPairs(split.Train, split.Validation, Standardizer.None(data.XDim, data.YDim), Hyperparameters.BatchSize, Seed, Current.Home);
                    Train(pairs, progress, cancellation);
                    return Evaluate(split.Test, cancellation: cancellation);
                    """);
            }

            if (plan.Result != ResultKind.Interval)
            {
                w.Gap();
                w.Lines("""
                    InformationValue IEstimator.Fit(PairedData data, IProgress<TrainingProgress>? progress, CancellationToken cancellation) =>
                        Fit(data, progress, cancellation);
                    """);
            }

            return;
        }

        w.Doc($"Learns {learned} on fresh pairs, stops on others, and gives the value on a third set.", [.. ObserverDocs, "<returns>The mutual information in nats.</returns>"]);
        using (w.Open($"public {plan.Result} Fit({Observers})"))
        {
            string sampler = plan.Origin == PairOrigin.Simulated ? "Simulate" : plan.Joint!.Member;
            (string dx, string dy) = plan.Observed.Variable == Variable.X
                ? (KnownText.Dim(plan.Observed), KnownText.Dim(plan.Latent))
                : (KnownText.Dim(plan.Latent), KnownText.Dim(plan.Observed));
            w.Lines($"""
                using var pairs = new SampledPairs({sampler}, {dx}, {dy}, Hyperparameters.BatchSize, Hyperparameters.ValidationPairs, Seed, Current.Home);
                Train(pairs, progress, cancellation);
                return Evaluate(cancellation: cancellation);
                """);
        }

        if (plan.Origin == PairOrigin.Simulated)
        {
            w.Gap();
            w.Doc(
                $"Pairs from the declared model: {t.L} from {t.Marginal}, {t.O} from {t.Likelihood}.",
                "<param name=\"n\">How many.</param>",
                "<param name=\"generator\">Decides on them.</param>",
                "<returns>Rows of x and of y.</returns>");
            using (w.Open("public (Tensor X, Tensor Y) Simulate(long n, Generator generator)"))
            {
                w.Lines($"""
                    using var scope = NewDisposeScope();
                    using var frozen = no_grad();
                    using var draws = new SeededDraws(generator);
                    var {t.L} = Current.DrawMarginal(n);
                    var {t.O} = Current.DrawConditional({t.L});
                    return (x.MoveToOuterDisposeScope(), y.MoveToOuterDisposeScope());
                    """);
            }
        }
    }

    private static void WriteTrain(CodeWriter w, KnownPlan plan)
    {
        bool mineAis = plan.Row.Bound == Bound.MineAis;
        string parameters = plan.Critic is null ? "[model.Proposal.Weights]"
            : plan.Critic.IsOwn ? (plan.LearnedProposal is null ? "model.Critic.parameters()" : "model.Critic.parameters().Append(model.Proposal.Weights)")
            : plan.LearnedProposal is null ? "[model.Critic.Weights]" : "[model.Proposal.Weights, model.Critic.Weights]";
        w.Lines($"// Ascends on batches, looks at the validation pairs now and then{(mineAis ? "; the weights of the last step stay, since the bound itself is too dear to choose by" : ", and ends with the weights they liked most")}.");
        using (w.Open("private void Train(PairSource pairs, IProgress<TrainingProgress>? progress, CancellationToken cancellation)"))
        {
            string scale = plan.LearnedProposal is null ? "" : $$"""

                {
                    using var scope = NewDisposeScope();
                    var (x, y) = pairs.Fitting();
                    model.Proposal.Scale({{plan.Observed.Symbol}}, {{plan.Latent.Symbol}});
                }

                """;
            w.Lines("var model = Current;");
            if (scale.Length > 0)
            {
                w.Lines(scale.Trim('\r', '\n'));
                w.Gap();
            }

            if (mineAis)
            {
                w.Lines($"""
                    var tuner = new StepSizeTuner({CodeWriter.Number(plan.Chains!.TargetAcceptance)}, max: {CodeWriter.Number(plan.Chains.MaxStep)});
                    var chains = new Annealing(model, AnnealingPath.Linear(Annealing.Temperatures), new double[Annealing.Temperatures], new AnnealingWatch(null, 1, cancellation));
                    """);
            }

            WriteLoop(w, plan, new LoopText(
                parameters, "var (x, y) = pairs.Batch(step);", $"TrainingObjective(model, {(mineAis ? "chains, tuner, " : "")}x, y{(plan.NormsProposal ? ", ofBatch: true" : "")})", "Validate(model, pairs.Validation)", KeepsBest: !mineAis));
        }
    }

    // Ascends on batches and looks at the validation part now and then: Fit and FitDecoder share it.
    private static void WriteLoop(CodeWriter w, KnownPlan plan, LoopText loop)
    {
        string rate = plan.Training.Schedule == LearningRateSchedule.Cosine
            ? "\n        foreach (var group in optimizer.ParamGroups)\n        {\n            group.LearningRate = CosineSchedule.Rate(Hyperparameters.LearningRate, step, Hyperparameters.Steps);\n        }\n"
            : "";
        string clip = plan.Clipping switch
        {
            { Mode: Clip.Norm } c => $"\n        nn.utils.clip_grad_norm_({loop.Parameters}, {CodeWriter.Number(c.MaxNorm ?? Defaults.MaxNorm)});",
            { Mode: Clip.Value } c => $"\n        nn.utils.clip_grad_value_({loop.Parameters}, {CodeWriter.Number(c.MaxValue ?? Defaults.MaxValue)});",
            _ => "",
        };
        w.Lines($$"""
            using var optimizer = {{OptimizerText.Of(plan.Training, loop.Parameters)}};
            var stopping = new EarlyStopping({{(loop.KeepsBest ? "Hyperparameters.Patience" : "patience: 0")}});
            var clock = System.Diagnostics.Stopwatch.StartNew();
            using var values = new BatchValues(model.Home);{{(loop.KeepsBest ? "\nusing var best = new BestWeights(model);" : "")}}
            int step = 0;
            try
            {
                while (step < Hyperparameters.Steps && !stopping.ShouldStop)
                {
                    cancellation.ThrowIfCancellationRequested();
                    using var scope = NewDisposeScope();
                    {{loop.Batch}}
                    using var draws = new SeededDraws(Seed, RandomStream.Noise, step);{{rate}}
                    optimizer.zero_grad();
                    var objective = {{loop.Objective}};
                    (-objective).backward();{{clip}}
                    optimizer.step();
                    values.Add(objective.detach());
                    step++;

                    if (step % Hyperparameters.ValidationInterval == 0 || step == Hyperparameters.Steps)
                    {
                        double validation = {{loop.Validation}};
                        double training = values.TakeMean();
                        {{(loop.KeepsBest ? "if (stopping.Observe(step, training, validation))\n            {\n                best.Keep();\n            }" : "stopping.Observe(step, training, validation);")}}

                        progress?.Report(new TrainingProgress(
                            step, Hyperparameters.Steps, training, validation, stopping.BestValidation, stopping.BestStep, clock.Elapsed));
                    }
                }
            }
            finally
            {
                {{(loop.KeepsBest ? "best.Restore();\n    " : "")}}model.Summary = stopping.Summarize(step, Hyperparameters.Steps);
            }
            """);
    }

    /// <param name="Parameters">What is learned.</param>
    /// <param name="Batch">Declares the rows of a step.</param>
    /// <param name="Objective">Of those rows, to be raised.</param>
    /// <param name="Validation">What is looked at.</param>
    /// <param name="KeepsBest">Whether the weights that validation liked most are kept, and end the training.</param>
    private sealed record LoopText(string Parameters, string Batch, string Objective, string Validation, bool KeepsBest = true);

    private static void WriteFitDecoder(CodeWriter w, KnownPlan plan, KnownText t)
    {
        w.Doc(
            $"Learns {t.Likelihood} and {t.Q} together as a variational autoencoder, by the evidence lower bound of observations.\nBounds on pairs simulated from it afterwards are exact for the learned model.",
            ["<param name=\"observations\">" + (plan.Observed.Dim is { } dim ? $"[n, {CodeWriter.Number(dim)}]" : "[n, d]") + $", rows of {t.O}.</param>", .. ObserverDocs,
            "<returns>The evidence lower bound of rows held out to stop the training, nats.</returns>"]);
        using (w.Open($"public double FitDecoder(Tensor observations, {Observers})"))
        {
            w.Lines($$"""
                var model = Current;
                using var rows = new ObservedRows(observations, Hyperparameters.Validation, Hyperparameters.BatchSize, Seed, model.Home);
                {
                    using var scope = NewDisposeScope();
                    using var draws = new SeededDraws(Seed, RandomStream.Noise, -1);
                    var some = rows.Some;
                    model.Proposal.Scale(some, model.DrawMarginal(some.shape[0]));
                }
                """);
            w.Gap();
            WriteLoop(w, plan, new LoopText("[model.Decoder.Weights, model.Proposal.Weights]", "var batch = rows.Batch(step);", $"Elbo(model, batch{(plan.NormsProposal || plan.NormsDecoder ? ", ofBatch: true" : "")})", "ValidationElbo(model, rows.Validation)"));
            w.Gap();
            w.Lines("return stopping.BestValidation;");
        }

        w.Gap();
        using (w.Open("private static double ValidationElbo(KnownModel model, Tensor rows)"))
        {
            w.Lines("""
                using var frozen = no_grad();
                using var elbo = Elbo(model, rows);
                return elbo.ToDouble();
                """);
        }
    }
}
