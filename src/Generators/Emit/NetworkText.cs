using System.Globalization;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes layers as statements over the flat weights, part after part.</summary>
internal sealed class NetworkText(CodeWriter w, PerturbationPlan perturbation)
{
    private int normed;

    /// <summary>The next part of the weights.</summary>
    public int Next { get; set; }

    /// <summary>Writes a whole network into the local of its name.</summary>
    /// <param name="network">Layers in order.</param>
    /// <param name="input">The variable that goes in.</param>
    public void Write(NetworkPlan network, VariablePlan input) => Write(network, 0, input.Symbol, input);

    /// <summary>Writes the layers from <paramref name="first"/> on.</summary>
    /// <param name="network">Layers in order.</param>
    /// <param name="first">Where to begin.</param>
    /// <param name="from">What goes in.</param>
    /// <param name="variable">Where the input is a variable of the pair, which.</param>
    /// <param name="inRows">Where layers are conditioned on y: whether pairs are named by their rows.</param>
    public void Write(NetworkPlan network, int first, string from, VariablePlan? variable = null, bool inRows = false)
    {
        bool skipped = false;
        for (int i = first; i < network.Layers.Count; i++)
        {
            LayerPlan layer = network.Layers[i];
            bool afterImage = i > 0 && network.Layers[i - 1].Convolution is not null && layer.Convolution is null;
            string input = afterImage ? from + ".flatten(1)" : from;
            if (layer.Residual)
            {
                w.Lines($"{(skipped ? "" : "var ")}{network.Name}Skip = {network.Name};");
                skipped = true;
            }

            if (layer.Condition is not null)
            {
                w.Lines($"ofY = {OfVector(layer)};");
            }

            string applied = layer.Convolution is { IsTransposed: true } enlarging
                ? Enlarge(AsImage(network, i, from), Part(Shape(layer)), Part(), enlarging)
                : layer.Convolution is { } convolution
                ? Convolve(variable is { Image: { } image } && i == 0 ? Pixels(variable.Symbol, image) : input, Part(Shape(layer)), Part(), convolution)
                : $"nn.functional.linear({input}, {Part(Shape(layer))}, {Part()})";
            Finish(network.Name, layer.Condition is null ? applied : Conditioned(applied, layer, inRows), layer, declare: i == 0);
            from = network.Name;
        }
    }

    /// <summary>Norm, activation, dropout, noise and the shortcut of a layer whose affine map is given.</summary>
    public void Finish(string name, string applied, LayerPlan layer, bool declare)
    {
        string declared = (declare ? "var " : "") + name;
        if (layer.Norm != Norm.None)
        {
            w.Lines($"{declared} = {applied};");
            w.Lines($"{name} = {Normed(name, layer)}{Activated(layer.Activation)};");
        }
        else
        {
            w.Lines($"{declared} = {applied}{Activated(layer.Activation)};");
        }

        if (layer.Activation is not null && perturbation.Dropout > 0)
        {
            w.Lines($"{name} = perturbation.Dropout({name}, {CodeWriter.Number(perturbation.Dropout)}, training);");
        }

        if (layer.Activation is not null && perturbation.Noise > 0)
        {
            w.Lines($"{name} = perturbation.Noise({name}, {CodeWriter.Number(perturbation.Noise)}, training);");
        }

        if (layer.Residual)
        {
            w.Lines($"{name} = {name} + {name}Skip;");
        }
    }

    /// <summary>The linear map of a vector y beside a convolution, one number a channel.</summary>
    public string OfVector(LayerPlan layer) =>
        $"nn.functional.linear(y, {Part($"{layer.Outputs}, {layer.Condition!.Value.InView}")}).view(-1, {layer.Outputs}, 1, 1)";

    /// <summary>The next part, as it is or in a shape.</summary>
    public string Part(string shape = "")
    {
        string part = $"w[{(Next++).ToString(CultureInfo.InvariantCulture)}]";
        return shape.Length > 0 ? $"{part}.view({shape})" : part;
    }

    /// <summary>A variable as a batch of images.</summary>
    public static string Pixels(string symbol, ImagePlan image) =>
        $"{symbol}.view({symbol}.shape[0], {image.Channels.InView}, {Show(image.Height)}, {Show(image.Width)})";

