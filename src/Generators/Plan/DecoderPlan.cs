using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>The conditional density of one variable given the other as a network: p(x|y).</summary>
/// <param name="Observed">Whose density it is.</param>
/// <param name="Latent">What it is conditioned on.</param>
/// <param name="Network">From the latent variable to the mean, before the output, or to the logits.</param>
/// <param name="Output">What follows the last layer; nothing for logits.</param>
/// <param name="Likelihood">The density around it.</param>
/// <param name="Scale">Standard deviation of the Gaussian, or where it starts.</param>
/// <param name="LearnScale">Whether the standard deviation is learned.</param>
/// <param name="Summary">For headers, settings and checkpoints.</param>
internal sealed record DecoderPlan(
    VariablePlan Observed,
    VariablePlan Latent,
    NetworkPlan Network,
    DecoderOutput Output,
    Likelihood Likelihood,
    double Scale,
    bool LearnScale,
    string Summary)
{
    /// <summary>Lays out the network. Both dimensions are known.</summary>
    /// <param name="observed">Symbol of the observed variable, x unless swapped.</param>
    /// <param name="observedDim">Its dimensions.</param>
    /// <param name="latent">Symbol of the latent variable.</param>
    /// <param name="latentDim">Its dimensions.</param>
    /// <param name="hidden">Widths of the hidden layers; none for a linear decoder.</param>
    /// <param name="activation">Between the layers.</param>
    /// <param name="output">Behind the last one; of no meaning for a Bernoulli, whose logits are unbounded.</param>
    /// <param name="likelihood">The density around it.</param>
    /// <param name="scale">Standard deviation of a Gaussian.</param>
    /// <param name="learnScale">Whether it is learned.</param>
    /// <param name="image">Where transposed convolutions end in an image, which.</param>
    /// <param name="batchNorm">Whether hidden layers are normalised over the batch.</param>
    public static DecoderPlan Of(
        string observed,
        int observedDim,
        string latent,
        int latentDim,
        EquatableArray<int> hidden,
        Activation activation,
        DecoderOutput output = DecoderOutput.Identity,
        Likelihood likelihood = Likelihood.Gaussian,
        double scale = 1,
        bool learnScale = false,
        DecodedImage? image = null,
        bool batchNorm = false)
    {
        bool bits = likelihood == Likelihood.Bernoulli;
        var layers = image is null
            ? CriticPlanner.Dense(Width.Of(latentDim), hidden, Width.Of(observedDim), activation, CriticPlanner.Extras(batchNorm))
            : Enlarging(latentDim, hidden, activation, batchNorm, image, observedDim / (image.Height * image.Width));
        string network = image is not null
            ? $"{CriticPlanner.Widths(hidden)}{(hidden.Count > 0 ? ", " : "")}transposed convolutions {CriticPlanner.Widths(image.Channels)} {activation}"
            : hidden.Count == 0 ? "linear" : $"{CriticPlanner.Widths(hidden)} {activation}";
        string after = bits || output == DecoderOutput.Identity ? "" : $", {output}";
        string density = bits ? "Bernoulli" : $"Gaussian of scale {scale.ToString("R", CultureInfo.InvariantCulture)}{(learnScale ? ", learned" : "")}";
        return new DecoderPlan(
            new VariablePlan(observed, Width.Of(observedDim), null, null, null),
            new VariablePlan(latent, Width.Of(latentDim), null, null, null),
            new NetworkPlan(bits ? "logits" : "mean", latent, layers),
            bits ? DecoderOutput.Identity : output,
            likelihood,
            bits ? 1 : scale,
            !bits && learnScale,
            $"p({observed}|{latent}) a decoder, {network}{(batchNorm ? ", batch norm" : "")}{after}, {density}");
    }

    // Dense layers up to the first, small image, then convolutions that enlarge it to the declared one.
    private static EquatableArray<LayerPlan> Enlarging(int latentDim, EquatableArray<int> hidden, Activation activation, bool batchNorm, DecodedImage image, int channels)
    {
        (int height, int width) = (image.Height, image.Width);
        for (int i = 0; i < image.Channels.Count; i++)
        {
            (height, width) = (height / image.Stride, width / image.Stride);
        }

        int small = image.Channels[0] * height * width;
        List<LayerPlan> layers = [.. CriticPlanner.Dense(Width.Of(latentDim), hidden.Append(small).ToEquatableArray(), Width.Of(1), activation, CriticPlanner.Extras(batchNorm)).Take(hidden.Count + 1)];
        for (int i = 0; i < image.Channels.Count; i++)
        {
            bool isLast = i == image.Channels.Count - 1;
            (height, width) = (height * image.Stride, width * image.Stride);
            var from = Width.Of(image.Channels[i]);
            var convolution = new ConvolutionPlan(from, image.Kernel, image.Stride, (image.Kernel - image.Stride) / 2, height, width, IsTransposed: true);
            layers.Add(new LayerPlan(
                from * (image.Kernel * image.Kernel), Width.Of(isLast ? channels : image.Channels[i + 1]), Bias: true, isLast ? null : activation, convolution, batchNorm && !isLast ? Norm.Batch : Norm.None));
        }

        return layers.ToEquatableArray();
    }
}

/// <summary>An image that transposed convolutions end in.</summary>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Channels">That come into each convolution.</param>
/// <param name="Kernel">Height and width of the kernels.</param>
/// <param name="Stride">By how much each enlarges.</param>
internal sealed record DecodedImage(int Height, int Width, EquatableArray<int> Channels, int Kernel, int Stride);
