using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the critic: a module that scores all pairs of a batch.</summary>
internal static class CriticWriter
{
    public static string Write(EstimatorPlan plan) =>
        EmittedFile.Write(plan.Type, plan.Critic.Summary, "", plan.Critic.Form is null ? ["System", "System.Linq", "TorchSharp"] : ["MiDsl.Torch", "TorchSharp", "TorchSharp.Modules"], w =>
        {
            if (plan.Critic.Form is { } form)
            {
                WriteNetwork(w, plan.Critic, form);
            }
            else
            {
                WriteOwnModule(w);
            }
        });

    private static void WriteNetwork(CodeWriter w, CriticPlan critic, CriticForm form)
    {
        w.Doc(Describe(critic, form));
        using (w.Open("private sealed class CriticNetwork : nn.Module<Tensor, Tensor, Tensor>"))
        {
            w.Lines("private readonly long[] sizes;");
            w.Gap();
            string dimensions = critic.DimensionsKnown ? "" : string.Concat(
                critic.X.IsKnown ? "" : "long xDim, ",
                critic.Y.IsKnown ? "" : "long yDim, ");
            using (w.Open($"public CriticNetwork({dimensions}long seed, Device home)\n    : base(nameof(CriticNetwork))"))
            {
                w.Lines("(long Inputs, long Outputs, bool Bias)[] layers =\n[");
                foreach (NetworkPlan network in critic.Baseline is { } b ? critic.Networks.Append(b) : critic.Networks)
                {
                    string layers = string.Join(" ", network.Layers.Select(l => $"({l.Inputs}, {l.Outputs}, {(l.Bias ? "true" : "false")}),"));
                    w.Lines($"    {layers} // {network.Name}");
                }

                w.Lines("""
                    ];
                    sizes = FlatWeights.Sizes(layers);
                    Weights = FlatWeights.Create(seed, home, layers);
                    register_parameter("weights", Weights);
                    """);
            }

            w.Gap();
            w.Doc("Every weight and bias, in one vector: the optimizer and the clipping touch one tensor.");
            w.Lines("public Parameter Weights { get; }");
            w.Gap();
            w.Doc("Scores of all pairs: x [n, " + Shape(critic.X, "dx") + "], y [m, " + Shape(critic.Y, "dy") + "] to "
                + (critic.Baseline is null ? "f [n, m], f[i, j] = f(x_i, y_j)." : "[n, m], entry (i, j) is f(x_i, y_j) - log a(x_i)."));
            w.Lines("public override Tensor forward(Tensor x, Tensor y) => Scores(Weights, x, y);");
            w.Gap();
            w.Doc("The same under given weights: detached ones let a gradient reach x and y alone.");
            using (w.Open("public Tensor Scores(Tensor weights, Tensor x, Tensor y)"))
            {
                w.Lines("using var scope = NewDisposeScope();");
                w.Lines("var w = weights.split(sizes);");
                w.Gap();
                WriteForward(w, critic, form);
            }
        }
    }

    private static void WriteForward(CodeWriter w, CriticPlan critic, CriticForm form)
    {
        int next = 0;
        string scores;
        switch (form)
        {
            case CriticForm.Separable:
                foreach (NetworkPlan network in critic.Networks)
                {
                    next = WriteMlp(w, network, network.Input, next, first: 0);
                    w.Gap();
                }

                scores = "g.matmul(h.t())";
                break;

            case CriticForm.Bilinear:
                scores = "x.matmul(w[0].view(x.shape[1], y.shape[1])).matmul(y.t())";
                next = 1;
                break;

            default:
                next = WriteConcatenated(w, critic);
                scores = "f.view(x.shape[0], y.shape[0])";
                break;
        }

        if (critic.Baseline is { } baseline)
        {
            if (form == CriticForm.Concatenated)
            {
                w.Gap();
            }

            w.Lines("// log a(x), the same for every y: one column.");
            WriteMlp(w, baseline, "x", next, first: 0);
            scores = $"({scores} - b)";
        }

        w.Lines($"return {scores}.MoveToOuterDisposeScope();");
    }

