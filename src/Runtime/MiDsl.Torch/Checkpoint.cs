using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// A training on disk: weights, what optimizers remember, random number generators and counts, in a safetensors file. Floats are
/// kept bit by bit, so that training goes on with the bits it would have had. Nothing is executed on load.
/// </summary>
public sealed class Checkpoint
{
    private readonly string path;
    private readonly Dictionary<string, (long[] Shape, float[] Data)> tensors;
    private readonly Dictionary<string, string> notes;
    private string prefix = "";

    private Checkpoint(string path, bool isLoading, Dictionary<string, (long[] Shape, float[] Data)> tensors, Dictionary<string, string> notes)
    {
        this.path = path;
        IsLoading = isLoading;
        this.tensors = tensors;
        this.notes = notes;
    }

    /// <summary>Whether parts are read; else they are written.</summary>
    public bool IsLoading { get; }

    /// <summary>Writes a training. A file that is there stays whole until the new one is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="training">What is written.</param>
    public static void Save(string path, ICheckpointed training)
    {
        ArgumentNullException.ThrowIfNull(training);
        Checkpoint checkpoint = new(path, isLoading: false, new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        training.Exchange(checkpoint);
        SafeTensors.Write(path, checkpoint.tensors, checkpoint.notes);
    }

    /// <summary>Reads a training that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="training">Made as the one that was written; after an error it may hold a part of the file, and should be disposed of.</param>
    /// <exception cref="DataException">The file is damaged, or holds another training.</exception>
    public static void Load(string path, ICheckpointed training)
    {
        ArgumentNullException.ThrowIfNull(training);
        var (tensors, notes) = SafeTensors.Read(path);
        training.Exchange(new Checkpoint(path, isLoading: true, new(tensors, StringComparer.Ordinal), new(notes, StringComparer.Ordinal)));
    }

    /// <summary>A part that knows its own parts.</summary>
    /// <param name="name">Apart from its neighbours'.</param>
    /// <param name="part">The part.</param>
    public void Part(string name, ICheckpointed part)
    {
        ArgumentNullException.ThrowIfNull(part);
        string before = prefix;
        prefix = Key(name) + ".";
        part.Exchange(this);
        prefix = before;
    }

    /// <summary>Parameters and buffers of a network, in place.</summary>
    /// <param name="name">Apart from its neighbours'.</param>
    /// <param name="module">The network.</param>
    public void Module(string name, nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        using DisposeScope scope = NewDisposeScope();
        foreach ((string part, Parameter weight) in module.named_parameters())
        {
            Tensor($"{name}.{part}", weight);
        }

        foreach ((string part, Tensor buffer) in module.named_buffers())
        {
            Tensor($"{name}.{part}", buffer);
        }
    }

    /// <summary>What an optimizer remembers of each parameter. Its options are the program's, and are left alone.</summary>
    /// <param name="name">Apart from its neighbours'.</param>
    /// <param name="optimizer">Adam, AdamW, RMSProp or SGD.</param>
    /// <exception cref="ArgumentException">Another optimizer.</exception>
    public void Optimizer(string name, optim.Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        int i = 0;
        foreach (OptimizerState state in (optimizer as OptimizerHelper)?.state_dict().State ?? throw Unknown())
        {
            string of = $"{name}.{i++.ToString(CultureInfo.InvariantCulture)}";
            switch (state)
            {
                case Adam.State adam:
                    adam.step = Moments(of, adam.step, adam.exp_avg, adam.exp_avg_sq, adam.max_exp_avg_sq);
                    break;
                case AdamW.State adam:
                    adam.step = Moments(of, adam.step, adam.exp_avg, adam.exp_avg_sq, adam.max_exp_avg_sq);
                    break;
                case RMSProp.State rms:
                    rms.step = Count(of + ".step", rms.step);
                    Tensor(of + ".square_avg", rms.square_avg);
                    TensorIfAny(of + ".momentum_buffer", rms.momentum_buffer);
                    TensorIfAny(of + ".grad_avg", rms.grad_avg);
                    break;
                case SGD.State sgd:
                    TensorIfAny(of + ".momentum_buffer", sgd.momentum_buffer);
                    break;
                default:
                    throw Unknown();
            }
        }

        ArgumentException Unknown() => new($"a checkpoint keeps Adam, AdamW, RMSProp and SGD, not {optimizer.GetType().Name}", nameof(optimizer));
    }

    /// <summary>A tensor, in place.</summary>
    /// <param name="name">Apart from its neighbours'.</param>
    /// <param name="value">float32, or whole numbers of at most 2^24 in size: what a float keeps.</param>
    /// <exception cref="ArgumentException">float64, whose bits a float does not keep.</exception>
    public void Tensor(string name, Tensor value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.dtype == float64)
        {
            throw new ArgumentException($"'{Key(name)}' is float64; a checkpoint keeps float32, and whole numbers", nameof(value));
        }

        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        long[] shape = value.shape;
        if (IsLoading)
        {
            value.copy_(tensor(Read(name, shape), float32).view(shape));
        }
        else
        {
            tensors[Key(name)] = (shape, value.detach().to(float32).cpu().contiguous().data<float>().ToArray());
        }
    }

