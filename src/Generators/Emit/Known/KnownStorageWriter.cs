using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes how networks are saved and loaded, and the settings with defaults filled in.</summary>
internal static class KnownStorageWriter
{
    private const string TrainedElsewhere = "Current.Summary ??= new EarlyStopping(patience: 0).Summarize(0, 0);";

    public static void Write(CodeWriter w, KnownPlan plan)
    {
        w.Doc("Writes the networks in the safetensors format.", "<param name=\"path\">The file to write.</param>");
        w.Lines("public void Save(string path) => CriticFile.Save(path, Declaration, Current, Standardizer.None(1, 1));");
        w.Gap();
        w.Doc(
            "Reads networks that Save wrote under the same declaration. Nothing in the file is executed.",
            "<param name=\"path\">The file to read.</param>",
            "<exception cref=\"DataException\">The file is damaged, or another declaration wrote it.</exception>");
        using (w.Open("public void Load(string path)"))
        {
            w.Lines("CriticFile.Open(path, Declaration).Restore(Current);");
            if (plan.Learns)
            {
                w.Lines(TrainedElsewhere);
            }
        }

        if (plan.Decoder is { } decoder)
        {
            WriteShare(w, "Decoder", "the decoder", "Decoder", decoder.Summary, trained: false);
        }

        if (plan.LearnedProposal is { } proposal)
        {
            WriteShare(w, "Variational", plan.Q, "Proposal", proposal.Summary, trained: plan.Critic is null);
        }
    }

    private static void WriteShare(CodeWriter w, string name, string what, string module, string summary, bool trained)
    {
        string declared = CodeWriter.Literal(summary);
        w.Gap();
        w.Doc($"Writes {what} alone, for every estimator that declares the same.", "<param name=\"path\">The file to write.</param>");
        w.Lines($"public void Save{name}(string path) => CriticFile.Save(path, {declared}, Current.{module}, Standardizer.None(1, 1));");
        w.Gap();
        w.Doc(
            $"Reads what Save{name} of any estimator wrote that declares the same.",
            "<param name=\"path\">The file to read.</param>",
            "<exception cref=\"DataException\">The file is damaged, or another declaration wrote it.</exception>");
        using (w.Open($"public void Load{name}(string path)"))
        {
            w.Lines($"CriticFile.Open(path, {declared}).Restore(Current.{module});");
            if (trained)
            {
                w.Lines(TrainedElsewhere);
            }
        }
    }

    public static void WriteSettings(CodeWriter w, KnownPlan plan)
    {
        TrainingPlan t = plan.Training;
        w.Doc("The declared settings, defaults filled in.");
        using (w.Open("private static class Hyperparameters"))
        {
            if (plan.Origin != PairOrigin.Given)
            {
                w.Lines($"public const int Pairs = {CodeWriter.Number(plan.Evaluation.Pairs)};");
            }

            w.Lines($"public const int SubBatches = {CodeWriter.Number(plan.Evaluation.SubBatches)};");
            if (plan.Chains is { } chains && (chains.IsHmc || chains.Schedule == AnnealingSchedule.Adapted))
            {
                w.Lines("public const int TuningPairs = 16;");
            }

            if (plan.Learns)
            {
                w.Lines($"""
                    public const int Steps = {CodeWriter.Number(t.Steps)};
                    public const double LearningRate = {CodeWriter.Number(t.LearningRate)};
                    """);
                if (t.WeightDecay > 0)
                {
                    w.Lines($"public const double WeightDecay = {CodeWriter.Number(t.WeightDecay)};");
                }

                w.Lines($"public const int ValidationInterval = {CodeWriter.Number(t.ValidationInterval)};");
                if (plan.Row.Bound != Bound.MineAis || plan.FitsDecoder)
                {
                    w.Lines($"public const int Patience = {CodeWriter.Number(t.Patience)};");
                }

                if (plan.Origin == PairOrigin.Given || plan.FitsDecoder)
                {
                    w.Lines($"public const double Validation = {CodeWriter.Number(t.Validation)};");
                }

                if (plan.Origin == PairOrigin.Given)
                {
                    w.Lines($"public const double Test = {CodeWriter.Number(t.Test)};");
                }
            }

            if (plan.Origin == PairOrigin.Sampled || plan.Learns)
            {
                w.Lines($"public const int BatchSize = {CodeWriter.Number(t.BatchSize)};");
            }

            if (plan.Origin == PairOrigin.Sampled || (plan.Learns && plan.Origin != PairOrigin.Given))
            {
                w.Lines($"public const int ValidationPairs = {CodeWriter.Number(t.ValidationPairs)};");
            }

            w.Lines($"public const string DeviceName = {CodeWriter.Literal(t.Device)};");
        }
    }
}
