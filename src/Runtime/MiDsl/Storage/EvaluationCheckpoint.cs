using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MiDsl;

/// <summary>
/// What a long evaluation has computed so far, on disk: a run that was stopped goes on where it was, and gives the same bits.
/// </summary>
public sealed class EvaluationCheckpoint
{
    private readonly string? path;
    private readonly string key;
    private readonly Dictionary<string, double[]> values;

    private EvaluationCheckpoint(string? path, string key, Dictionary<string, double[]> values) =>
        (this.path, this.key, this.values) = (path, key, values);

    /// <summary>Opens a file, or begins one.</summary>
    /// <param name="path">The file; null keeps everything in memory.</param>
    /// <param name="key">What was declared, the seed and the pairs: must agree with what is on disk.</param>
    /// <exception cref="DataException">The file is damaged, or belongs to another evaluation.</exception>
    public static EvaluationCheckpoint Open(string? path, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (path is null || !File.Exists(path))
        {
            return new EvaluationCheckpoint(path, key, new(StringComparer.Ordinal));
        }

        Content? content;
        try
        {
            content = JsonSerializer.Deserialize(File.ReadAllBytes(path), CheckpointJson.Default.Content);
        }
        catch (JsonException e)
        {
            throw new DataException($"{path} is no checkpoint of an evaluation, or it is damaged ({e.Message}); delete it to begin anew", e);
        }

        if (content?.Key is null || content.Values is null)
        {
            throw new DataException($"{path} is no checkpoint of an evaluation, or it is damaged; delete it to begin anew");
        }

        return content.Key == key
            ? new EvaluationCheckpoint(path, key, content.Values)
            : throw new DataException($"{path} belongs to another evaluation, \"{content.Key}\", and this one is \"{key}\"; give another file, or delete it to begin anew");
    }

    /// <summary>What was kept under a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="kept">The numbers; empty when there are none.</param>
    public bool TryGet(string name, out double[] kept)
    {
        bool found = values.TryGetValue(name, out double[]? stored);
        kept = stored ?? [];
        return found;
    }

    /// <summary>Keeps numbers under names; the file is replaced as a whole, so that it is never half written.</summary>
    /// <param name="named">Names and numbers.</param>
    public void Put(params ReadOnlySpan<(string Name, double[] Values)> named)
    {
        foreach ((string name, double[] numbers) in named)
        {
            values[name] = numbers;
        }

        if (path is null)
        {
            return;
        }

        string beside = path + ".new";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(new Content(key, values), CheckpointJson.Default.Content));
        File.Move(beside, path, overwrite: true);
    }

    internal sealed record Content(string? Key, Dictionary<string, double[]>? Values);
}

/// <summary>Doubles round trip; those that are not finite have names.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(EvaluationCheckpoint.Content))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
