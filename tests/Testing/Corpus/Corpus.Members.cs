using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Testing;

public static partial class Corpus
{
    private const string Usings =
        "using System; using System.Collections.Generic; using System.Threading.Tasks; using MiDsl; using TorchSharp; using static TorchSharp.torch;";

    /// <summary>Samplers of a wrong form, and too many of them.</summary>
    private static IEnumerable<(string Name, string Source)> Samplers => InClass(
        "[Estimator(Bound.InfoNce), Critic(CriticForm.Separable)]",
        "[Joint] void Draw(Rng rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1)] void Draw(Rng rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] static void Draw(Rng rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] void Draw<T>(Rng rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] async void Draw(Rng rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] async Task Draw(Rng rng, int n, Memory<float> x, Memory<float> y) { }",
        "[Joint(X = 1, Y = 1)] ref float Draw(Rng rng, int n, Span<float> x, Span<float> y) => ref x[0];",
        "[Joint(X = 1, Y = 1)] void Draw(ref Rng rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(in Rng rng, ref readonly int n, scoped Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, out Span<float> x, out Span<float> y) { x = y = default; }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, params Span<float> x) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, Span<float> x, params float[] y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n = 3, Span<float> x = default, Span<float> y = default) { }",
        "[Joint(X = 1, Y = 1)] void Draw(this Rng rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, long n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, Span<double> x, Span<double> y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, ReadOnlySpan<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, float[] x, float[] y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Random rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] int Draw(Rng rng, int n, Span<float> x, Span<float> y) => n;",
        "[Joint(X = 1, Y = 1)] void Draw() { }", "[Joint(X = 1, Y = 1)] void Draw(", "[Joint(X = 1, Y = 1)] void Draw(Rng", "[Joint(X = 1, Y = 1)] void",
        "[Joint(X = 1, Y = 1)] Draw(Rng rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng, int, Span<float>, Span<float>) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, Span< x, Span<> y) { }",
        "[Joint(X = 1, Y = 1)] partial void Draw(Rng rng, int n, Span<float> x, Span<float> y);",
        "[Joint(X = 1, Y = 1)] abstract void Draw(Rng rng, int n, Span<float> x, Span<float> y);",
        "[Joint(X = 1, Y = 1)] extern void Draw(Rng rng, int n, Span<float> x, Span<float> y);",
        "[Joint(X = 1, Y = 1)] unsafe void Draw(Rng rng, int n, float* x, delegate*<int, void> y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, Span<Missing> x, Missing<float> y) { }",
        "[Joint(X = 1, Y = 1)] void IDisposable.Dispose() { }", "[Joint(X = 1, Y = 1)] public static A operator +(A a, A b) => a;",
        "[Joint(X = 1, Y = 1)] public static implicit operator int(A a) => 1;", "[Joint(X = 1, Y = 1)] A() { }", "[Joint(X = 1, Y = 1)] ~A() { }",
        "[Joint(X = 1, Y = 1)] int Draw { get; }", "[Joint(X = 1, Y = 1)] int this[int i] => i;", "[Joint(X = 1, Y = 1)] int draw;",
        "[Joint(X = 1, Y = 1)] delegate void Draw();", "[Joint(X = 1, Y = 1)] event Action Draw;", "[Joint(X = 1, Y = 1)]", "[Joint(X = 1, Y = 1)] ;",
        "[Joint(X = 1, Y = 1)] class Nested { }", "int P { [Joint(X = 1, Y = 1)] get; }", "void M() { [Joint(X = 1, Y = 1)] void Local() { } }",
        "[return: Joint(X = 1, Y = 1)] int Draw() => 1;",
        "[Joint(X = 1, Y = 1)] (Tensor X, Tensor Y) Draw(long n, Generator generator) => default;",
        "[Joint(X = 1, Y = 1)] (Tensor, Tensor) Draw(long n, Generator generator) => default;",
        "[Joint(X = 1, Y = 1)] (Tensor X, Tensor Y, Tensor Z) Draw(long n, Generator generator) => default;",
        "[Joint(X = 1, Y = 1)] ValueTuple<Tensor, Tensor> Draw(long n, Generator generator) => default;",
        "[Joint(X = 1, Y = 1)] Tuple<Tensor, Tensor> Draw(long n, Generator generator) => default;",
        "[Joint(X = 1, Y = 1)] (Tensor Y, Tensor X) Draw(long n, Generator? generator) => default;",
        "[Joint(X = 1, Y = 1)] (Tensor X, Tensor Y)? Draw(long n, Generator generator) => default;",
        "[Joint(X = 1, Y = 1)] Task<(Tensor X, Tensor Y)> Draw(long n, Generator generator) => default;",
        "[Joint(X = 1, Y = 1)] (Tensor X, Tensor) Draw(long n) => default;", "[Joint(X = 1, Y = 1)] (Tensor X, Draw(long n) => default;",
        "[Joint(X = 1, Y = 1)] dynamic Draw(dynamic n, dynamic generator) => default;",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, Span<float> x, Span<float> y) { } [Joint(X = 1, Y = 1)] void Again(Rng rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, Span<float> x, Span<float> y) { } [Joint(X = 1, Y = 1)] (Tensor X, Tensor Y) Draw(long n, Generator generator) => default;",
        "[Joint(X = 0, Y = -3)] void Draw(Rng rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = int.MaxValue, Y = int.MaxValue)] void Draw(Rng rng, int n, Span<float> x, Span<float> y) { }",
        "[Joint(X = 1, Y = 1)] void @void(Rng @int, int @class, Span<float> @x, Span<float> @y) { }");

    /// <summary>Critics of the user's own that are none.</summary>
    private static IEnumerable<(string Name, string Source)> Critics => InClass(
        "[Estimator(Bound.DonskerVaradhan), Joint(X = 1, Y = 1)]",
        "[Critic] nn.Module<Tensor, Tensor, Tensor> Network() => null!;", "[Critic] nn.Module<Tensor, Tensor, Tensor> Network { get; } = null!;",
        "[Critic] nn.Module<Tensor, Tensor, Tensor> Network { set { } }", "[Critic] static nn.Module<Tensor, Tensor, Tensor> Network => null!;",
        "[Critic] nn.Module<Tensor, Tensor, Tensor>? Network() => null;", "[Critic] nn.Module<Tensor, Tensor> Network() => null!;",
        "[Critic] nn.Module Network() => null!;", "[Critic] nn.Module<Tensor, Tensor, (Tensor, Tensor)> Network() => null!;",
        "[Critic] nn.Module<Tensor, Tensor, Tensor> Network(int width) => null!;", "[Critic] nn.Module<Tensor, Tensor, Tensor> Network<T>() => null!;",
        "[Critic] nn.Module<,,> Network() => null!;", "[Critic] nn.Module<Tensor, Tensor, Network() => null!;", "[Critic] void Network() { }",
        "[Critic] int Network => 1;", "[Critic] Missing<Tensor> Network() => null!;", "[Critic] async Task<nn.Module<Tensor, Tensor, Tensor>> Network() => null!;",
        "[Critic] ref nn.Module<Tensor, Tensor, Tensor> Network() => throw null!;", "[Critic(CriticForm.Separable)] nn.Module<Tensor, Tensor, Tensor> Network() => null!;",
        "[Critic(Hidden = [1])] nn.Module<Tensor, Tensor, Tensor> Network() => null!;", "[Critic] nn.Module<Tensor, Tensor, Tensor> this[int i] => null!;",
        "[Critic] nn.Module<Tensor, Tensor, Tensor> network;", "[Critic] class Network : nn.Module<Tensor, Tensor, Tensor> { }", "[Critic]", "[Critic] A Network() => this;",
        "[Critic] nn.Module<Tensor, Tensor, Tensor> One() => null!; [Critic] nn.Module<Tensor, Tensor, Tensor> Two() => null!;",
        "[Critic] T Network<T>() where T : nn.Module<Tensor, Tensor, Tensor> => null!;", "[Critic] [Joint] nn.Module<Tensor, Tensor, Tensor> Network() => null!;");

    private static IEnumerable<(string Name, string Source)> InClass(string attributes, params string[] members) =>
        members.Select(member => (member, $"{Usings}\n{attributes}\npublic sealed partial class A\n{{\n    {member}\n}}\n"));
}
