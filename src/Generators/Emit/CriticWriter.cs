using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the critic: a module that scores the pairs of a batch and their negatives.</summary>
internal static class CriticWriter
{
    public static string Write(TypeShape type, CriticPlan critic, bool inRows) =>
        EmittedFile.Write(type, critic.Summary, "", Usings(critic), w =>
        {
            if (critic.IsOwn)
            {
                OwnCriticWriter.Write(w, critic, inRows);
            }
            else if (critic.Autoencoders is { } autoencoders)
            {
                AutoencodersWriter.Write(w, critic, autoencoders);
            }
            else
            {
                WriteNetwork(w, critic, inRows);
            }
        });

    /// <summary>The module's base type.</summary>
    public static string BaseOf(bool inRows) => inRows ? "nn.Module<Tensor, Tensor, Tensor, Tensor>" : "nn.Module<Tensor, Tensor, Tensor>";

    /// <summary>Whether a step changes more than weights and buffers.</summary>
    public static bool HasState(CriticPlan critic) => !critic.IsOwn && critic.Autoencoders is null && (critic.SpectralNorm || !critic.Perturbation.IsNone);

    private static string[] Usings(CriticPlan critic) =>
        critic.Base is not null ? ["MiDsl", "MiDsl.Torch", "TorchSharp", "TorchSharp.Modules"]
        : !critic.IsOwn ? ["MiDsl.Torch", "TorchSharp", "TorchSharp.Modules"]
        : critic.Baseline is null ? ["System", "System.Linq", "MiDsl.Torch", "TorchSharp"]
        : ["System", "System.Linq", "MiDsl.Torch", "TorchSharp", "TorchSharp.Modules"];

    private static void WriteNetwork(CodeWriter w, CriticPlan critic, bool inRows)
    {
        w.Doc(Describe(critic) + NormText.Formula(critic.NormsBatch));
        using (w.Open($"private sealed class CriticNetwork : {BaseOf(inRows)}"))
        {
            if (critic.Conditional is not null)
            {
                ConditionalText.WriteConstants(w);
            }

            NormText.WriteUnits(w, critic.Averaged());
            w.Lines("private readonly long[] sizes;");
            NormText.WriteFields(w, critic.Averaged());
            if (critic.SpectralNorm)
            {
                w.Lines("private readonly SpectralNorm spectral;");
            }

            if (!critic.Perturbation.IsNone)
            {
                w.Lines("private readonly Perturbation perturbation;");
            }

            w.Gap();
            WriteConstructor(w, critic);
            w.Gap();
            w.Doc("Every weight and bias, in one vector: the optimizer and the clipping touch one tensor.");
            w.Lines("public Parameter Weights { get; }");
            if (critic.Base is not null)
            {
                w.Gap();
                w.Doc("What the network is added to.");
                w.Lines("public ClosedForm Base { get; }");
            }

            w.Gap();
            w.Doc(DescribeScores(critic, inRows));
            (string parameters, string arguments) = inRows ? (", Tensor pairs", ", pairs") : ("", "");
            w.Lines($"public override Tensor forward(Tensor x, Tensor y{parameters}) => Scores(Weights, x, y{arguments}{(critic.NormsBatch ? ", ofBatch: training" : "")});");
            w.Gap();
            w.Doc("The same under given weights: detached ones let a gradient reach x and y alone."
                + NormText.Doc(critic.NormsBatch));
            using (w.Open($"public Tensor Scores(Tensor weights, Tensor x, Tensor y{parameters}{NormText.Parameter(critic.NormsBatch)})"))
            {
                w.Lines("using var scope = NewDisposeScope();");
                w.Lines(critic.SpectralNorm ? "var w = spectral.Normalize(weights.split(sizes), training);" : "var w = weights.split(sizes);");
                NormText.WriteParts(w, critic.Averaged(), inDtypeOf: "");
                w.Gap();
                WriteForward(w, critic, inRows);
            }

            if (critic.Conditional is { } conditional)
            {
                w.Gap();
                ConditionalText.WriteLogDensity(w, conditional);
            }

            if (HasState(critic))
            {
                w.Gap();
                w.Doc("What a step changes besides weights and buffers.");
                using (w.Open("public void Exchange(Checkpoint checkpoint)"))
                {
                    if (critic.SpectralNorm)
                    {
                        w.Lines("checkpoint.Part(\"spectral\", spectral);");
                    }

                    if (!critic.Perturbation.IsNone)
                    {
                        w.Lines("checkpoint.Part(\"perturbation\", perturbation);");
                    }
                }
            }

            if (!critic.Perturbation.IsNone)
            {
                w.Gap();
                using (w.Open("protected override void Dispose(bool disposing)"))
                {
                    w.Lines("perturbation.Dispose();");
                    w.Lines("base.Dispose(disposing);");
                }
            }
        }
    }

