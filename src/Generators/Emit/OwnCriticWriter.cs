using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the frame around the user's own network, which scores paired rows.</summary>
internal static class OwnCriticWriter
{
    public static void Write(CodeWriter w, CriticPlan critic, bool inRows)
    {
        NetworkPlan? baseline = critic.Baseline;
        w.Doc("Scores pairs with the user's own network, which scores paired rows.");
        using (w.Open($"private sealed class CriticNetwork : {CriticWriter.BaseOf(inRows)}"))
        {
            w.Lines("private readonly nn.Module<Tensor, Tensor, Tensor> network;");
            if (baseline is not null)
            {
                w.Lines("private readonly long[] sizes;");
                w.Lines("private readonly Parameter weights;");
            }

            w.Gap();
            WriteConstructor(w, critic, baseline);
            w.Gap();
            WriteForward(w, critic, baseline, inRows);
            w.Gap();
            (string parameters, string arguments) = inRows ? (", Tensor pairs", ", pairs") : ("", "");
            w.Doc("The same with weights that gather no gradient: it reaches x and y alone.");
            using (w.Open($"public Tensor FrozenScores(Tensor x, Tensor y{parameters})"))
            {
                w.Lines($$"""
                    var trained = parameters().Where(p => p.requires_grad).ToArray();
                    try
                    {
                        Array.ForEach(trained, p => p.requires_grad = false);
                        return forward(x, y{{arguments}});
                    }
                    finally
                    {
                        Array.ForEach(trained, p => p.requires_grad = true);
                    }
                    """);
            }
        }
    }

    private static void WriteConstructor(CodeWriter w, CriticPlan critic, NetworkPlan? baseline)
    {
        string more = baseline is null ? "" : (critic.X.Columns.IsKnown ? "" : "long xDim, ") + "long seed, ";
        using (w.Open($"public CriticNetwork(nn.Module<Tensor, Tensor, Tensor> network, {more}Device home)\n    : base(nameof(CriticNetwork))"))
        {
            w.Lines("""
                this.network = network;
                register_module("network", network);
                """);
            if (baseline is not null)
            {
                w.Lines($"""
                    (long Inputs, long Outputs, bool Bias)[] layers = [{NetworkText.Layout(baseline).TrimEnd(',')}]; // b
                    sizes = FlatWeights.Sizes(layers);
                    weights = FlatWeights.Create(seed, home, layers);
                    register_parameter("baseline", weights);
                    """);
            }

            w.Lines("this.to(home);");
        }
    }

    private static void WriteForward(CodeWriter w, CriticPlan critic, NetworkPlan? baseline, bool inRows)
    {
        string f = baseline is null ? "f(x, y)" : "f(x, y) - log a(x)";
        w.Doc(inRows
            ? $"Scores of pairs and negatives: x [n, ...], y [m, ...] to [n, 1 + M], {f} of row i of x and row pairs[i, k] of y."
            : $"Scores of all pairs: x [n, ...], y [m, ...] to [n, m], entry (i, j) is {f} of x_i and y_j.");
        using (w.Open($"public override Tensor forward(Tensor x, Tensor y{(inRows ? ", Tensor pairs" : "")})"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            w.Lines(inRows
                ? """
                    var xs = x.repeat_interleave(pairs.shape[1], 0);
                    var ys = y.index_select(0, pairs.reshape(-1));
                    """
                : """
                    long n = x.shape[0];
                    long m = y.shape[0];
                    var xs = x.repeat_interleave(m, 0);
                    var ys = y.repeat([n, .. Enumerable.Repeat(1L, y.shape.Length - 1)]);
                    """);
            string scores = $"network.call(xs, ys).view({(inRows ? "pairs.shape" : "n, m")})";
            if (baseline is not null)
            {
                w.Gap();
                w.Lines("// log a(x), the same for every y: one column.");
                w.Lines("var w = weights.split(sizes);");
                new NetworkText(w, PerturbationPlan.None).Write(baseline, critic.X);
                scores = $"({scores} - b)";
            }

            w.Lines($"return {scores}.MoveToOuterDisposeScope();");
        }
    }
}
