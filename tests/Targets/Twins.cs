extern alias Runtime;

using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Generators;
using MiDsl.Testing;

namespace MiDsl.Targets.Tests;

/// <summary>A declaration as it is written, without its target.</summary>
/// <param name="Bound">Arguments of [Estimator].</param>
/// <param name="Attributes">The other attributes.</param>
public sealed record Twin(string Bound, string Attributes)
{
    /// <summary>Whether the critic is read over rows that cyclic shifts name.</summary>
    private bool Shifted => Attributes.Contains("CyclicShift", StringComparison.Ordinal);

    // What training ascends, on float64 scores.
    private string Ascended => Bound switch
    {
        _ when Bound.Contains("DonskerVaradhan", StringComparison.Ordinal) && !Bound.Contains("JensenShannon", StringComparison.Ordinal) => "Memory(s, scores)",
        _ when Bound.Contains("InfoNce", StringComparison.Ordinal) || Bound.Contains("IAlpha", StringComparison.Ordinal) => "BoundObjective.Value(scores)",
        _ => "BoundObjective.Surrogate(scores)",
    };

    /// <summary>Whether it is stepped on by hand rather than fitted.</summary>
    public bool IsStepped { get; init; } = true;

    /// <summary>Both classes.</summary>
    public string Source(string name) => IsStepped ? Stepped(name) : $$"""
        namespace Torch { [Estimator({{Bound}}), {{Attributes}}] public sealed partial class {{name}}; }

        namespace Plain { [Estimator({{Bound}}, Target = Target.Cpu), {{Attributes}}] public sealed partial class {{name}}; }

        """;

    // With the members that tests call.
    private string Stepped(string name) => $$"""
        namespace Torch
        {
            [Estimator({{Bound}}), {{Attributes}}]
            public sealed partial class {{name}}
            {
                public float[] Weights() => Trained.Critic.Weights.data<float>().ToArray();

                public void StepOn(float[] x, float[] y, int n)
                {
                    using var scope = NewDisposeScope();
                    Step(tensor(x).view(n, -1), tensor(y).view(n, -1));
                }

                // The gradient of the loss in the weights by autograd, all of it in float64.
                public double[] Autograd(float[] x, float[] y, int n)
                {
                    using var scope = NewDisposeScope();
                    var (a, b) = (tensor(x).view(n, -1), tensor(y).view(n, -1));
                    var s = SessionFor(a, b);
                    var weights = s.Critic.Weights.detach().to(float64).requires_grad_(true);
                    var scores = s.Critic.Scores(weights, a.to(float64), b.to(float64){{(Shifted ? ", s.Shifts(n, s.Values.Count)" : "")}});
                    (-{{Ascended}}).backward();
                    return weights.grad!.data<double>().ToArray();
                }
        {{(Ascended.StartsWith("Memory", StringComparison.Ordinal) ? """

                private static Tensor Memory(Session s, Tensor scores)
                {
                    s.Memory.Observe(scores);
                    return s.Memory.Surrogate(scores);
                }
        """ : "")}}
            }
        }

        namespace Plain
        {
            [Estimator({{Bound}}, Target = Target.Cpu), {{Attributes}}]
            public sealed partial class {{name}}
            {
                public float[] Weights() => [.. Trained.Critic.Weights];

                public float[] Gradient() => [.. Trained.Critic.Gradient];

                public void StepOn(float[] x, float[] y, int n) => Step(x, y);
            }
        }

        """;
}

/// <summary>All declarations under both targets, compiled once for all tests of a class.</summary>
public sealed class Twins : IDisposable
{
    private const int AtOnce = 40;

    private readonly CompiledEstimator[] compiled = [.. Declarations.All.Concat(Declarations.Fitted).Chunk(AtOnce).AsParallel().AsOrdered().Select(Compile)];

    /// <summary>The estimator of a declaration for TorchSharp, and that in plain C#.</summary>
    /// <param name="i">Its number.</param>
    public (IDisposable Torch, IDisposable Plain) Of(int i) => (Create("Torch", i), Create("Plain", i));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (CompiledEstimator part in compiled)
        {
            part.Dispose();
        }
    }

    private static CompiledEstimator Compile(Twin[] twins)
    {
        string source = "using System; using System.Linq; using MiDsl; using TorchSharp; using static TorchSharp.torch;\n" + string.Concat(twins.Select((twin, i) => twin.Source($"E{i}")));
        return GeneratorRun.Of(new EstimatorGenerator(), UserProject.Compile(source)).AssertNoException().Load();
    }

    private IDisposable Create(string target, int i) => (IDisposable)compiled[i / AtOnce].Create($"{target}.E{i % AtOnce}");
}