    private static void WriteConstructor(CodeWriter w, CriticPlan critic)
    {
        using (w.Open($"public CriticNetwork({critic.Unknown("long")}long seed, Device home)\n    : base(nameof(CriticNetwork))"))
        {
            if (critic.Base is not null)
            {
                w.Lines($"long xFeatures = PairFeatures.Count({critic.X.Columns}), yFeatures = PairFeatures.Count({critic.Y.Columns});");
            }

            w.Lines("(long Inputs, long Outputs, bool Bias)[] layers =\n[");
            foreach ((string name, string layout) in Weights(critic))
            {
                w.Lines($"    {layout} // {name}");
            }

            w.Lines("""
                ];
                sizes = FlatWeights.Sizes(layers);
                Weights = FlatWeights.Create(seed, home, layers);
                register_parameter("weights", Weights);
                """);
            NormText.WriteCreation(w, critic.Averaged());
            if (critic.Base is { } closedForm)
            {
                w.Lines($"Base = new ClosedForm(BaseCritic.{closedForm.Family}, {critic.X.Columns}, {critic.Y.Columns}, home);");
                w.Lines("register_module(\"base\", Base);");
            }

            if (critic.SpectralNorm)
            {
                w.Lines("spectral = new SpectralNorm(seed, home, layers);");
                w.Lines("register_buffer(\"directions\", spectral.Directions);");
            }

            if (!critic.Perturbation.IsNone)
            {
                w.Lines("perturbation = new Perturbation(seed, home);");
            }
        }
    }

    /// <summary>What the vector holds, in the order in which the forward pass takes it.</summary>
    public static IEnumerable<(string Name, string Layout)> Weights(CriticPlan critic)
    {
        foreach (VariablePlan variable in (VariablePlan[])[critic.X, critic.Y])
        {
            if (variable is { Embedding: { } length, Categories: { } categories })
            {
                yield return ($"labels of {variable.Symbol}", $"(FlatWeights.Free, {Show(categories * length)}, false),");
            }
        }

        foreach (NetworkPlan network in critic.Networks)
        {
            yield return (network.Name, NetworkText.Layout(network));
        }

        if (critic.Baseline is { } baseline)
        {
            yield return (baseline.Name, NetworkText.Layout(baseline));
        }

        if (critic.Conditional is { HasMarginal: true } conditional)
        {
            // The Gaussians of a mixture must not start as one.
            string start = conditional.Components > 1 ? "Free" : "Zero";
            EquatableArray<LayerPlan> layers = critic.Networks[0].Layers;
            yield return ("r", $"(FlatWeights.{start}, {layers[layers.Count - 1].Outputs}, false),");
        }
    }

