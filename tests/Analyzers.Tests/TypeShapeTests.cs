using System.Threading.Tasks;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Analyzers.Tests;

/// <summary>MIDSL012: classes that no part can be written for.</summary>
public sealed class TypeShapeTests
{
    private const string Attributes = "using MiDsl;\n[Estimator(Bound.InfoNce), Critic(CriticForm.Separable), Joint(X = 1, Y = 1)]\n";

    private static readonly AnalyzerRun Run = new(new EstimatorAnalyzer());

    [Theory]
    [InlineData("public class {|MIDSL012:A|};")]
    [InlineData("public abstract partial class {|MIDSL012:A|};")]
    [InlineData("public static partial class {|MIDSL012:A|} { }")]
    [InlineData("public partial class A;")]
    public Task Name_of_the_class_is_marked(string declaration) => Run.Verify(Attributes + declaration);
}
