using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>
/// Writes <c>VariationalNetwork</c>: q(y|x), learned by a network over x, with its gradient in y written out. The file around it needs the
/// namespaces MiDsl.Torch, TorchSharp and TorchSharp.Modules.
/// </summary>
internal static class VariationalWriter
{
    public static void Write(CodeWriter w, VariationalPlan plan)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        FamilyText family = FamilyText.Of(plan);
        w.Doc($"The learned density q({y}|{x}): {family.Description},\nits parameters from {x} by layers {CriticWriter.Chain(plan.Network)}.{NormText.Formula(plan.Network.NormsBatch)}");
        using (w.Open("private sealed class VariationalNetwork : nn.Module<Tensor, Tensor>"))
        {
            ConditionalText.WriteConstants(w);
            family.WriteConstants(w);
            NormText.WriteUnits(w, plan.Network.Averaged());
            w.Lines("private readonly long[] sizes;");
            NormText.WriteFields(w, plan.Network.Averaged());
            w.Lines($"private readonly Tensor {x}Shift, {x}Scale, {y}Shift, {y}Scale;");
            w.Gap();
            WriteConstructor(w, plan);
            w.Gap();
            w.Doc("Every weight and bias, in one vector: the optimizer and the clipping touch one tensor.");
            w.Lines("public Parameter Weights { get; }");
            w.Gap();
            w.Doc($"Parameters of q, for {y} in learned units: {family.Parameters} for each row of {x} [n, {Columns(plan.Observed)}].");
            using (w.Open($"public override Tensor forward(Tensor {x})"))
            {
                w.Lines($"""
                    using var scope = NewDisposeScope();
                    return Parameters(Parts({x}), {x}).MoveToOuterDisposeScope();
                    """);
            }

            w.Gap();
            WriteDraw(w, plan, family);
            w.Gap();
            WriteLogDensity(w, plan, family);
            w.Gap();
            WriteGradient(w, plan, family);
            w.Gap();
            WriteScale(w, plan);
            w.Gap();
            using (w.Open($"private Tensor Parameters(Tensor[] w, Tensor {x}{NormText.Parameter(plan.Network.NormsBatch)})"))
            {
                w.Lines("using var scope = NewDisposeScope();");
                NormText.WriteParts(w, plan.Network.Averaged(), inDtypeOf: x);
                w.Lines($"{x} = ({x} - {x}Shift.to({x}.dtype)) / {x}Scale.to({x}.dtype);");
                new NetworkText(w, PerturbationPlan.None).Write(plan.Network, plan.Observed);
                w.Lines("return v.MoveToOuterDisposeScope();");
            }

            family.WriteHelpers(w);
            w.Gap();
            w.Doc($"The weights as flat parts, in the precision of {x}.");
            w.Lines($"private Tensor[] Parts(Tensor {x}) => Weights.to({x}.dtype).split(sizes);");
        }
    }

    private static void WriteConstructor(CodeWriter w, VariationalPlan plan)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        string unknown = plan.Observed.Columns.IsKnown ? "" : $"long {plan.Observed.Columns}, ";
        using (w.Open($"public VariationalNetwork({unknown}long seed, Device home)\n    : base(nameof(VariationalNetwork))"))
        {
            w.Lines("(long Inputs, long Outputs, bool Bias)[] layers =\n[");
            foreach (NetworkPlan network in plan.Couplings.Select(c => c.Network).Prepend(plan.Network))
            {
                w.Lines($"    {NetworkText.Layout(network)} // {network.Name}");
            }

            w.Lines("""
                ];
                sizes = FlatWeights.Sizes(layers);
                Weights = FlatWeights.Create(seed, home, layers);
                register_parameter("weights", Weights);
                """);
            NormText.WriteCreation(w, plan.Network.Averaged());
            foreach (VariablePlan variable in (VariablePlan[])[plan.Observed, plan.Latent])
            {
                string name = variable.Symbol;
                w.Lines($"""
                    {name}Shift = zeros({variable.Columns}, device: home).DetachFromDisposeScope();
                    {name}Scale = ones({variable.Columns}, device: home).DetachFromDisposeScope();
                    register_buffer("{name}Shift", {name}Shift);
                    register_buffer("{name}Scale", {name}Scale);
                    """);
            }
        }
    }

    private static void WriteDraw(CodeWriter w, VariationalPlan plan, FamilyText family)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        w.Doc(
            $"One draw of {y} [n, {plan.Latent.Columns}] for each row of {x} [n, {Columns(plan.Observed)}], by torch's default generator; "
            + (family.IsReparameterised ? "\nreparameterised, so differentiable in weights and inputs." : "\nno gradient, since a component is chosen.")
            + NormText.Doc(plan.Network.NormsBatch));
        using (w.Open($"public Tensor Draw(Tensor {x}{NormText.Parameter(plan.Network.NormsBatch)})"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            if (!family.IsReparameterised)
            {
                w.Lines("using var frozen = no_grad();");
            }

            w.Lines($"var w = Parts({x});");
            w.Lines($"var parameters = Parameters(w, {x}{NormText.Argument(plan.Network.NormsBatch)});");
            family.WriteDraw(w);
            w.Lines($"return ({y}Shift.to({x}.dtype) + {y}Scale.to({x}.dtype) * u).MoveToOuterDisposeScope();");
        }
    }

    private static void WriteLogDensity(CodeWriter w, VariationalPlan plan, FamilyText family)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        w.Doc($"log q({y}|{x}) of each row [n]; differentiable in weights, {x} and {y}. The learned units of {y} count: minus the sum of their logs." + NormText.Doc(plan.Network.NormsBatch));
        using (w.Open($"public Tensor LogDensity(Tensor {x}, Tensor {y}{NormText.Parameter(plan.Network.NormsBatch)})"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var w = Parts({x});
                var scale = {y}Scale.to({y}.dtype);
                var u = ({y} - {y}Shift.to({y}.dtype)) / scale;
                return ({family.LogDensity($"Parameters(w, {x}{NormText.Argument(plan.Network.NormsBatch)})")} - scale.log().sum()).MoveToOuterDisposeScope();
                """);
        }
    }

    private static void WriteGradient(CodeWriter w, VariationalPlan plan, FamilyText family)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        w.Doc($"log q({y}|{x}) of each row [n], and its gradient in {y} [n, {plan.Latent.Columns}], written out: no graph is kept. Not differentiable.");
        using (w.Open($"public (Tensor Value, Tensor Gradient) ValueAndGradient(Tensor {x}, Tensor {y})"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                var w = Parts({x});
                var parameters = Parameters(w, {x});
                var scale = {y}Scale.to({y}.dtype);
                var u = ({y} - {y}Shift.to({y}.dtype)) / scale;
                """);
            w.Gap();
            family.WriteValueAndGradient(w);
            w.Lines("return (value.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());");
        }
    }

    private static void WriteScale(CodeWriter w, VariationalPlan plan)
    {
        (string x, string y) = (plan.Observed.Symbol, plan.Latent.Symbol);
        w.Doc($"Learns the units of {x}, which the network takes in, and of {y}, in which q is expressed, from some pairs: each column minus its\nmean, over its standard deviation; a constant column keeps its unit. To be called before training.");
        using (w.Open($"public void Scale(Tensor {x}, Tensor {y})"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                using var frozen = no_grad();
                Learn({x}, {x}Shift, {x}Scale);
                Learn({y}, {y}Shift, {y}Scale);
                """);
            w.Gap();
            using (w.Open("static void Learn(Tensor rows, Tensor shift, Tensor scale)"))
            {
                w.Lines("""
                    rows = rows.to(float64);
                    var mean = rows.mean([0L]);
                    var deviation = (rows - mean).square().mean([0L]).sqrt();

                    // What rounding leaves of a constant column is no deviation.
                    deviation = where(deviation > 1e-6 * mean.abs(), deviation, ones_like(deviation));
                    shift.copy_(mean);
                    scale.copy_(deviation);
                    """);
            }
        }
    }

    /// <summary>The number of columns, or the symbol that docs have for it.</summary>
    private static string Columns(VariablePlan variable) => variable.Columns.IsKnown ? variable.Columns.ToString() : "d" + variable.Symbol;
}
