using System.Linq;
using MiDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>Readings are kept while bodies are typed, and only then: an edit of anything that a declaration can see is read.</summary>
public sealed class SurfaceTests
{
    private const string Declaration = """
        using System;
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Smile, Tau = Settings.Tau)]
        public sealed partial class Gaussian : Ancestor
        {
            [Joint(X = 2, Y = Settings.Columns)]
            private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => x.Fill(0);
        }

        """;

    private const string Elsewhere = """
        namespace Users
        {
            internal static class Settings
            {
                public const double Tau = 5;
                public const int Columns = Two + 1;
                private const int Two = 2;
                private static int Count() { return 1; }
                private static int Half() => 1;
                private static int Third => 2;
                private static int Fourth { get { return 3; } }
            }

            public class Ancestor { }
        }

        """;

    private static readonly CSharpCompilation Before = UserProject.Compile(Declaration, Elsewhere);

    [Theory]
    [InlineData("return 1;", "return 4;")]
    [InlineData("=> 1", "=> 5")]
    [InlineData("=> 2", "=> /* two */ 2")]
    [InlineData("return 1; }", "return 1; ")]
    [InlineData("return 3;", "return 3")]
    [InlineData("return 3;", "int Tau() => 3; return Tau();")]
    public void Bodies_are_below_the_surface(string old, string @new)
    {
        CSharpCompilation after = Edit(old, @new);
        Assert.Equal(Of(Before), Of(after));
        Assert.Equal(Fresh(Before), Fresh(after));
    }

    [Theory]
    [InlineData("Tau = 5", "Tau = 6", true)]
    [InlineData("Two = 2", "Two = 4", true)]
    [InlineData("class Ancestor { }", "class Ancestor { public int Evaluate; }", true)]
    [InlineData("class Ancestor { }", "class Ancestor { public static bool Fit; }", true)]
    [InlineData("public class Ancestor", "public class Tensor { }  public class Ancestor", true)]
    [InlineData("public class Ancestor", "partial class Gaussian { int Step; } public class Ancestor", true)]
    [InlineData("namespace Users", "using Two = System.Int32;\nnamespace Users", false)]
    [InlineData("return 1; }", "return 1; }\n#nullable disable\n", false)]
    [InlineData("return 1;", "\n#nullable disable\nreturn 1;", false)]
    [InlineData("{ return 1; }", ";", false)]
    [InlineData("=> 1;", ";", false)]
    public void All_else_is_read_again(string old, string @new, bool written)
    {
        CSharpCompilation after = Edit(old, @new);
        Assert.NotEqual(Of(Before), Of(after));
        Assert.Equal(!written, Fresh(Before) == Fresh(after));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new EstimatorGenerator()).RunGenerators(Before).RunGenerators(after);
        Assert.Equal(Fresh(after), Text(driver));
    }

    [Fact]
    public void References_and_options_belong_to_the_surface()
    {
        Assert.NotEqual(Of(Before), Of(Before.WithReferences(Before.References.Skip(1))));
        Assert.NotEqual(Of(Before), Of(Before.WithOptions(Before.Options.WithNullableContextOptions(NullableContextOptions.Disable))));
        Assert.Equal(Of(Before), Of(Before.Clone()));
    }

    private static CSharpCompilation Edit(string old, string @new)
    {
        Assert.Contains(old, Elsewhere, System.StringComparison.Ordinal);
        SyntaxTree tree = Before.SyntaxTrees.Single(t => t.ToString().Contains("class Ancestor {", System.StringComparison.Ordinal));
        string text = tree.ToString();
        int at = text.IndexOf(old, System.StringComparison.Ordinal);
        return Before.ReplaceSyntaxTree(tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text[..at] + @new + text[(at + old.Length)..], System.Text.Encoding.UTF8)));
    }

    private static string Of(Compilation compilation) => Surface.Of(compilation, default);

    // Of trees that no reading was kept for.
    private static string Fresh(CSharpCompilation compilation) => Text(CSharpGeneratorDriver.Create(new EstimatorGenerator()).RunGenerators(
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.GetText(), (CSharpParseOptions)tree.Options, tree.FilePath)))));

    private static string Text(GeneratorDriver driver) =>
        string.Concat(driver.GetRunResult().Results.Single().GeneratedSources.Select(source => source.HintName + source.SourceText));
}
