using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>A <see cref="WeightFile"/> of a critic that is a module.</summary>
public sealed class CriticFile
{
    private readonly WeightFile file;

    private CriticFile(WeightFile file) => this.file = file;

    /// <summary>The preparation of its pairs.</summary>
    public DataPreparation Preparation => file.Preparation;

    /// <summary>Dimensions of X.</summary>
    public int XDim => file.XDim;

    /// <summary>Dimensions of Y.</summary>
    public int YDim => file.YDim;

    /// <summary>Writes a critic.</summary>
    /// <param name="path">The file.</param>
    /// <param name="declaration">What must agree when it is read.</param>
    /// <param name="critic">Parameters and buffers are written.</param>
    /// <param name="preparation">Written beside them.</param>
    /// <param name="numbers">Further numbers, by name.</param>
    public static void Save(string path, string declaration, nn.Module critic, DataPreparation preparation, params (string Name, double Value)[] numbers)
    {
        ArgumentNullException.ThrowIfNull(critic);
        using DisposeScope scope = NewDisposeScope();
        WeightFile.Save(
            path,
            declaration,
            Weights(critic).Select(w => (w.Name, w.Value.shape, w.Value.detach().cpu().to(float32).contiguous().data<float>().ToArray())),
            preparation,
            numbers);
    }

    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="declaration">What must agree.</param>
    /// <exception cref="DataException">The file is damaged, or another declaration wrote it.</exception>
    public static CriticFile Open(string path, string declaration) => new(WeightFile.Open(path, declaration));

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
            weight.copy_(tensor(file.Weight(name, weight.shape), float32).view(weight.shape));
        }
    }

    /// <summary>A number that was saved beside the weights.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="DataException">The file does not hold it.</exception>
    public double Number(string name) => file.Number(name);

    private static IEnumerable<(string Name, Tensor Value)> Weights(nn.Module critic) =>
        critic.named_parameters().Select(p => (p.name, (Tensor)p.parameter)).Concat(critic.named_buffers().Select(b => (b.name, b.buffer)));
}
