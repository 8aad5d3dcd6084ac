using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>A number of units: known now, or read off the first data.</summary>
internal readonly record struct Width(int? Value, string Symbol)
{
    public bool IsKnown => Value is not null;

    /// <summary>A known number.</summary>
    public static Width Of(int value) => new(value, "");

    /// <summary>As an expression.</summary>
    public override string ToString() => Value?.ToString(CultureInfo.InvariantCulture) ?? Symbol;

    /// <summary>As an argument of view, where an unknown length may be left to the tensor.</summary>
    public string InView => Value?.ToString(CultureInfo.InvariantCulture) ?? "-1";

    /// <summary>As a factor: a sum in brackets.</summary>
    public string AsFactor => Value is null ? Factor : ToString();

    // A sum in a product.
    private string Factor => Symbol.Contains(" + ") ? $"({Symbol})" : Symbol;

    public static Width operator +(Width a, Width b) =>
        a.Value is { } x && b.Value is { } y ? Of(x + y) : new Width(null, $"{a} + {b}");

    public static Width operator *(Width a, int factor) =>
        a.Value is { } x ? Of(x * factor) : factor == 1 ? a : new Width(null, $"{a.Factor} * {factor.ToString(CultureInfo.InvariantCulture)}");

    public static Width operator /(Width a, int divisor) =>
        a.Value is { } x ? Of(x / divisor) : divisor == 1 ? a : new Width(null, $"{a.Factor} / {divisor.ToString(CultureInfo.InvariantCulture)}");
}

/// <summary>A variable on its way into the networks.</summary>
/// <param name="Symbol">x or y.</param>
/// <param name="Columns">As given.</param>
/// <param name="Categories">Where the columns hold labels, how many there are.</param>
/// <param name="Embedding">Length of a label's learned vector; null for one-hot codes.</param>
/// <param name="Image">Where the columns are pixels.</param>
/// <param name="Described">Whether the network sees features in place of the columns.</param>
internal sealed record VariablePlan(string Symbol, Width Columns, int? Categories, int? Embedding, ImagePlan? Image, bool Described = false)
{
    /// <summary>Columns that a network sees.</summary>
    public Width Features => Described ? new Width(null, Symbol + "Features") : Locations is not null ? Image!.Channels : Columns * (Categories is { } categories ? Embedding ?? categories : 1);

    /// <summary>Where each location of the image is a row of its own, how many there are.</summary>
    public int? Locations => Image is { EachLocation: true } map ? map.Height * map.Width : null;

    /// <summary>Whether values must lie in [0, 1].</summary>
    public bool InUnit { get; init; }

    /// <summary>Whether no preparation touches the columns.</summary>
    public bool StaysAsItIs => Categories is not null || InUnit;

    /// <summary>As an argument that demands labels or values in [0, 1], or empty.</summary>
    public string Demand => Categories is { } categories ? $", {Symbol}Categories: {categories.ToString(CultureInfo.InvariantCulture)}" : DemandUnit;

    /// <summary>As an argument that demands values in [0, 1], or empty.</summary>
    public string DemandUnit => InUnit ? $", {Symbol}InUnit: true" : "";
}

internal sealed record ImagePlan(int Height, int Width, Width Channels, bool EachLocation);

/// <param name="Inputs">Units that come in; for a convolution, those of one patch.</param>
/// <param name="Outputs">Units that go out; for a convolution, channels.</param>
/// <param name="Bias">Whether a bias is added.</param>
/// <param name="Activation">What follows; null after the last layer.</param>
/// <param name="Convolution">How it slides over an image; null for a dense layer.</param>
/// <param name="Norm">What stands before the activation.</param>
/// <param name="Residual">Whether what came in is added to what goes out.</param>
/// <param name="FromZero">Whether matrix and bias start at 0.</param>
/// <param name="Condition">Length of a vector y whose linear map is added before the activation, to each location of an image; null for none.</param>
internal sealed record LayerPlan(
    Width Inputs, Width Outputs, bool Bias, Activation? Activation, ConvolutionPlan? Convolution = null, Norm Norm = Norm.None, bool Residual = false, bool FromZero = false, Width? Condition = null);

/// <summary>How units are normalised.</summary>
internal enum Norm
{
    None,

    /// <summary>Over the units of a row.</summary>
    Layer,

    /// <summary>Each unit over the rows of a batch, a channel over their places too; outside training by running averages.</summary>
    Batch,
}

/// <param name="Channels">Of what comes in.</param>
/// <param name="Kernel">Height and width of a patch.</param>
/// <param name="Stride">Pixels between patches.</param>
/// <param name="Padding">Pixels of zeros around the image.</param>
/// <param name="Height">Rows that come out.</param>
/// <param name="Width">Columns that come out.</param>
/// <param name="IsTransposed">Whether it enlarges the image, as the gradient of a convolution does.</param>
internal sealed record ConvolutionPlan(Width Channels, int Kernel, int Stride, int Padding, int Height, int Width, bool IsTransposed = false);