    private static void WriteForward(CodeWriter w, CriticPlan critic, bool inRows)
    {
        var text = new NetworkText(w, critic.Perturbation);
        if (critic.Base is { } closedForm)
        {
            string offset = closedForm.Offset == 0 ? "" : $" + {Show(closedForm.Offset)}", pairs = inRows ? ", pairs" : "";
            w.Lines(closedForm.Offset == 0
                ? "// The network adds to the log ratio in closed form what that misses; it sees features of the rows."
                : "// The network adds to the closed form, 1 + its log ratio for this bound, what that misses; it sees features of the rows.");
            w.Lines($"var closed = Base.Scores(x, y{pairs}){offset};");
            w.Lines("(x, y) = Base.Features(x, y);");
            w.Gap();
        }

        if (critic.X.Locations is { } locations)
        {
            w.Lines($"// Each location is a row of its own, with the y of its pair.\nx = AtLocations.Rows(x, {Show(locations)});");
            if (inRows)
            {
                w.Lines($"pairs = pairs.repeat_interleave({Show(locations)}, 0);");
            }

            w.Gap();
        }

        PrepareVariable(w, critic.X, critic.Perturbation, text);
        PrepareVariable(w, critic.Y, critic.Perturbation, text);
        if (critic.Perturbation.InputNoise > 0 || critic.X.Categories is not null || critic.Y.Categories is not null)
        {
            w.Gap();
        }

        string scores;
        switch (critic.Form)
        {
            case CriticForm.Separable or CriticForm.EncodeAndDot:
                text.Write(critic.Networks[0], critic.X);
                w.Gap();
                text.Write(critic.Networks[1], critic.Y);
                w.Gap();
                scores = inRows ? "(g.unsqueeze(1) * PairIndex.Take(h, pairs)).sum(-1L)" : "g.matmul(h.t())";
                break;

            case CriticForm.Bilinear:
                string projected = $"x.matmul({text.Part("x.shape[1], y.shape[1]")})";
                scores = inRows ? $"({projected}.unsqueeze(1) * PairIndex.Take(y, pairs)).sum(-1L)" : $"{projected}.matmul(y.t())";
                break;

            case CriticForm.Concatenated:
                WriteConcatenated(w, critic, text, inRows);
                scores = inRows ? "f.view(pairs.shape)" : "f.view(x.shape[0], y.shape[0])";
                break;

            case CriticForm.ConcatAndConvolve:
                WriteOverlaid(w, critic, text, inRows);
                scores = inRows ? "f.view(pairs.shape)" : "f.view(x.shape[0], y.shape[0])";
                break;

            default:
                text.Write(critic.Networks[0], critic.X);
                scores = critic.Conditional!.HasMarginal ? $"stack([LogDensity(v, y), LogDensity({text.Part()}, y)], 1)"
                    : inRows ? "LogDensity(v.unsqueeze(1), PairIndex.Take(y, pairs))"
                    : "LogDensity(v.unsqueeze(1), y.unsqueeze(0))";
                break;
        }

        if (critic.Baseline is { } baseline)
        {
            if (critic.Form is CriticForm.Concatenated or CriticForm.ConcatAndConvolve)
            {
                w.Gap();
            }

            w.Lines("// log a(x), the same for every y: one column.");
            new NetworkText(w, PerturbationPlan.None) { Next = text.Next }.Write(baseline, critic.X with { Image = null });
            scores = $"({scores} - b)";
        }

        w.Lines(critic.Base is null
            ? $"return {scores}.MoveToOuterDisposeScope();"
            : $"return (closed + {scores}).MoveToOuterDisposeScope();");
    }

    /// <summary>Labels become codes; inputs get their noise.</summary>
    private static void PrepareVariable(CodeWriter w, VariablePlan variable, PerturbationPlan perturbation, NetworkText text)
    {
        string name = variable.Symbol;
        if (variable.Categories is { } categories)
        {
            w.Lines(variable.Embedding is { } length
                ? $"{name} = Labels.Embed({name}, {text.Part($"{Show(categories)}, {Show(length)}")});"
                : $"{name} = Labels.OneHot({name}, {Show(categories)});");
        }

        if (perturbation.InputNoise > 0)
        {
            w.Lines($"{name} = perturbation.Noise({name}, {CodeWriter.Number(perturbation.InputNoise)}, training);");
        }
    }

    private static void WriteConcatenated(CodeWriter w, CriticPlan critic, NetworkText text, bool inRows)
    {
        NetworkPlan network = critic.Networks[0];
        LayerPlan first = network.Layers[0];
        string ofX = Length(critic.X), ofY = Length(critic.Y);
        w.Lines($"""
            // The first layer is linear, W [x; y] = Wx x + Wy y: each part is computed once a row, then added for all pairs.
            var first = {text.Part($"{first.Outputs}, {first.Inputs.InView}")};
            var ofX = nn.functional.linear(x, first.narrow(1, 0, {ofX}), {text.Part()});
            var ofY = nn.functional.linear(y, first.narrow(1, {ofX}, {ofY}));
            """);
        text.Finish(network.Name, $"({Paired(inRows)}).view(-1, {first.Outputs})", first, declare: true);
        text.Write(network, 1, "f");
    }

    private static void WriteOverlaid(CodeWriter w, CriticPlan critic, NetworkText text, bool inRows)
    {
        NetworkPlan network = critic.Networks[0];
        LayerPlan first = network.Layers[0];
        ConvolutionPlan convolution = first.Convolution!;
        string outputs = first.Outputs.ToString(), k = Show(convolution.Kernel);
        w.Lines("// The first convolution is linear: the part of x and the part of y are computed once a row, then added for all pairs.");
        if (critic.Y.Image is { } image)
        {
            string channels = critic.X.Columns.IsKnown ? critic.X.Image!.Channels.ToString() : "images.shape[1]";
            w.Lines($"""
                var images = {NetworkText.Pixels("x", critic.X.Image!)};
                var others = {NetworkText.Pixels("y", image)};
                var first = {text.Part($"{outputs}, {convolution.Channels.InView}, {k}, {k}")};
                var ofX = {NetworkText.Convolve("images", $"first.narrow(1, 0, {channels})", text.Part(), convolution)};
                var ofY = {NetworkText.Convolve("others", $"first.narrow(1, {channels}, others.shape[1])", "", convolution)};
                """);
        }
        else
        {
            w.Lines($"""
                var ofY = {text.OfVector(first)};
                var ofX = {NetworkText.Convolve(NetworkText.Pixels("x", critic.X.Image!), text.Part($"{outputs}, {critic.X.Image!.Channels.InView}, {k}, {k}"), text.Part(), convolution)};
                """);
        }

        text.Finish(network.Name, $"({Paired(inRows)}).view(-1, {outputs}, {Show(convolution.Height)}, {Show(convolution.Width)})", first, declare: true);
        text.Write(network, 1, "f", inRows: inRows);
    }

