using System;
using System.Collections.Generic;
using System.Globalization;

namespace MiDsl;

/// <summary>
/// A trained critic on disk: safetensors with its weights, the preparation of its pairs and a few numbers; the metadata says which
/// declaration wrote it, under whatever target. Nothing is executed on load.
/// </summary>
public sealed class WeightFile
{
    private const string DeclarationKey = "midsl.declaration";
    private const string WeightPrefix = "critic.";

    private readonly string path;
    private readonly IReadOnlyDictionary<string, (long[] Shape, float[] Data)> tensors;
    private readonly IReadOnlyDictionary<string, string> metadata;

    private WeightFile(string path, IReadOnlyDictionary<string, (long[] Shape, float[] Data)> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        this.path = path;
        this.tensors = tensors;
        this.metadata = metadata;
        Preparation = SavedPreparation.Read(path, tensors, metadata);
    }

    /// <summary>The preparation of its pairs.</summary>
    public DataPreparation Preparation { get; }

    /// <summary>Dimensions of X.</summary>
    public int XDim => Preparation.XDim;

    /// <summary>Dimensions of Y.</summary>
    public int YDim => Preparation.YDim;

    /// <summary>Writes a critic.</summary>
    /// <param name="path">The file.</param>
    /// <param name="declaration">What must agree when it is read.</param>
    /// <param name="weights">Names, shapes and values.</param>
    /// <param name="preparation">Written beside them.</param>
    /// <param name="numbers">Further numbers, by name.</param>
    public static void Save(
        string path, string declaration, IEnumerable<(string Name, long[] Shape, float[] Data)> weights, DataPreparation preparation, params (string Name, double Value)[] numbers)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(preparation);
        ArgumentNullException.ThrowIfNull(numbers);
        Dictionary<string, (long[] Shape, float[] Data)> named = new(StringComparer.Ordinal);
        foreach ((string name, long[] shape, float[] data) in weights)
        {
            named.Add(WeightPrefix + name, (shape, data));
        }

        var notes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [DeclarationKey] = declaration,
        };
        SavedPreparation.Write(preparation, named, notes);
        foreach ((string name, double value) in numbers)
        {
            notes[name] = value.ToString("R", CultureInfo.InvariantCulture);
        }

        SafeTensors.Write(path, named, notes);
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="declaration">What must agree.</param>
    /// <exception cref="DataException">The file is damaged, or another declaration wrote it.</exception>
    public static WeightFile Open(string path, string declaration)
    {
        var (weights, notes) = SafeTensors.Read(path);
        string written = notes.GetValueOrDefault(DeclarationKey, "something else than MiDsl");
        if (written != declaration)
        {
            throw new DataException($"{path} holds \"{written}\", but this class declares \"{declaration}\"; load it into the class that saved it");
        }

        return new WeightFile(path, weights, notes);
    }

    /// <summary>The values of a weight.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its shape.</param>
    /// <exception cref="DataException">The file does not hold it, or in another shape.</exception>
    public float[] Weight(string name, params ReadOnlySpan<long> shape) =>
        tensors.TryGetValue(WeightPrefix + name, out var stored) && shape.SequenceEqual(stored.Shape)
            ? stored.Data
            : throw new DataException($"{path} has no weight '{name}' of shape [{string.Join(", ", shape.ToArray())}]; another architecture wrote it");

    /// <summary>A number that was saved beside the weights.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="DataException">The file does not hold it.</exception>
    public double Number(string name) => SavedPreparation.Doubles(path, metadata, name)[0];
}
