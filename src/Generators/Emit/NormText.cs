using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Generators;

/// <summary>Writes what batch norm keeps of a network: running averages of means and variances, all layers in one buffer each.</summary>
internal static class NormText
{
    /// <summary>What is done, with its source, as further lines of docs, or empty.</summary>
    public static string Formula(bool normsBatch) =>
        normsBatch ? "\nBefore the activation a hidden unit t becomes gain (t - mean) / sqrt(variance + 1e-5) + shift. Ioffe and Szegedy 2015 (1502.03167)." : "";

    /// <summary>A further line of docs, on the parameter, or empty.</summary>
    public static string Doc(bool normsBatch) =>
        normsBatch ? "\nUnits are normalised by their running averages; ofBatch: over the rows at hand, which then move the averages." : "";

    /// <summary>A further parameter, or empty.</summary>
    public static string Parameter(bool normsBatch) => normsBatch ? ", bool ofBatch = false" : "";

    /// <summary>The parameter handed on, or empty.</summary>
    public static string Argument(bool normsBatch) => normsBatch ? ", ofBatch" : "";

    /// <summary>A constant, before the fields: how many units each layer has.</summary>
    public static void WriteUnits(CodeWriter w, IEnumerable<Width> units)
    {
        if (units.Any())
        {
            w.Lines($"private static readonly long[] Units = [{string.Join(", ", units)}]; // that are normalised over the batch");
        }
    }

    public static void WriteFields(CodeWriter w, IEnumerable<Width> units)
    {
        if (units.Any())
        {
            w.Lines("private readonly Tensor runningMeans, runningVariances;");
        }
    }

    /// <summary>The start is torch's: mean 0, variance 1.</summary>
    public static void WriteCreation(CodeWriter w, IEnumerable<Width> units)
    {
        if (units.Any())
        {
            w.Lines($"""
                runningMeans = zeros({Total(units)}, device: home).DetachFromDisposeScope();
                runningVariances = ones({Total(units)}, device: home).DetachFromDisposeScope();
                register_buffer("means", runningMeans);
                register_buffer("variances", runningVariances);
                """);
        }
    }

    /// <summary>Declares the averages of each layer, <c>means</c> and <c>variances</c>.</summary>
    public static void WriteParts(CodeWriter w, IEnumerable<Width> units, string inDtypeOf)
    {
        if (units.Any())
        {
            string to = inDtypeOf.Length > 0 ? $".to({inDtypeOf}.dtype)" : "";
            w.Lines($"var (means, variances) = (runningMeans{to}.split(Units), runningVariances{to}.split(Units));");
        }
    }

    private static Width Total(IEnumerable<Width> units) => units.Aggregate((a, b) => a + b);
}
