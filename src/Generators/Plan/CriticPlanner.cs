using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Lays out the networks that score pairs.</summary>
internal static class CriticPlanner
{
    public static CriticPlan Plan(EstimatorDeclaration declaration, JointDeclaration joint)
    {
        VariablePlan x = PlanVariable(declaration, Variable.X, "x", joint.X);
        VariablePlan y = PlanVariable(declaration, Variable.Y, "y", joint.Y);
        NetworkPlan? baseline = declaration.Bound.Bound == Bound.Tuba
            ? new NetworkPlan("b", "x", Dense(x.Features, declaration.Baseline?.Hidden ?? Defaults.BaselineHidden, Width.Of(1), declaration.Baseline?.Activation ?? Defaults.Activation))
            : null;

        if (declaration.Critic.Module is { } module)
        {
            return new CriticPlan(null, x, y, default, baseline, null, PerturbationPlan.None, SpectralNorm: false, module, null, $"own critic {module}");
        }

        return declaration.Bound.Bound == Bound.GenerativeModels ? AutoencodersPlanner.Plan(declaration, x, y)
            : BoundCatalogue.LearnsConditional(declaration.Bound.Bound)
            ? PlanConditional(declaration, x, y)
            : PlanForm(declaration.Critic, x, y, baseline, PlanBase(declaration));
    }

    private static BasePlan? PlanBase(EstimatorDeclaration declaration) => declaration.Critic.Base is { } family and not BaseCritic.None
        ? new BasePlan(family, declaration.Bound.Bound is Bound.Nwj or Bound.IAlpha ? 1 : 0)
        : null;

    private static VariablePlan PlanVariable(EstimatorDeclaration declaration, Variable variable, string symbol, int? columns)
    {
        DiscreteDeclaration? labels = declaration.Discrete.FirstOrDefault(d => d.Variable == variable);
        ImageDeclaration? image = declaration.Images.FirstOrDefault(i => i.Variable == variable);
        var width = new Width(columns > 0 ? columns : null, symbol + "Dim");
        return new VariablePlan(
            symbol, width, labels?.Categories, labels?.Embedding,
            image is null ? null : new ImagePlan(image.Height!.Value, image.Width!.Value, width / (image.Height.Value * image.Width.Value), image.EachLocation == true),
            declaration.Critic.Base is not (null or BaseCritic.None));
    }

    private static CriticPlan PlanForm(CriticDeclaration critic, VariablePlan x, VariablePlan y, NetworkPlan? baseline, BasePlan? closedForm)
    {
        CriticForm form = critic.Form ?? Defaults.Form;
        EquatableArray<int> hidden = critic.Hidden ?? Defaults.Hidden;
        Activation activation = critic.Activation ?? Defaults.Activation;
        var embedding = Width.Of(critic.Embedding ?? Defaults.Embedding);
        LayerExtras extras = critic.Extras;
        NetworkPlan[] networks = form switch
        {
            CriticForm.Separable or CriticForm.EncodeAndDot => [Encoder("g", x), Encoder("h", y)],
            CriticForm.Bilinear => [new NetworkPlan("W", "x", EquatableArray<LayerPlan>.Of(new LayerPlan(y.Features, x.Features, Bias: false, null)))],
            CriticForm.ConcatAndConvolve => [Overlaid(critic, x, y, activation)],
            _ => [new NetworkPlan("f", "[x; y]", Dense(x.Features + y.Features, hidden, Width.Of(1), activation, extras))],
        };
        if (closedForm is not null)
        {
            // One factor at 0 is enough for a score of 0, and lets a gradient through.
            networks[networks.Length - 1] = FromZero(networks[networks.Length - 1]);
        }

        return new CriticPlan(
            form, x, y, networks.ToEquatableArray(), baseline, null,
            new PerturbationPlan(extras.Dropout ?? 0, extras.InputNoise ?? 0, extras.Noise ?? 0),
            extras.SpectralNorm ?? false, "", closedForm, Summary(critic, form, hidden, activation, embedding, x, y));

        NetworkPlan Encoder(string name, VariablePlan variable)
        {
            Width width = variable.Features;
            List<LayerPlan> layers = form == CriticForm.EncodeAndDot && variable.Image is { } image
                ? Convolutions(critic.Convolutions, image, image.Channels, activation, NormOfChannels(extras), out width)
                : [];
            return new NetworkPlan(name, variable.Symbol, layers.Concat(Dense(width, hidden, embedding, activation, extras)).ToEquatableArray());
        }
    }

    private static NetworkPlan FromZero(NetworkPlan network)
    {
        LayerPlan[] layers = [.. network.Layers];
        layers[layers.Length - 1] = layers[layers.Length - 1] with { FromZero = true };
        return network with { Layers = layers.ToEquatableArray() };
    }

    /// <summary>The first convolution takes the channels of both images; a vector enters by a linear map beside it, or beside each.</summary>
    private static NetworkPlan Overlaid(CriticDeclaration critic, VariablePlan x, VariablePlan y, Activation activation)
    {
        ImagePlan image = x.Image!;
        Width channels = y.Image is { } other ? image.Channels + other.Channels : image.Channels;
        List<LayerPlan> layers = Convolutions(critic.Convolutions, image, channels, activation, NormOfChannels(critic.Extras), out Width width);
        if (y.Image is null)
        {
            int conditioned = critic.Convolutions.ConditionEach == true ? layers.Count : 1;
            layers = [.. layers.Select((layer, i) => i < conditioned ? layer with { Condition = y.Features } : layer)];
        }

        return new NetworkPlan("f", "[x; y]", layers.Concat(Dense(width, critic.Hidden ?? Defaults.Hidden, Width.Of(1), activation, critic.Extras)).ToEquatableArray());
    }