    /// <summary>A convolution; the bias may be empty.</summary>
    public static string Convolve(string input, string kernel, string bias, ConvolutionPlan c) =>
        $"nn.functional.conv2d({input}, {kernel}, {(bias.Length > 0 ? bias + ", " : "")}strides: [{Show(c.Stride)}, {Show(c.Stride)}], padding: [{Show(c.Padding)}, {Show(c.Padding)}])";

    /// <summary>A transposed convolution.</summary>
    public static string Enlarge(string input, string kernel, string bias, ConvolutionPlan c) =>
        $"nn.functional.conv_transpose2d({input}, {kernel}, {bias}, strides: [{Show(c.Stride)}, {Show(c.Stride)}], padding: [{Show(c.Padding)}, {Show(c.Padding)}])";

    /// <summary>What comes into a transposed convolution: rows, behind a dense layer, become images.</summary>
    public static string AsImage(NetworkPlan network, int index, string rows)
    {
        ConvolutionPlan c = network.Layers[index].Convolution!;
        return index > 0 && network.Layers[index - 1].Convolution is not null ? rows : $"{rows}.view(-1, {c.Channels}, {Show(c.Height / c.Stride)}, {Show(c.Width / c.Stride)})";
    }

    /// <summary>The tuples that lay out a network's weights.</summary>
    public static string Layout(NetworkPlan network) => string.Join(" ", network.Layers.Select(l => l.FromZero
        ? $"(FlatWeights.Zero, {Size(l)}, false), (FlatWeights.Zero, {l.Outputs}, false),"
        : (l.Condition is { } condition ? $"({condition}, {l.Outputs}, false), " : "")
        + $"({l.Inputs}, {l.Outputs}, {(l.Bias ? "true" : "false")})," + (l.Norm != Norm.None ? $" (FlatWeights.Norm, {l.Outputs}, true)," : "")));

    /// <summary>Where the parts of a layer begin: matrix, bias, gain and shift of a norm. Of networks without conditions.</summary>
    public static int PartOf(NetworkPlan network, int index) => network.Layers.Take(index).Sum(layer => layer.Norm == Norm.None ? 2 : 4);

    private static string Size(LayerPlan layer) => (layer.Inputs.Value, layer.Outputs.Value) is ({ } inputs, { } outputs)
        ? CodeWriter.Number((long)inputs * outputs)
        : $"({layer.Inputs}) * {layer.Outputs}";

    /// <summary>The activation as a call.</summary>
    public static string Activated(Activation? activation) => activation switch
    {
        Activation.ReLU => ".relu()",
        Activation.ELU => ".elu()",
        Activation.SiLU => ".silu()",
        Activation.GELU => ".gelu()",
        Activation.Tanh => ".tanh()",
        Activation.LeakyReLU => ".leaky_relu(0.01)",
        _ => "",
    };

    private string Normed(string name, LayerPlan layer)
    {
        if (layer.Norm == Norm.Layer)
        {
            return $"nn.functional.layer_norm({name}, [{layer.Outputs}], {Part()}, {Part()})";
        }

        string k = Show(normed++);
        return $"nn.functional.batch_norm({name}, means[{k}], variances[{k}], {Part()}, {Part()}, ofBatch)";
    }

    // A row for each pair comes in, and ofY has one for each y.
    private static string Conditioned(string applied, LayerPlan layer, bool inRows)
    {
        string image = $"{layer.Outputs}, {Show(layer.Convolution!.Height)}, {Show(layer.Convolution.Width)}";
        return inRows
            ? $"({applied} + PairIndex.Take(ofY, pairs).flatten(0, 1))"
            : $"({applied}.view(-1, y.shape[0], {image}) + ofY).view(-1, {image})";
    }

    /// <summary>[outputs, inputs] of a dense layer, [outputs, channels, k, k] of a convolution, [channels, outputs, k, k] of a transposed one.</summary>
    public static string Shape(LayerPlan layer)
    {
        if (layer.Convolution is not { } c)
        {
            return layer.Outputs.IsKnown ? $"{layer.Outputs}, {layer.Inputs.InView}" : $"-1, {(layer.Inputs.IsKnown ? layer.Inputs.ToString() : "x.shape[1]")}";
        }

        return c.IsTransposed
            ? $"{c.Channels}, {layer.Outputs}, {Show(c.Kernel)}, {Show(c.Kernel)}"
            : $"{layer.Outputs}, {c.Channels.InView}, {Show(c.Kernel)}, {Show(c.Kernel)}";
    }

    private static string Show(int value) => value.ToString(CultureInfo.InvariantCulture);
}
