using System.Threading.Tasks;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.CodeFixes.Tests;

/// <summary>Edits of expressions in bodies, to the letter.</summary>
public sealed class BodyFixTests
{
    private const string Usings = "using System;\nusing MiDsl;\nusing TorchSharp;\nusing static TorchSharp.torch;\n\n";

    private static readonly CodeFixRun Run = Fixes.Run();

    [Theory]
    [InlineData("Sum over the dimensions", "distributions.Normal(y, ones(2)).log_prob(x)", "distributions.Normal(y, ones(2)).log_prob(x).sum(1)")]
    [InlineData("Sum over the dimensions", "-0.5 * (x - y).square() /* so far */", "(-0.5 * (x - y).square()).sum(1) /* so far */")]
    [InlineData("Sum over the dimensions alone", "distributions.Normal(y, ones(2)).log_prob(x).sum()", "distributions.Normal(y, ones(2)).log_prob(x).sum(1)")]
    [InlineData("Sum over the dimensions alone", "(-0.5 * (x - y).square()).mean()", "(-0.5 * (x - y).square()).sum(1)")]
    public Task One_value_a_row(string title, string body, string mended) => Run.Verify(Density(body), title, Density(mended));

    [Fact]
    public Task Score_in_evaluation_mode() => Run.Verify(
        Density("distributions.Normal(nn.functional.dropout(y, 0.1, true), ones(2)).log_prob(x).sum(1)"),
        "Score in evaluation mode: training: false",
        Density("distributions.Normal(nn.functional.dropout(y, 0.1, false), ones(2)).log_prob(x).sum(1)"));

    [Theory]
    [InlineData("LowerBound M(UpperBound high) => new LowerBound(high.Value, 0);", "Estimate M(UpperBound high) => new Estimate(high.Value, 0);")]
    [InlineData("LowerBound M(UpperBound high)\n    {\n        return new(high.Value, 0); // so\n    }", "Estimate M(UpperBound high)\n    {\n        return new Estimate(high.Value, 0); // so\n    }")]
    [InlineData("void M(Estimate guess)\n    {\n        LowerBound low = new(guess.Value, guess.StandardError);\n    }", "void M(Estimate guess)\n    {\n        Estimate low = new Estimate(guess.Value, guess.StandardError);\n    }")]
    [InlineData("void M(Estimate guess)\n    {\n        var low = new LowerBound(guess.Value, guess.StandardError);\n    }", "void M(Estimate guess)\n    {\n        var low = new Estimate(guess.Value, guess.StandardError);\n    }")]
    public Task A_result_without_a_direction(string member, string mended) => Run.Verify(
        $"{Usings}public static class P\n{{\n    static {member}\n}}\n",
        "Make it an Estimate, which claims no direction",
        $"{Usings}public static class P\n{{\n    static {mended}\n}}\n");

    private static string Density(string body) =>
        $"{Usings}[Estimator(Bound.Iwae), Marginal(Variable.Y, Dim = 2)]\npublic partial class A\n{{\n    [Joint(X = 2, Y = 2)]\n    private (Tensor X, Tensor Y) Draw(long n, Generator generator) => throw new NotImplementedException();\n\n    [Conditional(Dim = 2)]\n    private static Tensor LogP(Tensor x, Tensor y) => {body};\n}}\n";
}