    private static CriticPlan PlanConditional(EstimatorDeclaration declaration, VariablePlan x, VariablePlan y)
    {
        int components = declaration.Variational?.Components ?? Defaults.Components;
        EquatableArray<int> hidden = declaration.Variational?.Hidden ?? Defaults.Hidden;
        Activation activation = declaration.Variational?.Activation ?? Defaults.Activation;

        // A mean and a scale for each column of y and component; a mixture has weights besides.
        Width outputs = components > 1 ? (y.Columns * (2 * components)) + Width.Of(components) : y.Columns * 2;
        bool marginal = declaration.Bound.Bound == Bound.DifferenceOfEntropies;
        var networks = new List<NetworkPlan> { new("v", "x", Dense(x.Features, hidden, outputs, activation, Extras(declaration.Variational?.BatchNorm == true))) };
        string summary = $"v(y|x) {(components > 1 ? $"a mixture of {Show(components)} diagonal Gaussians" : "a diagonal Gaussian")}, {Widths(hidden)} {activation}{(declaration.Variational?.BatchNorm == true ? ", batch norm" : "")}";
        return new CriticPlan(
            null, x, y, networks.ToEquatableArray(), null, new ConditionalPlan(components, marginal), PerturbationPlan.None, SpectralNorm: false, "", null, summary);
    }

    /// <summary>Of a learned density, whose layers are plain but for their norm.</summary>
    public static LayerExtras Extras(bool batchNorm) => LayerExtras.None with { BatchNorm = batchNorm };

    // A layer norm is that of dense layers.
    private static Norm NormOfChannels(LayerExtras extras) => extras.BatchNorm == true ? Norm.Batch : Norm.None;

    public static List<LayerPlan> Convolutions(ConvolutionDeclaration declared, ImagePlan image, Width channels, Activation activation, Norm norm, out Width flat)
    {
        int kernel = declared.Kernel ?? Defaults.Kernel;
        int stride = declared.Stride ?? Defaults.Stride;
        (int height, int width) = (image.Height, image.Width);
        var layers = new List<LayerPlan>();
        foreach (int next in declared.Channels ?? Defaults.Channels)
        {
            (height, width) = (Convolved.Side(height, kernel, stride), Convolved.Side(width, kernel, stride));
            var convolution = new ConvolutionPlan(channels, kernel, stride, Convolved.Padding(kernel), height, width);
            layers.Add(new LayerPlan(channels * (kernel * kernel), Width.Of(next), Bias: true, activation, convolution, norm));
            channels = Width.Of(next);
        }

        flat = channels * (height * width);
        return layers;
    }

    public static EquatableArray<LayerPlan> Dense(Width inputs, EquatableArray<int> hidden, Width outputs, Activation activation, LayerExtras? extras = null)
    {
        Norm norm = extras?.BatchNorm == true ? Norm.Batch : extras?.LayerNorm == true ? Norm.Layer : Norm.None;
        var layers = new List<LayerPlan>();
        Width width = inputs;
        foreach (int units in hidden)
        {
            bool residual = extras?.Residual == true && layers.Count > 0;
            layers.Add(new LayerPlan(width, Width.Of(units), Bias: true, activation, null, norm, residual));
            width = Width.Of(units);
        }

        layers.Add(new LayerPlan(width, outputs, Bias: true, null));
        return layers.ToEquatableArray();
    }

    private static string Summary(
        CriticDeclaration critic, CriticForm form, EquatableArray<int> hidden, Activation activation, Width embedding, VariablePlan x, VariablePlan y)
    {
        string channels = Widths(critic.Convolutions.Channels ?? Defaults.Channels);
        string described = form switch
        {
            CriticForm.Separable => $"separable critic, {Widths(hidden)}-{embedding} {activation}",
            CriticForm.Bilinear => "bilinear critic",
            CriticForm.EncodeAndDot => $"encode-and-dot critic, convolutions {channels}, {Widths(hidden)}-{embedding} {activation}",
            CriticForm.ConcatAndConvolve => $"concat-and-convolve critic, convolutions {channels}{(critic.Convolutions.ConditionEach == true ? " conditioned each" : "")}, {Widths(hidden)}-1 {activation}",
            _ => $"concatenated critic, {Widths(hidden)}-1 {activation}",
        };
        LayerExtras extras = critic.Extras;
        string[] more =
        [
            extras.Residual == true ? ", residual" : "",
            extras.LayerNorm == true ? ", layer norm" : "",
            extras.BatchNorm == true ? ", batch norm" : "",
            extras.SpectralNorm == true ? ", spectral norm" : "",
            extras.Dropout > 0 ? $", dropout {Show(extras.Dropout.Value)}" : "",
            extras.InputNoise > 0 || extras.Noise > 0 ? $", noise {Show(extras.InputNoise ?? 0)} and {Show(extras.Noise ?? 0)}" : "",
            critic.Base is { } family and not BaseCritic.None ? $", {family} base" : "",
            x.Image is { EachLocation: true } map ? $", each of {Show(map.Height)} x {Show(map.Width)} locations of x" : "",
            Labels(x),
            Labels(y),
        ];
        return described + string.Concat(more);
    }

    private static string Labels(VariablePlan variable) => variable.Categories is { } categories
        ? $", {variable.Symbol} of {Show(categories)} labels {(variable.Embedding is { } length ? $"embedded in {Show(length)}" : "one-hot")}"
        : "";

    public static string Widths(EquatableArray<int> hidden) => string.Join("-", hidden.Select(Show));

    private static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Show(int value) => value.ToString(CultureInfo.InvariantCulture);
}
