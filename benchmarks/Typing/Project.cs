using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.Benchmarks.Typing;

/// <summary>A user's project of many annotated classes, ten to a file, and the keystrokes of one who works in it.</summary>
internal sealed class Project
{
    private const int InAFile = 10;
    private readonly SyntaxTree[] declarations;
    private readonly SyntaxTree other = Parse(Other(0), "Other.cs");

    public Project(int classes)
    {
        declarations = [.. Enumerable.Range(0, classes / InAFile).Select(file => Parse(Declarations(file, steps: 1_000), $"Estimators{file}.cs"))];
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(System.IO.Path.PathSeparator)
            .Where(path => System.IO.File.Exists(path)).Select(path => MetadataReference.CreateFromFile(path));
        Compilation = CSharpCompilation.Create("User", [.. declarations, other], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    /// <summary>Before the first keystroke.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>A digit in the body of a method that has nothing to do with estimators; and the tree that is looked at.</summary>
    public (CSharpCompilation After, SyntaxTree Tree) Unrelated(int keystroke) => Replace(other, Parse(Other(keystroke), "Other.cs"));

    /// <summary>A member is declared in a class that has nothing to do with estimators: names that declarations see may have changed.</summary>
    public (CSharpCompilation After, SyntaxTree Tree) NewMember(int keystroke) => Replace(other, Parse(Other(keystroke, $"    private static int Added{Math.Abs(keystroke)};\n"), "Other.cs"));

    /// <summary>A digit in the argument of one declaration.</summary>
    public (CSharpCompilation After, SyntaxTree Tree) InDeclaration(int keystroke) => Replace(declarations[0], Parse(Declarations(0, 1_000 + keystroke), "Estimators0.cs"));

    private (CSharpCompilation After, SyntaxTree Tree) Replace(SyntaxTree old, SyntaxTree @new) => (Compilation.ReplaceSyntaxTree(old, @new), @new);

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), path: path);

    private static string Other(int keystroke, string member = "") => $$"""
        namespace Users;

        internal static class Other
        {
            public static int Count() => {{keystroke}};
        {{member}}}

        """;

    // Of every kind: samples alone, known densities, a declaration with a mistake in it.
    private static string Declarations(int file, int steps) => $$"""
        using System;
        using MiDsl;
        using TorchSharp;
        using static TorchSharp.torch;

        namespace Users;

        """ + string.Concat(Enumerable.Range(0, InAFile).Select(i => (i % 5) switch
        {
            3 => $$"""

                [Estimator(Bound.Ais, Chains = 8), Marginal(Variable.Y, Dim = 4), Variational(Hidden = [32])]
                [Annealing(Temperatures = 100), Training(Steps = {{(i == 3 ? steps : 1_000)}})]
                public sealed partial class Annealed{{file}}_{{i}}
                {
                    [Conditional(Dim = 8)]
                    private static Tensor LogP(Tensor x, Tensor y) => -(x - y.repeat(1, 2)).square().sum(1L);

                    [Conditional]
                    private static Tensor DrawX(Tensor y, Generator generator) => y.repeat(1, 2) + randn(y.shape[0], 8, generator: generator);
                }

                """,
            4 => $$"""

                [Estimator(Bound.Nwj, EmaRate = 0.01), Joint]
                public sealed partial class Mistaken{{file}}_{{i}};

                """,
            _ => $$"""

                [Estimator(Bound.Smile, Tau = 5)]
                [Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 32)]
                [Training(Steps = {{(i == 0 ? steps : 1_000)}}, BatchSize = 64, LearningRate = 5e-4)]
                public sealed partial class Sampled{{file}}_{{i}}
                {
                    [Joint(X = 2, Y = 3)]
                    private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => x.Fill(0);
                }

                """,
        }));
}
