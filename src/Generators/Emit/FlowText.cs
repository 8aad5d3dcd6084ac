using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>
/// Real NVP, conditioned: u = [a; b] is taken to a base Gaussian by couplings, each of which leaves one part and shifts and scales the
/// other by what the first and the context c(x) say. Dinh et al. 2017 (1605.08803), equations 7 and 8.
/// </summary>
internal sealed class FlowText(VariationalPlan plan) : FamilyText(plan)
{
    private int First => Dim / 2;

    private int Context => Plan.Network.Layers[Plan.Network.Layers.Count - 1].Outputs.Value!.Value - (2 * Dim);

    public override string Description => $"{Show(Plan.Couplings.Count)} affine couplings over a Gaussian with diagonal covariance, real NVP (1605.08803)";

    public override string Parameters => $"means and log scales of the base Gaussian, then the context of the couplings, [n, {Show((2 * Dim) + Context)}],";

    public override void WriteConstants(CodeWriter w)
    {
        w.Lines("private const double MaxLogStretch = 2; // of a coupling");
        if (Plan.Couplings[0].Network.Layers[0].Activation is { } activation)
        {
            foreach (string constant in ActivationText.Constants(activation))
            {
                w.Lines(constant);
            }
        }
    }

    public override void WriteDraw(CodeWriter w)
    {
        WriteMeanAndScale(w);
        w.Lines($"""
            var context = parameters.narrow(1, {Show(2 * Dim)}, {Show(Context)});
            var drawn = mean + logScale.exp() * mean.randn_like();
            var a = drawn.narrow(1, 0, {Show(First)});
            var b = drawn.narrow(1, {Show(First)}, {Show(Dim - First)});

            // The couplings in reverse.
            """);
        for (int k = Plan.Couplings.Count; k >= 1; k--)
        {
            (string stays, string moves) = Parts(k);
            w.Lines($"var (shift{Show(k)}, stretch{Show(k)}) = Coupling{Show(k)}(w, {stays}, context);");
            w.Lines($"{moves} = {moves} * stretch{Show(k)}.exp() + shift{Show(k)};");
        }

        w.Lines("var u = cat([a, b], 1);");
    }

    public override string LogDensity(string parameters) => $"LogDensityOf(w, {parameters}, u)";

    public override void WriteValueAndGradient(CodeWriter w)
    {
        WriteMeanAndScale(w);
        w.Lines($"""
            var context = parameters.narrow(1, {Show(2 * Dim)}, {Show(Context)});
            var a = u.narrow(1, 0, {Show(First)});
            var b = u.narrow(1, {Show(First)}, {Show(Dim - First)});
            """);
        for (int k = 1; k <= Plan.Couplings.Count; k++)
        {
            CouplingPlan coupling = Plan.Couplings[k - 1];
            (string stays, string moves) = Parts(k);
            string i = Show(k);
            w.Gap();
            w.Lines($"// Coupling {i}: {stays} stays, {moves} becomes ({moves} - shift) e^-stretch.");
            WriteWeights(w, k);
            string input = $"cat([{stays}, context], 1)";
            if (coupling.Network.Layers.Count > 1)
            {
                w.Lines(ActivationText.Forward(k, $"nn.functional.linear({input}, first{i}, w[{Show(Part(k) + 1)}])", coupling.Network.Layers[0].Activation!.Value));
                w.Lines($"var out{i} = nn.functional.linear(h{i}, last{i}, w[{Show(Part(k) + 3)}]);");
            }
            else
            {
                w.Lines($"var out{i} = nn.functional.linear({input}, last{i}, w[{Show(Part(k) + 1)}]);");
            }

            w.Lines($"""
                var bound{i} = (out{i}.narrow(1, {Show(coupling.Moved)}, {Show(coupling.Moved)}) / MaxLogStretch).tanh();
                var inverse{i} = (-MaxLogStretch * bound{i}).exp();
                {moves} = ({moves} - out{i}.narrow(1, 0, {Show(coupling.Moved)})) * inverse{i};
                var moved{i} = {moves};
                """);
        }

        string stretches = string.Join(" + ", Enumerable.Range(1, Plan.Couplings.Count).Select(k => $"bound{Show(k)}.sum(1L)"));
        w.Gap();
        w.Lines($"""
            var inverse = (-logScale).exp();
            var z = (cat([a, b], 1) - mean) * inverse;
            var stretch = MaxLogStretch * ({stretches});
            var value = (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(1L) - stretch - scale.log().sum();

            // Back through the couplings. The value falls by each stretch, and the moved part m' = (m - shift) e^-stretch gives
            // dm'/dm = e^-stretch = -dm'/dshift and dm'/dstretch = -m'.
            var pull = -(z * inverse);
            var pullA = pull.narrow(1, 0, {Show(First)});
            var pullB = pull.narrow(1, {Show(First)}, {Show(Dim - First)});
            """);
        for (int k = Plan.Couplings.Count; k >= 1; k--)
        {
            CouplingPlan coupling = Plan.Couplings[k - 1];
            (string stays, string moves) = coupling.MovesSecond ? ("pullA", "pullB") : ("pullB", "pullA");
            string i = Show(k);
            w.Gap();
            w.Lines($"var ofStretch{i} = -(1 + {moves} * moved{i}) * (1 - bound{i}.square());");
            w.Lines($"{moves} = {moves} * inverse{i};");
            string delta = $"cat([-{moves}, ofStretch{i}], 1)";
            if (coupling.Network.Layers.Count > 1)
            {
                w.Lines($"var delta{i} = {ActivationText.Backward(k, $"{delta}.matmul(last{i})", coupling.Network.Layers[0].Activation!.Value)};");
                w.Lines($"{stays} = {stays} + delta{i}.matmul(first{i}.narrow(1, 0, {Show(coupling.Fixed)}));");
            }
            else
            {
                w.Lines($"{stays} = {stays} + {delta}.matmul(last{i}.narrow(1, 0, {Show(coupling.Fixed)}));");
            }
        }

        w.Gap();
        w.Lines("var gradient = cat([pullA, pullB], 1) / scale;");
    }