    private static int WriteConcatenated(CodeWriter w, CriticPlan critic)
    {
        NetworkPlan network = critic.Networks[0];
        LayerPlan first = network.Layers[0];
        w.Lines($"""
            // The first layer is linear, W [x; y] = Wx x + Wy y: each part is computed once a row, then added for all pairs.
            var first = w[0].view({first.Outputs}, {first.Inputs.InView});
            var ofX = nn.functional.linear(x, first.narrow(1, 0, {DimensionOf(critic.X, "x")}), w[1]);
            var ofY = nn.functional.linear(y, first.narrow(1, {DimensionOf(critic.X, "x")}, {DimensionOf(critic.Y, "y")}));
            var f = {Activate("(ofX.unsqueeze(1) + ofY.unsqueeze(0)).view(-1, " + first.Outputs + ")", first.Activation)};
            """);
        return WriteMlp(w, network, "f", weight: 2, first: 1);
    }

    /// <summary>Writes the layers from <paramref name="first"/> on; gives the index of the next weight.</summary>
    private static int WriteMlp(CodeWriter w, NetworkPlan network, string input, int weight, int first)
    {
        for (int i = first; i < network.Layers.Count; i++)
        {
            LayerPlan layer = network.Layers[i];
            string declare = i == 0 ? "var " : "";
            string from = i == 0 ? input : network.Name;
            string linear = $"nn.functional.linear({from}, w[{weight}].view({layer.Outputs}, {layer.Inputs.InView}), w[{weight + 1}])";
            w.Lines($"{declare}{network.Name} = {Activate(linear, layer.Activation)};");
            weight += 2;
        }

        return weight;
    }

    private static void WriteOwnModule(CodeWriter w)
    {
        w.Doc("Scores all pairs with the user's own network, which scores paired rows.");
        using (w.Open("private sealed class CriticNetwork : nn.Module<Tensor, Tensor, Tensor>"))
        {
            w.Lines("""
                private readonly nn.Module<Tensor, Tensor, Tensor> network;

                public CriticNetwork(nn.Module<Tensor, Tensor, Tensor> network, Device home)
                    : base(nameof(CriticNetwork))
                {
                    this.network = network;
                    register_module("network", network);
                    this.to(home);
                }

                /// <summary>Scores of all pairs: x [n, ...], y [m, ...] to f [n, m], f[i, j] = f(x_i, y_j).</summary>
                public override Tensor forward(Tensor x, Tensor y)
                {
                    using var scope = NewDisposeScope();
                    long n = x.shape[0];
                    long m = y.shape[0];
                    var xs = x.repeat_interleave(m, 0);
                    var ys = y.repeat([n, .. Enumerable.Repeat(1L, y.shape.Length - 1)]);
                    return network.call(xs, ys).view(n, m).MoveToOuterDisposeScope();
                }

                /// <summary>The same with weights that gather no gradient: it reaches x and y alone.</summary>
                public Tensor FrozenScores(Tensor x, Tensor y)
                {
                    var trained = parameters().Where(p => p.requires_grad).ToArray();
                    try
                    {
                        Array.ForEach(trained, p => p.requires_grad = false);
                        return forward(x, y);
                    }
                    finally
                    {
                        Array.ForEach(trained, p => p.requires_grad = true);
                    }
                }
                """);
        }
    }

    private static string Describe(CriticPlan critic, CriticForm form) => form switch
    {
        CriticForm.Separable => $"The separable critic f(x, y) = g(x)^T h(y): g of layers {Chain(critic.Networks[0])}, h of {Chain(critic.Networks[1])}.",
        CriticForm.Bilinear => $"The bilinear critic f(x, y) = x^T W y, W [{critic.X}, {critic.Y}].",
        _ => $"The concatenated critic f([x; y]) of layers {Chain(critic.Networks[0])}.",
    };

    private static string Chain(NetworkPlan network)
    {
        string widths = string.Join("-", network.Layers.Select(l => l.Inputs.ToString()).Append(network.Layers[network.Layers.Count - 1].Outputs.ToString()));
        return network.Layers[0].Activation is { } activation ? $"{widths}, {activation}" : widths;
    }

    private static string Shape(Width width, string symbol) => width.IsKnown ? width.ToString() : symbol;

    private static string DimensionOf(Width width, string variable) => width.IsKnown ? width.ToString() : variable + ".shape[1]";

    private static string Activate(string expression, Activation? activation) => expression + activation switch
    {
        Activation.ReLU => ".relu()",
        Activation.ELU => ".elu()",
        Activation.SiLU => ".silu()",
        Activation.GELU => ".gelu()",
        Activation.Tanh => ".tanh()",
        Activation.LeakyReLU => ".leaky_relu(0.01)",
        _ => "",
    };
}
