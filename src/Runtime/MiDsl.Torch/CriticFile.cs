using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// A trained critic on disk: safetensors with its weights, the preparation of its pairs and a few numbers; the metadata says which
/// declaration wrote it. Nothing is executed on load.
/// </summary>
public sealed class CriticFile
{
    private const string DeclarationKey = "midsl.declaration";
    private const string WeightPrefix = "critic.";

    private readonly string path;
    private readonly IReadOnlyDictionary<string, (long[] Shape, float[] Data)> tensors;
    private readonly IReadOnlyDictionary<string, string> metadata;

    private CriticFile(string path, IReadOnlyDictionary<string, (long[] Shape, float[] Data)> tensors, IReadOnlyDictionary<string, string> metadata)
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
    /// <param name="critic">Parameters and buffers are written.</param>
    /// <param name="preparation">Written beside them.</param>
    /// <param name="numbers">Further numbers, by name.</param>
    public static void Save(string path, string declaration, nn.Module critic, DataPreparation preparation, params (string Name, double Value)[] numbers)
    {
        ArgumentNullException.ThrowIfNull(critic);
        ArgumentNullException.ThrowIfNull(preparation);
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, (long[] Shape, float[] Data)> weights = Weights(critic).ToDictionary(
            w => WeightPrefix + w.Name,
            w => (w.Value.shape, w.Value.detach().cpu().to(float32).contiguous().data<float>().ToArray()),
            StringComparer.Ordinal);
        var notes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [DeclarationKey] = declaration,
        };
        SavedPreparation.Write(preparation, weights, notes);
        foreach ((string name, double value) in numbers)
        {
            notes[name] = value.ToString("R", CultureInfo.InvariantCulture);
        }

        SafeTensors.Write(path, weights, notes);
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="declaration">What must agree.</param>
    /// <exception cref="DataException">The file is damaged, or another declaration wrote it.</exception>
    public static CriticFile Open(string path, string declaration)
    {
        var (weights, notes) = SafeTensors.Read(path);
        string written = notes.GetValueOrDefault(DeclarationKey, "something else than MiDsl");
        if (written != declaration)
        {
            throw new DataException($"{path} holds \"{written}\", but this class declares \"{declaration}\"; load it into the class that saved it");
        }

        return new CriticFile(path, weights, notes);
    }

    /// <summary>Puts the weights into a critic of the same architecture.</summary>
    /// <param name="critic">Parameters and buffers are overwritten.</param>
    /// <exception cref="DataException">A weight is missing or has another shape.</exception>
    public void Restore(nn.Module critic)
    {
        ArgumentNullException.ThrowIfNull(critic);
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach ((string name, Tensor weight) in Weights(critic))
        {
            if (!tensors.TryGetValue(WeightPrefix + name, out var stored) || !stored.Shape.AsSpan().SequenceEqual(weight.shape))
            {
                throw new DataException($"{path} has no weight '{name}' of shape [{string.Join(", ", weight.shape)}]; another architecture wrote it");
            }

            weight.copy_(tensor(stored.Data, float32).view(stored.Shape));
        }
    }

    /// <summary>A number that was saved beside the weights.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="DataException">The file does not hold it.</exception>
    public double Number(string name) => SavedPreparation.Doubles(path, metadata, name)[0];

    private static IEnumerable<(string Name, Tensor Value)> Weights(nn.Module critic) =>
        critic.named_parameters().Select(p => (p.name, (Tensor)p.parameter)).Concat(critic.named_buffers().Select(b => (b.name, b.buffer)));
}
