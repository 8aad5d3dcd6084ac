using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes what an estimator on known densities holds: its model, its networks' way in and out, its settings.</summary>
internal static class KnownTrainingWriter
{
    public static string Write(KnownPlan plan) =>
        EmittedFile.Write(plan.Type, "model and settings", " : IDisposable", ["System", "MiDsl", "MiDsl.Torch", "TorchSharp"], w =>
        {
            w.Lines($"private const string Declaration = {CodeWriter.Literal(plan.Summary)};");
            w.Gap();
            w.Lines("private Model? model;");
            w.Gap();
            w.Doc("Seed of every random number: the same seed and thread count give the same bits.");
            w.Lines("public long Seed { get; set; }" + (plan.Training.Seed == 0 ? "" : $" = {CodeWriter.Number(plan.Training.Seed)};"));
            w.Gap();
            if (plan.Decoder is not null)
            {
                WriteDecoder(w, plan);
            }

            w.Doc("Frees what the model holds.");
            w.Lines("public void Dispose() => model?.Dispose();");
            w.Gap();
            w.Doc("Made on first use.");
            w.Lines($"private Model Current => model ??= new Model({(plan.NeedsOwner ? "this" : "Seed")}, device(Hyperparameters.DeviceName));");
            w.Gap();
            WriteSettings(w, plan);
        });

    private static void WriteDecoder(CodeWriter w, KnownPlan plan)
    {
        var t = new KnownText(plan);
        w.Doc($"The network of {t.Likelihood}, from rows of {t.L} to the mean of {t.O}: train it as you like. Its weights start at random.");
        w.Lines("public nn.Module<Tensor, Tensor> Decoder => Current.Decoder;");
        w.Gap();
        w.Doc(
            "Fills the decoder with weights from elsewhere.",
            "<param name=\"layers\">Matrix [outputs, inputs] and bias [outputs] of each layer, first to last; copied.</param>",
            "<exception cref=\"ArgumentException\">Another number of tensors, or one of another shape.</exception>");
        w.Lines("public void UseDecoder(params ReadOnlySpan<Tensor> layers) => Current.Decoder.Use(layers);");
        w.Gap();
    }

    private static void WriteSettings(CodeWriter w, KnownPlan plan)
    {
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

            if (plan.Origin == PairOrigin.Sampled)
            {
                w.Lines($"""
                    public const int BatchSize = {CodeWriter.Number(plan.Training.BatchSize)};
                    public const int ValidationPairs = {CodeWriter.Number(plan.Training.ValidationPairs)};
                    """);
            }

            w.Lines($"public const string DeviceName = {CodeWriter.Literal(plan.Training.Device)};");
        }
    }
}
