using System.Collections.Generic;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>
/// Writes dense layers as calls on kernels, forward and back, over arrays that the critic keeps: <c>g1</c> what the first layer of g gives,
/// <c>dg1</c> the gradient in it.
/// </summary>
internal sealed class CpuNetworkText
{
    private readonly NetworkPlan network;
    private readonly string rows;
    private readonly bool accumulate;

    /// <param name="network">Layers in order.</param>
    /// <param name="firstPart">Where its weights begin.</param>
    /// <param name="rows">How many rows go through it, an expression.</param>
    /// <param name="accumulate">Whether gradients of weights are added up over blocks of rows.</param>
    public CpuNetworkText(NetworkPlan network, int firstPart, string rows, bool accumulate = false)
    {
        (this.network, this.rows, this.accumulate) = (network, rows, accumulate);
        int next = firstPart;
        Parts = [.. network.Layers.Select(layer =>
        {
            int part = next;
            next += layer.Norm == Norm.None ? 2 : 4;
            return part;
        })];
        End = next;
    }

    /// <summary>Where the weights of each layer begin: matrix, bias, gains and shifts of a norm.</summary>
    public IReadOnlyList<int> Parts { get; }

    /// <summary>The part after the last.</summary>
    public int End { get; }

    /// <summary>The arrays, with the length of a row of each.</summary>
    /// <param name="inputGradient">Whether there is one for what goes in.</param>
    public IEnumerable<(string Name, Width Width)> Arrays(bool inputGradient = false)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            LayerPlan layer = network.Layers[i];
            yield return (Out(i), layer.Outputs);
            yield return ("d" + Out(i), layer.Outputs);
            if (NeedsInputs(layer))
            {
                yield return (Out(i) + "In", layer.Outputs);
            }

            if (layer.Norm == Norm.Layer)
            {
                yield return (Out(i) + "Normed", layer.Outputs);
                yield return (Out(i) + "Inverse", Width.Of(1));
            }

            if (layer.Residual)
            {
                yield return (Out(i) + "Sum", layer.Outputs);
            }
        }

        if (inputGradient)
        {
            yield return ("d" + network.Name + "0", network.Layers[0].Inputs);
        }
    }

    /// <summary>What a layer gives to the next.</summary>
    public string Given(int index) => Out(index) + (network.Layers[index].Residual ? "Sum" : "");

    /// <summary>All layers, from an array or span to the array named like the network.</summary>
    public void Forward(CodeWriter w, string input)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            Through(w, i, i == 0 ? input : Given(i - 1));
        }
    }

    /// <summary>One layer, from an array or span.</summary>
    public void Through(CodeWriter w, int index, string from)
    {
        LayerPlan layer = network.Layers[index];
        w.Lines($"Gemm.MultiplyRightTransposed({from}, W({Parts[index]}), {Out(index)}, {rows}, {layer.Outputs}, {layer.Inputs});");
        Finish(w, index, from);
    }

    /// <summary>What follows the product of a layer.</summary>
    public void Finish(CodeWriter w, int index, string from)
    {
        LayerPlan layer = network.Layers[index];
        string values = Whole(Out(index), layer.Outputs);
        int shift = Parts[index] + 1;
        if (layer.Norm == Norm.Layer)
        {
            w.Lines($"Layers.AddBias({values}, W({shift}));");
            w.Lines($"LayerNorm.Forward({values}, W({shift + 1}), {Whole(Out(index) + "Normed", layer.Outputs)}, {Out(index)}Inverse.AsSpan(0, {rows}));");
            shift += 2;
        }

        w.Lines(layer.Activation is { } activation
            ? $"Layers.Activate(Activation.{activation}, {values}, W({shift}){(NeedsInputs(layer) ? ", " + Whole(Out(index) + "In", layer.Outputs) : "")});"
            : $"Layers.AddBias({values}, W({shift}));");
        if (layer.Residual)
        {
            w.Lines($"RowMath.Add({values}, {Whole(from, layer.Outputs)}, {Whole(Out(index) + "Sum", layer.Outputs)});");
        }
    }

    /// <summary>All layers back, from the gradient in the array named like the network to those of the weights.</summary>
    public void Back(CodeWriter w, string input, bool inputGradient = false)
    {
        for (int i = network.Layers.Count - 1; i >= 0; i--)
        {
            BackThrough(w, i);
            BackToWeights(w, i, i == 0 ? input : Given(i - 1));
            if (i > 0 || inputGradient)
            {
                w.Lines(Before(i));
            }
        }
    }

    /// <summary>The gradient of a layer's matrix, from that in its product and what it took.</summary>
    public void BackToWeights(CodeWriter w, int index, string from)
    {
        LayerPlan layer = network.Layers[index];
        w.Lines($"Gemm.MultiplyLeftTransposed(d{Out(index)}, {from}, D({Parts[index]}), {layer.Outputs}, {layer.Inputs}, {rows}{Added});");
    }

    /// <summary>The gradient in what a layer takes, from that in its product.</summary>
    public string Before(int index)
    {
        LayerPlan layer = network.Layers[index];
        string to = index == 0 ? $"d{network.Name}0" : "d" + Out(index - 1);
        return $"Gemm.Multiply(d{Out(index)}, W({Parts[index]}), {to}, {rows}, {layer.Inputs}, {layer.Outputs}{(layer.Residual ? ", accumulate: true" : "")});";
    }

    /// <summary>From the gradient in what a layer gives to that in its product, and those of its bias and norm.</summary>
    public void BackThrough(CodeWriter w, int index)
    {
        LayerPlan layer = network.Layers[index];
        string d = Whole("d" + Out(index), layer.Outputs);
        int shift = Parts[index] + (layer.Norm == Norm.None ? 1 : 3);
        if (layer.Residual)
        {
            w.Lines($"{d}.CopyTo(d{Out(index - 1)}); // past the layer");
        }

        w.Lines(layer.Activation is { } activation
            ? $"Layers.Back(Activation.{activation}, {Whole(Out(index) + (NeedsInputs(layer) ? "In" : ""), layer.Outputs)}, {d}, D({shift}){Added});"
            : $"Layers.BiasGradient({d}, D({shift}){Added});");
        if (layer.Norm == Norm.Layer)
        {
            w.Lines($"LayerNorm.Back({d}, W({shift - 1}), {Whole(Out(index) + "Normed", layer.Outputs)}, {Out(index)}Inverse.AsSpan(0, {rows}), D({shift - 1}){Added});");
            w.Lines($"Layers.BiasGradient({d}, D({Parts[index] + 1}){Added});");
        }
    }

    /// <summary>The array of a layer: named by its number, the last like the network.</summary>
    public string Out(int index) => index == network.Layers.Count - 1 ? network.Name : $"{network.Name}{index + 1}";

    private string Added => accumulate ? ", accumulate: true" : "";

    private string Whole(string array, Width width) => $"{array}.AsSpan(0, {rows} * {width.AsFactor})";

    private static bool NeedsInputs(LayerPlan layer) => layer.Activation is Activation.SiLU or Activation.GELU;
}