/// <param name="Name">g, h, f, b or v, as in the formula.</param>
/// <param name="Input">x, y, or both as [x; y].</param>
/// <param name="Layers">In order, convolutions first.</param>
internal sealed record NetworkPlan(string Name, string Input, EquatableArray<LayerPlan> Layers)
{
    /// <summary>Units that batch norm keeps running averages of, layer by layer.</summary>
    public IEnumerable<Width> Averaged() => Layers.Where(layer => layer.Norm == Norm.Batch).Select(layer => layer.Outputs);

    /// <summary>Whether layers are normalised over the batch.</summary>
    public bool NormsBatch => Averaged().Any();
}

/// <summary>What happens in training only.</summary>
internal sealed record PerturbationPlan(double Dropout, double InputNoise, double Noise)
{
    public static PerturbationPlan None { get; } = new(0, 0, 0);

    public bool IsNone => this == None;
}

/// <summary>The learned density v(y|x): Gaussians with diagonal covariance.</summary>
/// <param name="Components">How many.</param>
/// <param name="HasMarginal">Whether r(y) is learned beside it.</param>
internal sealed record ConditionalPlan(int Components, bool HasMarginal);

/// <summary>Variational autoencoders for p(x, y), p(x) and p(y), their networks an encoder and a decoder each, in that order.</summary>
/// <param name="X">Density of X given z.</param>
/// <param name="Y">Density of Y given z.</param>
/// <param name="Samples">Draws of z where nothing is trained.</param>
internal sealed record AutoencodersPlan(Likelihood X, Likelihood Y, int Samples);

/// <summary>The closed form to which the network is added.</summary>
/// <param name="Family">Gaussian or Student.</param>
/// <param name="Offset">What the bound's optimal critic is above the log ratio.</param>
internal sealed record BasePlan(BaseCritic Family, int Offset);

/// <param name="Form">How the networks combine; null for the user's own module and for a conditional density.</param>
/// <param name="X">X.</param>
/// <param name="Y">Y.</param>
/// <param name="Networks">None for the user's own module.</param>
/// <param name="Baseline">b(x) of TUBA, subtracted from the scores; null for other bounds.</param>
/// <param name="Conditional">The density that scores the pairs in place of a critic.</param>
/// <param name="Perturbation">Dropout and noise.</param>
/// <param name="SpectralNorm">Whether matrices are divided by their greatest singular value.</param>
/// <param name="Module">The expression that makes the user's own.</param>
/// <param name="Base">The closed form, or null.</param>
/// <param name="Summary">For headers, settings and checkpoints.</param>
internal sealed record CriticPlan(
    CriticForm? Form,
    VariablePlan X,
    VariablePlan Y,
    EquatableArray<NetworkPlan> Networks,
    NetworkPlan? Baseline,
    ConditionalPlan? Conditional,
    PerturbationPlan Perturbation,
    bool SpectralNorm,
    string Module,
    BasePlan? Base,
    string Summary)
{
    public bool IsOwn => Module.Length > 0;

    /// <summary>Units that batch norm keeps running averages of, layer by layer.</summary>
    public IEnumerable<Width> Averaged() => Networks.SelectMany(network => network.Averaged());

    /// <summary>Whether layers are normalised over the batch.</summary>
    public bool NormsBatch => Averaged().Any();

    /// <summary>The three autoencoders that score the pairs in place of a critic.</summary>
    public AutoencodersPlan? Autoencoders { get; init; }

    /// <summary>The constructor's arguments for dimensions that only data tells.</summary>
    public string Unknown(string type)
    {
        string kind = type.Length > 0 ? type + " " : "";
        return (X.Columns.IsKnown ? "" : $"{kind}xDim, ") + (Y.Columns.IsKnown ? "" : $"{kind}yDim, ");
    }
}

/// <param name="Sampling">Where they come from.</param>
/// <param name="PerPair">M of each pair; in the batch there are N - 1.</param>
/// <param name="InEvaluation">M where it is another in an evaluation.</param>
/// <param name="Neighbours">Nearest pairs to choose among.</param>
/// <param name="Given">Columns of the condition.</param>
internal sealed record NegativesPlan(NegativeSampling Sampling, int PerPair, int? InEvaluation, int Neighbours, int Given)
{
    /// <summary>Whether scores come as rows of a positive and its negatives, rather than as the matrix of all pairings.</summary>
    public bool InRows => Sampling != NegativeSampling.InBatch;

    /// <summary>Whether negatives are rows of their own, beside the batch.</summary>
    public bool IsDrawn => Sampling is NegativeSampling.SecondDraw or NegativeSampling.Neighbours;

    /// <summary>Whether an evaluation takes them from all its pairs, by cyclic shifts.</summary>
    public bool IsShiftedInEvaluation => Sampling is NegativeSampling.CyclicShift or NegativeSampling.SecondDraw;
}