    public override void WriteHelpers(CodeWriter w)
    {
        w.Gap();
        w.Doc("log of the density of u: that of the base Gaussian where the couplings take it, minus the log of what they stretch.");
        using (w.Open("private static Tensor LogDensityOf(Tensor[] w, Tensor parameters, Tensor u)"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            w.Lines("// Log scales smoothly kept within +-7: a column that is determined must not end in an infinite density.");
            WriteMeanAndScale(w);
            w.Lines($"""
                var context = parameters.narrow(1, {Show(2 * Dim)}, {Show(Context)});
                var a = u.narrow(1, 0, {Show(First)});
                var b = u.narrow(1, {Show(First)}, {Show(Dim - First)});
                """);
            for (int k = 1; k <= Plan.Couplings.Count; k++)
            {
                (string stays, string moves) = Parts(k);
                w.Lines($"var (shift{Show(k)}, stretch{Show(k)}) = Coupling{Show(k)}(w, {stays}, context);");
                w.Lines($"{moves} = ({moves} - shift{Show(k)}) * (-stretch{Show(k)}).exp();");
            }

            string stretches = string.Join(" + ", Enumerable.Range(1, Plan.Couplings.Count).Select(k => $"stretch{Show(k)}.sum(1L)"));
            w.Lines($"""
                var z = (cat([a, b], 1) - mean) * (-logScale).exp();
                var stretch = {stretches};
                return ((-0.5 * z.square() - logScale - HalfLogTwoPi).sum(1L) - stretch).MoveToOuterDisposeScope();
                """);
        }

        for (int k = 1; k <= Plan.Couplings.Count; k++)
        {
            CouplingPlan coupling = Plan.Couplings[k - 1];
            (string stays, string moves) = Parts(k);
            string i = Show(k);
            w.Gap();
            w.Doc($"Coupling {i}: shift and log stretch of {moves} [n, {Show(coupling.Moved)}], from {stays} [n, {Show(coupling.Fixed)}] and the context.");
            using (w.Open($"private static (Tensor Shift, Tensor Stretch) Coupling{i}(Tensor[] w, Tensor {stays}, Tensor context)"))
            {
                w.Lines("using var scope = NewDisposeScope();");
                WriteWeights(w, k);
                string input = $"cat([{stays}, context], 1)";
                if (coupling.Network.Layers.Count > 1)
                {
                    w.Lines($"var h = nn.functional.linear({input}, first{i}, w[{Show(Part(k) + 1)}]){NetworkText.Activated(coupling.Network.Layers[0].Activation)};");
                    w.Lines($"var v = nn.functional.linear(h, last{i}, w[{Show(Part(k) + 3)}]);");
                }
                else
                {
                    w.Lines($"var v = nn.functional.linear({input}, last{i}, w[{Show(Part(k) + 1)}]);");
                }

                w.Lines($"""
                    var shift = v.narrow(1, 0, {Show(coupling.Moved)});
                    var stretch = MaxLogStretch * (v.narrow(1, {Show(coupling.Moved)}, {Show(coupling.Moved)}) / MaxLogStretch).tanh();
                    return (shift.MoveToOuterDisposeScope(), stretch.MoveToOuterDisposeScope());
                    """);
            }
        }
    }

    private void WriteWeights(CodeWriter w, int k)
    {
        EquatableArray<LayerPlan> layers = Plan.Couplings[k - 1].Network.Layers;
        if (layers.Count > 1)
        {
            w.Lines($"var first{Show(k)} = w[{Show(Part(k))}].view({layers[0].Outputs}, {layers[0].Inputs});");
        }

        LayerPlan last = layers[layers.Count - 1];
        w.Lines($"var last{Show(k)} = w[{Show(Part(k) + (2 * (layers.Count - 1)))}].view({last.Outputs}, {last.Inputs});");
    }

    /// <summary>Where the weights of a coupling begin.</summary>
    private int Part(int k) => NetworkText.PartOf(Plan.Network, Plan.Network.Layers.Count) + (2 * (k - 1) * Plan.Couplings[0].Network.Layers.Count);

    private (string Stays, string Moves) Parts(int k) => Plan.Couplings[k - 1].MovesSecond ? ("a", "b") : ("b", "a");
}
