using System;
using System.Linq;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>A warning leaves the estimator as it is: only what a rule refuses is not written.</summary>
public sealed class WarnedTests
{
    [Theory]
    [InlineData("Estimator(Bound.InfoNce, Expected = 6), Joint", true)]
    [InlineData("Estimator(Bound.Nwj, Expected = 20), Joint", true)]
    [InlineData("Estimator(Bound.InfoNce), Training(Test = 0), Joint", true)]
    [InlineData("Estimator(Bound.StructuredInfoNce, Samples = 1), Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)", true)]
    [InlineData("Estimator(Bound.InfoNce, Expected = -1), Joint", false)]
    [InlineData("Estimator(Bound.Club, Report = Side.Upper), Joint", false)]
    public void Warned_of_is_written_and_refused_is_not(string attributes, bool written)
    {
        GeneratorRun run = GeneratorRun.Of<EstimatorGenerator>($"using MiDsl;\n[{attributes}] public partial class A;").AssertCompiles();
        Assert.Equal(!written, run.Files.Keys.Any(name => name.Contains(".Invalid.", StringComparison.Ordinal)));
    }
}
