using System;
using System.Linq;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>The emitted text is the same wherever it is emitted, and every time.</summary>
public sealed class CultureTests
{
    public static TheoryData<string> Names { get; } = [.. Cultures.Names];

    // Fractions, exponents and negative numbers, valid and not (whose messages are emitted, too).
    private static readonly string[] Sources =
    [
        .. Corpus.Valid.Select(item => item.Source),
        "using MiDsl;\n[Estimator(Bound.Smile, Tau = 2.5), Critic(CriticForm.Separable), Joint, Training(LearningRate = 1.5e-7, WeightDecay = 1e-20, Test = 0.125)] partial class A;",
        "using MiDsl;\n[Estimator(Bound.Smile, Tau = -2.5), Critic(CriticForm.Separable, Embedding = -1234), Joint(X = -3), Training(LearningRate = -1.5e-7)] partial class A;",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_does_not_depend_on_the_culture(string culture) =>
        Assert.All(Sources, source => Assert.Equal(Text(source), Cultures.Under(culture, () => Text(source))));

    [Fact]
    public void Text_is_the_same_every_time() =>
        Assert.All(Sources, source => Assert.Equal(Text(source), Text(source)));

    private static string Text(string source)
    {
        var text = GeneratorRun.Of<EstimatorGenerator>(source).AssertNoException().Text;
        Assert.NotEmpty(text);
        return text;
    }
}
