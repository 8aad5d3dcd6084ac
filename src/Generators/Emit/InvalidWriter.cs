using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>
/// Writes, for a declaration that breaks a rule, members of the declared result type that throw the rule's message: the
/// analyzer's diagnostic is then the only error the user sees.
/// </summary>
internal static class InvalidWriter
{
    public static string Write(EstimatorDeclaration declaration, EquatableArray<Problem> problems)
    {
        var clashes = new HashSet<string>(declaration.Type.Clashes, StringComparer.Ordinal);
        bool disposable = !clashes.Contains("Dispose");
        bool known = KnownBounds.Contains(declaration.Bound.Bound);
        bool whole = !known && disposable && !clashes.Contains("Fit") && !clashes.Contains("Seed");
        bool plain = declaration.Bound.Target == Target.Cpu;
        string[] usings = plain ? ["System", "System.Threading", "MiDsl"] : ["System", "System.Threading", "MiDsl", "MiDsl.Torch", "TorchSharp"];
        return EmittedFile.Write(declaration.Type, "this declaration breaks a rule", Bases(), usings, plain ? Target.Cpu : Target.TorchSharp, w =>
        {
            string[] messages = [.. problems.Select(p => $"{p.Id}: {p.Message}")];
            string result = BoundCatalogue.ResultOf(declaration).ToString();
            string dataResult = declaration.Training.Test == 0 ? nameof(ResultKind.Estimate) : result;
            foreach (string message in messages)
            {
                w.Lines("// " + CodeWriter.OneLine(message));
            }

            w.Lines($"private const string BrokenRule = {CodeWriter.Literal(messages[0])};");
            w.Gap();
            if (!clashes.Contains("Seed"))
            {
                w.Doc("Seed of every random number.");
                w.Lines("public long Seed { get; set; }");
                w.Gap();
            }

            if (whole)
            {
                w.Lines("InformationValue IEstimator.Fit(PairedData data, IProgress<TrainingProgress>? progress, CancellationToken cancellation) =>");
                w.Lines("    Fit(data, progress, cancellation);");
                w.Gap();
            }

            if (known)
            {
                WriteKnown(result);
            }
            else
            {
                WriteSampled();
            }

            if (disposable)
            {
                w.Doc("Nothing was made, so nothing is freed.");
                w.Lines("public void Dispose()\n{\n}");
            }

            void WriteKnown(string type)
            {
                const string Observers = "IProgress<AnnealingProgress>? progress = null, CancellationToken cancellation = default, string? checkpoint = null";
                Member(w, type, "Fit(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)");
                Member(w, type, "Fit(PairedData data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)");
                if (plain)
                {
                    return; // densities are tensors
                }

                Member(w, "double", "FitDecoder(Tensor observations, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)");
                Member(w, type, $"Evaluate(int pairs = 0, {Observers})");
                Member(w, type, $"Evaluate(PairedData data, {Observers})");
                Member(w, type == nameof(ResultKind.Interval) ? "(Tensor Lower, Tensor Upper)" : "Tensor", "InformationDensity(Tensor x, Tensor y)");
                Member(w, "void", "UseDecoder(params ReadOnlySpan<Tensor> layers)");
                Member(w, "void", "Save(string path)");
                Member(w, "void", "Load(string path)");
            }

            void WriteSampled()
            {
                Member(w, result, "Fit(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)");
                Member(w, dataResult, "Fit(PairedData data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)");
                Member(w, result, "Fit(DataSplit split, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)");
                string rows = plain ? "ReadOnlySpan<float>" : "Tensor";
                string drawn = declaration.Negatives?.Sampling is NegativeSampling.SecondDraw or NegativeSampling.Neighbours ? $", {rows} drawn" : "";
                bool counted = plain && !(declaration.Joint is { X: > 0, Y: > 0 });
                Member(w, "void", $"Step({rows} x, {rows} y{drawn}{(counted ? ", int pairs" : "")})");
                if (!clashes.Contains("LastBatchValue"))
                {
                    w.Doc("Throws: the declaration breaks a rule.");
                    w.Lines("public double LastBatchValue => throw new InvalidOperationException(BrokenRule);");
                    w.Gap();
                }

                if (!plain)
                {
                    Member(w, "Tensor", $"Objective(Tensor x, Tensor y{drawn})");
                    Member(w, "void", "BackwardInto(nn.Module shared, Tensor mainLoss, Tensor term)");
                    Member(w, "void", "Exchange(Checkpoint checkpoint)");
                }

                Member(w, result, "Evaluate(int pairs = 0)");
                Member(w, result, "Evaluate(PairedData data)");
                Member(w, "Estimate", "EvaluateInSample(PairedData data)");
                Member(w, "float[]", "PointwiseInformation(PairedData data)");
                Member(w, "void", "Save(string path)");
                Member(w, "void", "Load(string path)");
            }

            void Member(CodeWriter writer, string type, string signature)
            {
                string name = signature.Substring(0, signature.IndexOf('('));
                if (clashes.Contains(name))
                {
                    return;
                }

                writer.Doc("Throws: the declaration breaks a rule.");
                writer.Lines($"public {type} {signature} =>");
                writer.Lines("    throw new InvalidOperationException(BrokenRule);");
                writer.Gap();
            }
        });

        string Bases()
        {
            string[] bases =
            [
                .. whole ? (string[])["IEstimator"] : disposable ? ["IDisposable"] : [],
                .. known || plain || clashes.Contains("Exchange") ? (string[])[] : ["ICheckpointed"],
            ];
            return bases.Length == 0 ? "" : " : " + string.Join(", ", bases);
        }
    }
}
