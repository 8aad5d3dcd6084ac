using System;
using System.Linq;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Generators.Tests;

public sealed class HintNameTests
{
    private const string Attributes = "[Estimator(Bound.InfoNce), Critic(CriticForm.Separable), Joint(X = 1, Y = 1)]";

    private static readonly string[] Types =
    [
        "public partial class A;",
        "public partial class a;",
        "public partial class A<T>;",
        "public partial class A<T, U>;",
        "public partial class Outer { # public partial class A; }",
        "public partial class Outer<T> { # public partial class A; }",
        "public partial class Outer_A;",
        "public partial class OuterA;",
        "public partial class @class;",
        "public partial class \u00c4;",
        "public partial class \u00e4;",
        "namespace N { # public partial class A; }",
        "namespace N.M { # public partial class A; }",
        "namespace N { public partial class M { # public partial class A; } }",
    ];

    [Fact]
    public void Names_do_not_collide()
    {
        var alone = Types.Sum(type => GeneratorRun.Of<EstimatorGenerator>(Source(type)).AssertCompiles().Files.Count);
        var together = GeneratorRun.Of<EstimatorGenerator>([.. Types.Where(t => !t.Contains("class M ", StringComparison.Ordinal)).Select(Source)]);
        together.AssertCompiles();

        // The namespace N.M and the type N.M cannot live together; the others can, also where case is ignored.
        var apart = GeneratorRun.Of<EstimatorGenerator>(Source(Types[^1])).Files.Keys;
        var names = together.Files.Keys.Concat(apart).ToArray();
        Assert.Equal(alone, names.Length);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Names_are_plain_file_names() =>
        Assert.All(Types, type => Assert.All(
            GeneratorRun.Of<EstimatorGenerator>(Source(type)).Files.Keys,
            name => Assert.DoesNotContain(name, c => c is '<' or '>' or '`' or '/' or '\\' or '+' or '@' or ':' or ' ')));

    // Attributes go where # stands, or in front.
    private static string Source(string type) =>
        "using MiDsl;\n" + (type.Contains('#', StringComparison.Ordinal)
            ? type.Replace("#", Attributes, StringComparison.Ordinal)
            : $"{Attributes}\n{type}");
}
