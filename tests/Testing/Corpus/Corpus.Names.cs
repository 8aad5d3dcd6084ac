using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Testing;

public static partial class Corpus
{
    /// <summary>Legal names that break careless text: keywords, letters of every script, escapes, great length.</summary>
    private static IEnumerable<(string Name, string Source)> Names =>
        new[]
        {
            "@class", "@partial", "@namespace", "@field", "@a", "A", "a", "_", "__", "\u00c4", "\u0424\u0443\u043d\u043a\u0446\u0438\u044f", "\u4fe1\u606f", "\u00e9", "e\u0301", "\u0130", "\u0131",
            "\\u0041bc", "A\\u0301", "A\u200d", "\uD801\uDC00", "1A", "A-B", "A.B", "A`1", "con", "NUL", "aux", "Tensor",
            "Object", "String", "Estimator", "EstimatorAttribute", "Rng", "LowerBound", "Estimate", "Critic", "nint", "await",
            "yield", "value", "Program", new string('a', 300), new string('\u4fe1', 200),
        }
        .SelectMany(Named);

    /// <summary>Names under which no emitted text can compile, or hardly: here only exceptions count.</summary>
    private static IEnumerable<(string Name, string Source)> Hostile =>
        new[] { "System", "MiDsl", "TorchSharp", "torch", "global", "var", "dynamic", "record" }
        .SelectMany(name => Named(name).Concat(Clashing(name)));

    private static (string Name, string Source)[] Named(string name) =>
        [
            (name, $"using MiDsl;\nnamespace Users;\n{Attributes}\npublic partial class {name} {{ }}\n"),
            ($"namespace {name}", $"using MiDsl;\nnamespace {name} {{ {Attributes} partial class A {{ }} }}\n"),
            ($"around {name}", $"using MiDsl;\npartial class {name}<@T> {{ {Attributes} partial class {name}1<@in> {{ }} }}\n"),
        ];

    /// <summary>Members of the user's that emitted code may wish to name, too.</summary>
    private static IEnumerable<(string Name, string Source)> Clashes =>
        new[]
        {
            "Fit", "Evaluate", "EvaluateInSample", "Step", "Objective", "BackwardInto", "Dispose", "Save", "Load", "Exchange", "Train", "Critic", "CriticNetwork", "Network",
            "Seed", "Device", "Scores", "Score", "Training", "Annealing", "Evaluation", "ToString", "GetType", "Math", "critic",
            "network", "optimizer", "disposed", "state", "_critic", "__critic",
        }
        .SelectMany(Clashing);

    private static (string Name, string Source)[] Clashing(string name) =>
        [
            ($"method {name}", Clash($"public int {name}(int a) => a;")),
            ($"methods {name}", Clash($"public void {name}() {{ }} public void {name}<T>(T t) {{ }}")),
            ($"field {name}", Clash($"private int {name};")),
            ($"property {name}", Clash($"public string {name} => \"\";")),
            ($"type {name}", Clash($"public class {name} {{ }}")),
            ($"inherited {name}", "using MiDsl;\npublic class Base { protected virtual int " + name + "() => 1; }\n" + Attributes + "\npublic partial class A : Base { }\n"),
            ($"parameter {name}", $"using MiDsl;\n{Attributes}\npublic partial class A(int {name}) {{ public int Get() => {name}; }}\n"),
            ($"type parameter {name}", $"using MiDsl;\n{Attributes}\npublic partial class A<{name}> {{ }}\n"),
            ($"neighbour {name}", $"using MiDsl;\nnamespace Users {{ class {name} {{ }} {Attributes} public partial class A {{ }} }}\n"),
        ];

    private static string Clash(string member) => $"using MiDsl;\n{Attributes}\npublic partial class A\n{{\n    {member}\n}}\n";
}
