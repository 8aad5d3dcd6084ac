using System;
using System.Globalization;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>
/// Writes <c>DecoderNetwork</c>: p(x|y) by a network over y, with its gradient in y written out. The file around it needs the namespaces
/// System, MiDsl.Torch, TorchSharp and TorchSharp.Modules.
/// </summary>
internal static class DecoderWriter
{
    private const double HalfLogTwoPi = 0.91893853320467274;

    public static void Write(CodeWriter w, DecoderPlan plan)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        w.Doc($"The decoder p({x}|{y}): {Describe(plan)}{NormText.Formula(plan.Network.NormsBatch)}");
        using (w.Open("private sealed class DecoderNetwork : nn.Module<Tensor, Tensor>"))
        {
            WriteConstants(w, plan);
            w.Gap();
            using (w.Open("public DecoderNetwork(long seed, Device home)\n    : base(nameof(DecoderNetwork))"))
            {
                w.Lines("""
                    Weights = FlatWeights.Create(seed, home, Layers);
                    register_parameter("weights", Weights);
                    """);
                NormText.WriteCreation(w, plan.Network.Averaged());
                if (plan.Network.NormsBatch)
                {
                    w.Lines("eval();");
                }
            }

            w.Gap();
            w.Doc($"Every weight and bias, in one vector: {Names(plan)}.");
            w.Lines("public Parameter Weights { get; }");
            w.Gap();
            WriteForward(w, plan);
            w.Gap();
            WriteDraw(w, plan);
            w.Gap();
            WriteLogDensity(w, plan);
            w.Gap();
            WriteGradient(w, plan);
            w.Gap();
            if (!plan.Network.NormsBatch)
            {
                WriteUse(w, plan);
                w.Gap();
            }

            WriteNetwork(w, plan);
        }
    }

    private static void WriteUse(CodeWriter w, DecoderPlan plan)
    {
        w.Doc(
            $"Takes over weights that were learned elsewhere, {string.Join(", ", Enumerable.Range(1, plan.Network.Layers.Count).Select(i => $"W{Show(i)}, b{Show(i)}"))}: matrices [outputs, inputs], biases [outputs]{(LastConvolution(plan) is null ? "" : ",\nof transposed convolutions [inputs, outputs, k, k]")}."
                + (plan.LearnScale ? "\nThe scale stays." : ""),
            "<param name=\"layers\">The layers from the first to the last; copied.</param>",
            "<exception cref=\"ArgumentException\">Another number of tensors, or one of another shape.</exception>");
        w.Lines("public void Use(params ReadOnlySpan<Tensor> layers) => FlatWeights.Fill(Weights, Layers, layers);");
    }

    private static void WriteConstants(CodeWriter w, DecoderPlan plan)
    {
        int dim = plan.Observed.Columns.Value!.Value;
        string d = Show(dim);
        if (plan.LearnScale)
        {
            w.Lines($"private const double LogConstant = {Number(dim * -HalfLogTwoPi)}; // -{d} log(2 pi) / 2");
            if (plan.Scale != 1)
            {
                w.Lines($"private const double LogScaleStart = {Number(Math.Log(plan.Scale))}; // log {Number(plan.Scale)}");
            }

            w.Lines("private const double MaxLogScale = 7;");
        }
        else if (plan.Likelihood == Likelihood.Gaussian)
        {
            if (plan.Scale == 1)
            {
                w.Lines($"private const double LogConstant = {Number(dim * -HalfLogTwoPi)}; // -{d} log(2 pi) / 2");
            }
            else
            {
                w.Lines($"""
                    private const double Scale = {Number(plan.Scale)};
                    private const double InverseVariance = 1 / (Scale * Scale);
                    private const double LogConstant = {Number(dim * (-HalfLogTwoPi - Math.Log(plan.Scale)))}; // -{d} (log(2 pi) / 2 + log scale)
                    """);
            }
        }

        if (plan.Network.NormsBatch)
        {
            w.Lines("private const double Epsilon = 1e-5; // that nn.functional.batch_norm adds to a variance");
        }

        if (HasHidden(plan))
        {
            foreach (string constant in ActivationText.Constants(plan.Network.Layers[0].Activation!.Value))
            {
                w.Lines(constant);
            }
        }

        w.Lines($"private static readonly (long Inputs, long Outputs, bool Bias)[] Layers =\n[\n    {NetworkText.Layout(plan.Network)} // {plan.Network.Name}");
        if (plan.LearnScale)
        {
            w.Lines("    (FlatWeights.Zero, 1, false), // log scale");
        }

        w.Lines("];");
        w.Lines("private static readonly long[] Sizes = FlatWeights.Sizes(Layers);");
        NormText.WriteUnits(w, plan.Network.Averaged());
        NormText.WriteFields(w, plan.Network.Averaged());
    }

    private static void WriteForward(CodeWriter w, DecoderPlan plan)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        w.Doc($"The {(IsBernoulli(plan) ? "probabilities" : "mean")} of {x} [n, {plan.Observed.Columns}] given {y} [n, {plan.Latent.Columns}]."
            + (plan.Network.NormsBatch ? "\nUnits are normalised by their running averages, after train() over the rows at hand, which then move the averages." : ""));
        string training = plan.Network.NormsBatch ? ", training" : "";
        using (w.Open($"public override Tensor forward(Tensor {y})"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            w.Lines(IsBernoulli(plan)
                ? $"return Logits(Parts({y}), {y}{training}).sigmoid().MoveToOuterDisposeScope();"
                : $"return Mean(Parts({y}), {y}{training}).MoveToOuterDisposeScope();");
        }
    }

    private static void WriteDraw(CodeWriter w, DecoderPlan plan)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        w.Doc($"One draw of {x} [n, {plan.Observed.Columns}] for each row of {y} [n, {plan.Latent.Columns}], by torch's default generator. No gradient.");
        using (w.Open($"public Tensor Draw(Tensor {y})"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            w.Lines("using var frozen = no_grad();");
            if (IsBernoulli(plan))
            {
                w.Lines(plan.Network.NormsBatch
                    ? $"return Logits(Parts({y}), {y}).sigmoid().bernoulli().MoveToOuterDisposeScope();"
                    : $"return forward({y}).bernoulli().MoveToOuterDisposeScope();");
            }
            else
            {
                w.Lines($"var w = Parts({y});");
                w.Lines($"var mean = Mean(w, {y});");
                string scale = plan.LearnScale ? $"LogScale({ScalePart(plan)}).exp() * " : plan.Scale == 1 ? "" : "Scale * ";
                w.Lines($"return (mean + {scale}mean.randn_like()).MoveToOuterDisposeScope();");
            }
        }
    }

    private static void WriteLogDensity(CodeWriter w, DecoderPlan plan)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        w.Doc($"log p({x}|{y}) of each row [n], {Formula(plan)}; differentiable in weights, {x} and {y}." + NormText.Doc(plan.Network.NormsBatch));
        string ofBatch = NormText.Argument(plan.Network.NormsBatch);
        using (w.Open($"public Tensor LogDensity(Tensor {x}, Tensor {y}{NormText.Parameter(plan.Network.NormsBatch)})"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            if (IsBernoulli(plan))
            {
                w.Lines($"var logits = Logits(Parts({y}), {y}{ofBatch});");
                w.Lines("return " + BernoulliValue(x) + ".MoveToOuterDisposeScope();");
                return;
            }

            if (plan.LearnScale)
            {
                w.Lines($"""
                    var w = Parts({y});
                    var logScale = LogScale({ScalePart(plan)});
                    var difference = {x} - Mean(w, {y}{ofBatch});
                    """);
            }
            else
            {
                w.Lines($"var difference = {x} - Mean(Parts({y}), {y}{ofBatch});");
            }

            w.Lines("return (" + GaussianValue(plan, "(-2 * logScale).exp()") + ").MoveToOuterDisposeScope();");
        }
    }

    private static void WriteGradient(CodeWriter w, DecoderPlan plan)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        int count = plan.Network.Layers.Count;
        w.Doc(
            $"log p({x}|{y}) of each row [n], and its gradient in {y} [n, {plan.Latent.Columns}], written out: no graph is kept, none of the weights'\n" +
            $"gradients computed. Not differentiable.");
        using (w.Open($"public (Tensor Value, Tensor Gradient) ValueAndGradient(Tensor {x}, Tensor {y})"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            w.Lines("using var frozen = no_grad();");
            w.Lines($"var w = Parts({y});");
            for (int i = 0; i < count; i++)
            {
                LayerPlan layer = plan.Network.Layers[i];
                w.Lines($"var w{Show(i + 1)} = w[{Show(PartOf(plan, i + 1))}].view({NetworkText.Shape(layer)});");
            }

            if (plan.Network.NormsBatch)
            {
                WriteSlopes(w, plan);
            }

            w.Gap();
            string from = y;
            for (int i = 1; i < count; i++)
            {
                string applied = Affine(plan, i, from);
                if (plan.Network.Layers[i - 1].Norm == Norm.Batch)
                {
                    w.Lines($"var a{Show(i)} = {applied};");
                    string k = Show(i - 1), gain = Show(PartOf(plan, i) + 2), shift = Show(PartOf(plan, i) + 3);
                    applied = $"nn.functional.batch_norm(a{Show(i)}, means[{k}], variances[{k}], w[{gain}], w[{shift}])";
                }

                w.Lines(ActivationText.Forward(i, applied, plan.Network.Layers[i - 1].Activation!.Value));
                from = $"h{Show(i)}";
            }

            w.Lines($"var {plan.Network.Name} = {Affine(plan, count, from)}{Flat(plan)}{Applied(plan.Output)};");
            string delta;
            if (IsBernoulli(plan))
            {
                w.Lines($"var value = {BernoulliValue(x)};");
                delta = $"{x} - logits.sigmoid()";
            }
            else
            {
                if (plan.LearnScale)
                {
                    w.Lines($"var logScale = LogScale({ScalePart(plan)});");
                    w.Lines("var inverseVariance = (-2 * logScale).exp();");
                }

                w.Lines($"var difference = {x} - mean;");
                w.Lines($"var value = {GaussianValue(plan, "inverseVariance")};");
                delta = plan.Output switch
                {
                    DecoderOutput.Sigmoid => "difference * mean * (1 - mean)",
                    DecoderOutput.Tanh => "difference * (1 - mean.square())",
                    _ => "difference",
                };
            }

            w.Gap();
            WriteBackward(w, plan, delta);
            w.Lines("return (value.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());");
        }
    }

    /// <summary>From the last layer to the latent variable; the variance, a common factor, waits for the smallest tensor.</summary>
    private static void WriteBackward(CodeWriter w, DecoderPlan plan, string delta)
    {
        int count = plan.Network.Layers.Count;
        string factor = IsBernoulli(plan) ? "" : plan.LearnScale ? " * inverseVariance" : plan.Scale == 1 ? "" : " * InverseVariance";
        if (count == 1)
        {
            string first = plan.Output == DecoderOutput.Identity && !IsBernoulli(plan) ? delta : $"({delta})";
            w.Lines($"// Back to {plan.Latent.Symbol}: {Residual(plan)} times W1.");
            w.Lines($"var gradient = {first}.matmul(w1){factor};");
            return;
        }

        Activation activation = plan.Network.Layers[0].Activation!.Value;
        w.Lines($"// Back to {plan.Latent.Symbol}, layer by layer: {Residual(plan)} times W{(LastConvolution(plan) is null ? "" : " (convolved with it)")}, times the activation's derivative,\n// {ActivationText.Derivative(activation)}{(plan.Network.NormsBatch ? ", times the slope of its norm" : "")}.");
        w.Lines(LastConvolution(plan) is { } c
            ? $"var delta = ({delta}).view(-1, {plan.Network.Layers[count - 1].Outputs}, {Show(c.Height)}, {Show(c.Width)});"
            : $"var delta = {delta};");
        for (int i = count; i > 1; i--)
        {
            string slope = plan.Network.Layers[i - 2].Norm == Norm.Batch ? $" * slope{Show(i - 1)}" : "";
            w.Lines($"delta = {ActivationText.Backward(i - 1, Back(plan, i), activation)}{slope};");
        }

        w.Lines($"var gradient = delta.matmul(w1){factor};");
    }

    // With averages that stay as they are, batch norm is a scale and a shift.
    private static void WriteSlopes(CodeWriter w, DecoderPlan plan)
    {
        NormText.WriteParts(w, plan.Network.Averaged(), plan.Latent.Symbol);
        for (int i = 1; i < plan.Network.Layers.Count; i++)
        {
            string slope = $"w[{Show(PartOf(plan, i) + 2)}] / (variances[{Show(i - 1)}] + Epsilon).sqrt()";
            w.Lines($"var slope{Show(i)} = {(plan.Network.Layers[i - 1].Convolution is null ? slope : $"({slope}).view(-1, 1, 1)")};");
        }
    }

    private static void WriteNetwork(CodeWriter w, DecoderPlan plan)
    {
        string y = plan.Latent.Symbol;
        string name = IsBernoulli(plan) ? "Logits" : "Mean";
        string header = plan.Network.NormsBatch ? "private" : "private static";
        using (w.Open($"{header} Tensor {name}(Tensor[] w, Tensor {y}{NormText.Parameter(plan.Network.NormsBatch)})"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            NormText.WriteParts(w, plan.Network.Averaged(), inDtypeOf: y);
            new NetworkText(w, PerturbationPlan.None).Write(plan.Network, plan.Latent);
            w.Lines($"return {plan.Network.Name}{Flat(plan)}{Applied(plan.Output)}.MoveToOuterDisposeScope();");
        }

        if (plan.LearnScale)
        {
            w.Gap();
            w.Doc("Smoothly kept within a factor e^7 of the start: x that y determines must not end in an infinite density.");
            string start = plan.Scale == 1 ? "" : "LogScaleStart + ";
            w.Lines($"private static Tensor LogScale(Tensor learned) => {start}MaxLogScale * (learned / MaxLogScale).tanh();");
        }

        w.Gap();
        w.Doc($"W1, b1, W2, ... as flat parts, in the precision of {y}.");
        w.Lines($"private Tensor[] Parts(Tensor {y}) => Weights.to({y}.dtype).split(Sizes);");
    }

    private static string BernoulliValue(string x) => $"({x} * logits - logits.softplus(threshold: 40)).sum(1L)";

    private static string GaussianValue(DecoderPlan plan, string inverseVariance) => plan.LearnScale
        ? $"difference.square().sum(1L) * (-0.5 * {inverseVariance}) - {plan.Observed.Columns} * logScale + LogConstant"
        : plan.Scale == 1
        ? "difference.square().sum(1L) * -0.5 + LogConstant"
        : "difference.square().sum(1L) * (-0.5 * InverseVariance) + LogConstant";

    private static string Affine(DecoderPlan plan, int number, string from)
    {
        (string matrix, string bias) = ($"w{Show(number)}", $"w[{Show(PartOf(plan, number) + 1)}]");
        return plan.Network.Layers[number - 1].Convolution is { } c
            ? NetworkText.Enlarge(NetworkText.AsImage(plan.Network, number - 1, from), matrix, bias, c)
            : $"nn.functional.linear({from}, {matrix}, {bias})";
    }

    // A gradient in what a layer gave as one in what came in. Back from a transposed convolution leads a convolution.
    private static string Back(DecoderPlan plan, int number)
    {
        string matrix = $"w{Show(number)}";
        return plan.Network.Layers[number - 1].Convolution is { } c
            ? NetworkText.Convolve("delta", matrix, "", c) + (plan.Network.Layers[number - 2].Convolution is null ? ".flatten(1)" : "")
            : $"delta.matmul({matrix})";
    }

    private static ConvolutionPlan? LastConvolution(DecoderPlan plan) => plan.Network.Layers[plan.Network.Layers.Count - 1].Convolution;

    private static string Flat(DecoderPlan plan) => LastConvolution(plan) is null ? "" : ".flatten(1)";

    private static string ScalePart(DecoderPlan plan) => $"w[{Show(PartOf(plan, plan.Network.Layers.Count + 1))}]";

    // Of the matrix of a layer, counted from 1; bias, gain and shift follow.
    private static int PartOf(DecoderPlan plan, int number) => NetworkText.PartOf(plan.Network, number - 1);

    private static string Applied(DecoderOutput output) => output switch
    {
        DecoderOutput.Sigmoid => ".sigmoid()",
        DecoderOutput.Tanh => ".tanh()",
        _ => "",
    };

    private static string Describe(DecoderPlan plan)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        string output = plan.Output switch
        {
            DecoderOutput.Sigmoid => ", then a sigmoid",
            DecoderOutput.Tanh => ", then tanh",
            _ => "",
        };
        return IsBernoulli(plan)
            ? $"the logits of {x} from {y} by layers {CriticWriter.Chain(plan.Network)};\nindependent bits."
            : $"the mean of {x} from {y} by layers {CriticWriter.Chain(plan.Network)}{output};\nGaussian around it, one standard deviation for all dimensions, {(plan.LearnScale ? $"learned from {Number(plan.Scale)} on" : Number(plan.Scale))}.";
    }

    private static string Formula(DecoderPlan plan) => IsBernoulli(plan)
        ? $"sum of {plan.Observed.Symbol} t - log(1 + e^t) over the logits t"
        : $"-|{plan.Observed.Symbol} - mean|^2 / (2 s^2) - {plan.Observed.Columns} log(s sqrt(2 pi))";

    private static string Residual(DecoderPlan plan)
    {
        string x = plan.Observed.Symbol;
        return IsBernoulli(plan) ? $"{x} - sigmoid(logits)" : plan.Output switch
        {
            DecoderOutput.Sigmoid => $"({x} - m) m (1 - m) / s^2",
            DecoderOutput.Tanh => $"({x} - m) (1 - m^2) / s^2",
            _ => plan is { Scale: 1, LearnScale: false } ? $"{x} - mean" : $"({x} - mean) / s^2",
        };
    }

    private static string Names(DecoderPlan plan)
    {
        int count = plan.Network.Layers.Count;
        string layers = count == 1 ? "W1, b1" : count == 2 ? "W1, b1, W2, b2" : $"W1, b1, ..., W{Show(count)}, b{Show(count)}";
        layers += plan.Network.NormsBatch ? ", a gain and a shift behind each pair but the last" : "";
        return plan.LearnScale ? layers + ", and what the log scale is learned by" : layers;
    }

    private static bool IsBernoulli(DecoderPlan plan) => plan.Likelihood == Likelihood.Bernoulli;

    private static bool HasHidden(DecoderPlan plan) => plan.Network.Layers.Count > 1;

    private static string Number(double value) => CodeWriter.Number(value);

    private static string Show(int value) => value.ToString(CultureInfo.InvariantCulture);
}