    /// <summary>Where a generator of random numbers stands.</summary>
    /// <param name="name">Apart from its neighbours'.</param>
    /// <param name="generator">The generator.</param>
    public void Generator(string name, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        using DisposeScope scope = NewDisposeScope();
        Tensor state = generator.get_state();
        Tensor(name, state);
        if (IsLoading)
        {
            generator.set_state(state);
        }
    }

    /// <summary>A number.</summary>
    /// <param name="name">Apart from its neighbours'.</param>
    /// <param name="value">What is written.</param>
    /// <returns>What was read; <paramref name="value"/> in writing.</returns>
    public double Number(string name, double value) => Numbers(name, [value]) is [var number] ? number : throw Missing(name);

    /// <summary>Numbers, as many as there are.</summary>
    /// <param name="name">Apart from its neighbours'.</param>
    /// <param name="values">What is written.</param>
    /// <returns>What was read; <paramref name="values"/> in writing.</returns>
    public double[] Numbers(string name, double[] values)
    {
        if (IsLoading)
        {
            return !notes.TryGetValue(Key(name), out string? text) ? throw Missing(name)
                : text.Length == 0 ? [] : SavedPreparation.Doubles(path, notes, Key(name));
        }

        notes[Key(name)] = SavedPreparation.Text(values);
        return values;
    }

    /// <summary>A whole number.</summary>
    /// <param name="name">Apart from its neighbours'.</param>
    /// <param name="value">What is written.</param>
    /// <returns>What was read; <paramref name="value"/> in writing.</returns>
    public long Count(string name, long value)
    {
        if (!IsLoading)
        {
            notes[Key(name)] = value.ToString(CultureInfo.InvariantCulture);
            return value;
        }

        return !notes.TryGetValue(Key(name), out string? text) ? throw Missing(name)
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long read) ? read
            : throw new DataException($"{path} has no whole number '{text}' under '{Key(name)}'; it is damaged or was not written by MiDsl");
    }

    /// <summary>Words that must be the same in writing and in reading, such as the settings of a run.</summary>
    /// <param name="name">Apart from its neighbours'.</param>
    /// <param name="value">The words.</param>
    /// <exception cref="DataException">Others were written.</exception>
    public void Demand(string name, string value)
    {
        if (!IsLoading)
        {
            notes[Key(name)] = value;
        }
        else if (notes.GetValueOrDefault(Key(name)) is var written && written != value)
        {
            throw new DataException($"{path} has \"{written ?? "nothing"}\" under '{Key(name)}', but here it is \"{value}\"; go on with what wrote it, or remove the file to begin anew");
        }
    }

    /// <summary>How pairs are prepared.</summary>
    /// <param name="name">Apart from its neighbours'.</param>
    /// <param name="preparation">What is written.</param>
    /// <returns>What was read; <paramref name="preparation"/> in writing.</returns>
    public DataPreparation Preparation(string name, DataPreparation preparation)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        string start = Key(name) + ".";
        if (IsLoading)
        {
            return SavedPreparation.Read(path, Under(tensors, start), Under(notes, start));
        }

        Dictionary<string, (long[] Shape, float[] Data)> columns = new(StringComparer.Ordinal);
        Dictionary<string, string> words = new(StringComparer.Ordinal);
        SavedPreparation.Write(preparation, columns, words);
        foreach ((string key, (long[] Shape, float[] Data) value) in columns)
        {
            tensors[start + key] = value;
        }

        foreach ((string key, string value) in words)
        {
            notes[start + key] = value;
        }

        return preparation;
    }

    private static Dictionary<string, T> Under<T>(Dictionary<string, T> all, string start) =>
        all.Where(one => one.Key.StartsWith(start, StringComparison.Ordinal)).ToDictionary(one => one.Key[start.Length..], one => one.Value, StringComparer.Ordinal);

    private long Moments(string of, long step, Tensor first, Tensor second, Tensor? greatest)
    {
        Tensor(of + ".exp_avg", first);
        Tensor(of + ".exp_avg_sq", second);
        TensorIfAny(of + ".max_exp_avg_sq", greatest);
        return Count(of + ".step", step);
    }

    private void TensorIfAny(string name, Tensor? value)
    {
        if (value is not null)
        {
            Tensor(name, value);
        }
    }

    private float[] Read(string name, long[] shape) =>
        !tensors.TryGetValue(Key(name), out var stored) ? throw Missing(name)
        : stored.Shape.AsSpan().SequenceEqual(shape) ? stored.Data
        : throw new DataException($"{path} has '{Key(name)}' of shape [{string.Join(", ", stored.Shape)}], but here it is [{string.Join(", ", shape)}]; another architecture wrote it");

    private DataException Missing(string name) => new($"{path} has no '{Key(name)}'; it is damaged, or another training wrote it");

    private string Key(string name) => prefix + name;
}