    private static string Paired(bool inRows) => inRows ? "ofX.unsqueeze(1) + PairIndex.Take(ofY, pairs)" : "ofX.unsqueeze(1) + ofY.unsqueeze(0)";

    /// <summary>The critic, in words.</summary>
    public static string Describe(CriticPlan critic) => critic.Base is { } closedForm
        ? $"{DescribeForm(critic)}\nIt is added to the log ratio of a {(closedForm.Family == BaseCritic.Student ? "Student t" : "normal")} distribution fitted in closed form, and starts at 0."
        : DescribeForm(critic);

    private static string DescribeForm(CriticPlan critic) => critic.Form switch
    {
        CriticForm.Separable => $"The separable critic f(x, y) = g(x)^T h(y): g of layers {Chain(critic.Networks[0])}, h of {Chain(critic.Networks[1])}.",
        CriticForm.EncodeAndDot => $"The encode-and-dot critic f(x, y) = g(x)^T h(y): g of layers {Chain(critic.Networks[0])}, h of {Chain(critic.Networks[1])}.",
        CriticForm.Bilinear => $"The bilinear critic f(x, y) = x^T W y, W [{critic.X.Features}, {critic.Y.Features}].",
        CriticForm.Concatenated => $"The concatenated critic f([x; y]) of layers {Chain(critic.Networks[0])}.",
        CriticForm.ConcatAndConvolve => $"The concat-and-convolve critic f([x; y]) of layers {Chain(critic.Networks[0])}.",
        _ => $"The learned density v(y|x), in the critic's place: its parameters by layers {Chain(critic.Networks[0])}.",
    };

    /// <summary>What its scores are, in words.</summary>
    public static string DescribeScores(CriticPlan critic, bool inRows)
    {
        string x = Shape(critic.X, "dx"), y = Shape(critic.Y, "dy");
        string f = critic.Conditional is not null ? "log v(y|x)" : critic.Baseline is null ? "f(x, y)" : "f(x, y) - log a(x)";
        return critic.Conditional is { HasMarginal: true }
            ? $"Log-densities of pairs: x [n, {x}], y [n, {y}] to [n, 2], log v(y_i|x_i) and log r(y_i)."
            : critic.X.Locations is { } l
            ? $"Scores at the {Show(l)} locations of x [n, {x}], y [m, {y}]: row {Show(l)} i + l is location l of pair i{(inRows ? ", scored with the rows pairs[i, k] of y" : ", scored with each row of y")}, {f}."
            : inRows
            ? $"Scores of pairs and negatives: x [n, {x}], y [m, {y}] to [n, 1 + M], {f} of row i of x and row pairs[i, k] of y."
            : $"Scores of all pairs: x [n, {x}], y [m, {y}] to [n, m], entry (i, j) is {f} of x_i and y_j.";
    }

    /// <summary>The widths of the layers and their activation, for reading.</summary>
    public static string Chain(NetworkPlan network)
    {
        string widths = string.Join("-", network.Layers.Select(Incoming).Append(network.Layers[network.Layers.Count - 1].Outputs.ToString()));
        return network.Layers[0].Activation is { } activation ? $"{widths}, {activation}" : widths;
    }

    private static string Incoming(LayerPlan layer) => layer.Convolution is { } c
        ? $"({c.Channels} of {Show(c.Kernel)}x{Show(c.Kernel)})"
        : layer.Inputs.ToString();

    private static string Shape(VariablePlan variable, string symbol) => variable.Columns.IsKnown ? variable.Columns.ToString() : symbol;

    private static string Length(VariablePlan variable) => variable.Features.IsKnown ? variable.Features.ToString() : variable.Symbol + ".shape[1]";

    private static string Show(int value) => value.ToString(CultureInfo.InvariantCulture);
}
