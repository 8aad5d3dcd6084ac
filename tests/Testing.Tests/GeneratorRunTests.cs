using System;
using System.Linq;
using Xunit;

namespace MiDsl.Testing.Tests;

public sealed class GeneratorRunTests
{
    private const string Source = "using MiDsl;\n[Estimator(Bound.Smile, Tau = 1.25)]\npublic partial class A(double start, double step = 1)\n{\n    public double Start => start + step;\n}\n";

    [Fact]
    public void Files_come_by_hint_name()
    {
        var run = GeneratorRun.Of<CleanGenerator>(Source).AssertCompiles();
        Assert.Equal("A.g.cs", Assert.Single(run.Files).Key);
        Assert.Contains("scale * 2.5", run.File("A.g.cs"), StringComparison.Ordinal);
        Assert.Throws<HarnessException>(() => run.File("B.g.cs"));
    }

    [Fact]
    public void Warning_in_generated_code_fails_unless_allowed()
    {
        var run = GeneratorRun.Of<WarningGenerator>(Source);
        Assert.Contains("CS8603", Assert.Throws<HarnessException>(() => run.AssertCompiles()).Message, StringComparison.Ordinal);
        Assert.Throws<HarnessException>(() => run.AssertAddsNoError());
        run.AssertCompiles("CS8603");
    }

    [Fact]
    public void Error_in_the_users_code_fails() =>
        Assert.Throws<HarnessException>(() => GeneratorRun.Of<CleanGenerator>(Source, "class B : Missing;").AssertCompiles());

    [Fact]
    public void Nothing_generated_fails() =>
        Assert.Throws<HarnessException>(() => GeneratorRun.Of<CleanGenerator>("class B;").AssertCompiles());

    [Fact]
    public void Exception_in_the_generator_fails()
    {
        var run = GeneratorRun.Of<ThrowingGenerator>(Source);
        Assert.Throws<HarnessException>(() => run.AssertNoException());
        Assert.Throws<HarnessException>(() => run.AssertCompiles());
    }

    [Fact]
    public void Compiled_estimator_can_be_called()
    {
        using var compiled = GeneratorRun.Of<CleanGenerator>(Source).Load();
        var estimator = compiled.Create("A", 3.0);
        Assert.Equal(2.5, CompiledEstimator.Call(estimator, "Fit"));
        Assert.Equal(5.0, CompiledEstimator.Call(estimator, "Fit", 2.0));
        Assert.Equal(4.0, ((dynamic)estimator).Start);
        Assert.Throws<HarnessException>(() => compiled.Create("Missing"));
        Assert.Throws<HarnessException>(() => CompiledEstimator.Call(estimator, "Fit", "text"));
    }

    [Fact]
    public void Cultures_differ_and_are_put_back()
    {
        var texts = Cultures.Names.Select(name => Cultures.Under(name, () => GeneratorRun.Of<CultureGenerator>(Source).Text));
        Assert.Contains(texts, text => text != GeneratorRun.Of<CultureGenerator>(Source).Text);
        var same = Cultures.Names.Select(name => Cultures.Under(name, () => GeneratorRun.Of<CleanGenerator>(Source).Text));
        Assert.All(same, text => Assert.Equal(GeneratorRun.Of<CleanGenerator>(Source).Text, text));
    }
}
