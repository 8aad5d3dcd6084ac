using System.Collections.Generic;

namespace MiDsl.Testing;

public static partial class Corpus
{
    private const string Attributes = "[Estimator(Bound.InfoNce), Critic(CriticForm.Separable), Joint(X = 1, Y = 1)]";

    /// <summary>Declared on, or nested in, what no estimator can be.</summary>
    private static IEnumerable<(string Name, string Source)> Targets
    {
        get
        {
            string[] declarations =
            [
                "partial struct A { }", "partial record A { }", "partial record A(int X);", "partial record struct A(int X);",
                "partial interface A { }", "enum A { B }", "delegate void A();", "static partial class A { }",
                "abstract partial class A { }", "sealed partial class A { }", "file partial class A { }", "class A { }", "public class A { }",
                "unsafe partial class A { }", "readonly ref partial struct A { }", "partial class A<T> { }",
                "partial class A<T, in U> where T : class, new() where U : T { }", "partial class A<", "partial class A<T", "partial class A<>  { }",
                "partial class A<T> where T : { }", "partial class A : A { }", "partial class A : Missing { }", "partial class A : { }",
                "partial class A : System.Enum { }", "partial class A : System.IDisposable { public void Dispose() { } }",
                "partial class A(ref int x) { }", "partial class A(int x, params int[] y) { }", "partial class A(int x) : B(x) { } class B(int x) { }",
                "partial class { }", "partial class", "partial", "", ";", "void M() { }", "int x;", "namespace N { }", "event",
                "partial class A { A() { } ~A() { } static A() { } }", "partial class A { public A(int a) { } public A(string b) { } }",
                "partial class A { required public int X { get; init; } }", "partial class A { static abstract void M(); }",
                "partial class A { partial void M(); }", "partial class A { partial class A { } }", "partial class A; partial class A;",
                "partial class A { } class A { }", "partial class A { } partial struct A { }", "public partial class A { } internal partial class A { }",
                "new partial class A { }", "private partial class A { }", "protected internal partial class A { }", "async partial class A { }",
                "extern partial class A { }", "partial partial class A { }", "partial class A { } }", "partial class A { { }", "partial class A { ... }",
            ];
            foreach (var declaration in declarations)
            {
                yield return (declaration, $"using MiDsl;\n{Attributes}\n{declaration}\n");
            }

            string[] homes =
            [
                "class Outer { # }", "partial class Outer { # }", "struct Outer { # }", "partial struct Outer { # }", "interface Outer { # }",
                "partial interface Outer<out T> { # }", "record Outer { # }", "partial record Outer(int X) { # }", "partial record struct Outer { # }",
                "static class Outer { # }", "static partial class Outer { # }", "class Outer<T> { # }", "partial class Outer<T> where T : struct { # }",
                "partial class Outer { class Middle { # } }", "class Outer { partial class Middle { # } }",
                "partial class Outer<T> { partial class Middle<T> { # } }", "partial class A { # }", "file partial class Outer { # }",
                "enum Outer { # }", "class Outer { void M() { # } }", "class Outer { int P { get { # } } }", "partial class Outer { public # }",
                "namespace N { # }", "namespace N { namespace M.O { # } }", "namespace { # }", "namespace N; namespace M; #", "partial class Outer { #",
                "System.Console.WriteLine(); #", "partial ref struct Outer { # }", "partial class Outer<[System.Obsolete] T> { # }",
                "partial class Outer { # partial class Deep { # partial class Deeper { # } } }",
            ];
            foreach (var home in homes)
            {
                var inner = $"{Attributes} partial class A {{ }}";
                yield return ($"in {home}", $"using MiDsl;\n{home.Replace("#", inner, System.StringComparison.Ordinal)}\n");
            }
        }
    }
}
