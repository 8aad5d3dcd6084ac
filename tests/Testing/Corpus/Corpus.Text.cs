using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Testing;

public static partial class Corpus
{
    private const string Plain = "using MiDsl;\n" + Attributes + "\npartial class A { }\n";

    /// <summary>Odd text around a plain declaration.</summary>
    private static IEnumerable<(string Name, string Source)> Texts =>
    [
        ("empty", ""), ("blank", " \n\t\n"), ("byte order mark", "\uFEFF" + Plain), ("two byte order marks", "\uFEFF\uFEFF" + Plain),
        ("CRLF", Plain.ReplaceLineEndings("\r\n")), ("CR", Plain.ReplaceLineEndings("\r")), ("one line", Plain.ReplaceLineEndings(" ")),
        ("line separators", Plain.ReplaceLineEndings("\u2028")), ("nul", Plain.Replace("A", "A\0", System.StringComparison.Ordinal)), ("lone surrogate", Plain + "// \uD800"),
        ("lone surrogate in a name", "using MiDsl;\n" + Attributes + " partial class A\uDC00 { }"), ("right to left", "using MiDsl; /* \u202E */\n" + Attributes + " partial class A { } // \u202E"),
        ("#if true", "#if true\n" + Plain + "#endif\n"), ("#if false", "#if false\n" + Plain + "#endif\n"), ("#if open", "#if true\n" + Plain), ("#endif alone", Plain + "#endif\n"),
        ("#if in attributes", "using MiDsl;\n[Estimator(\n#if DEBUG\nBound.Nwj\n#else\nBound.InfoNce\n#endif\n)]\npartial class A { }\n"),
        ("#if in class", "using MiDsl;\n" + Attributes + "\npartial class A\n{\n#if X\n[Joint] void M() { }\n#else\n#error no\n#endif\n}\n"),
        ("#define", "#define X\n#undef X\n#if X || !X\n" + Plain + "#elif X\n#endif\n"), ("#line", "#line 1000000 \"else where?.cs\"\n" + Plain), ("#line hidden", "#line hidden\n" + Plain),
        ("#line span", "#line (1, 1) - (2, 2) 3 \"*:<>.cs\"\n" + Plain), ("#nullable disable", "#nullable disable\n" + Plain), ("#pragma", "#pragma warning disable\n" + Plain),
        ("#pragma broken", "#pragma\n#pragma warning\n#bad\n#\n" + Plain), ("#region open", "#region\n" + Plain), ("#warning", "#warning look\n" + Plain),
        ("#r", "#r \"a.dll\"\n" + Plain), ("#! first", "#!/usr/bin/env dotnet\n" + Plain), ("comment open", Plain + "/* and so"), ("comment before", "/* and so" + Plain),
        ("comments within", "using MiDsl;\n[/*a*/Estimator/*b*/(/*c*/Bound/*d*/./*e*/InfoNce/*f*/)/*g*/]//h\npartial/*i*/class/*j*/A/*k*/{/*l*/}//m"),
        ("doc comment", "using MiDsl;\n/// <summary>*/ </summary> & <broken\n" + Attributes + " partial class A { }\n"),
        ("string open", "using MiDsl;\n" + Attributes + " [Training(Device = \"cpu)] partial class A { }\n"), ("char open", "using MiDsl;\n" + Attributes + " [Training(Seed = ')] partial class A { }\n"),
        ("verbatim open", "using MiDsl;\n" + Attributes + " [Training(Device = @\"cpu)] partial class A { }\n"),
        ("raw open", "using MiDsl;\n" + Attributes + " [Training(Device = \"\"\"cpu)] partial class A { }\n"),
        ("raw", "using MiDsl;\n" + Attributes + " [Training(Device = \"\"\"cp\"u\"\"\")] partial class A { }\n"),
        ("interpolated", "using MiDsl;\n" + Attributes + " [Training(Device = $\"{1}\")] partial class A { }\n"),
        ("interpolated constant", "using MiDsl;\n" + Attributes + " [Training(Device = $\"{nameof(A)}\")] partial class A { }\n"),
        ("text that ends a comment", "using MiDsl;\n" + Attributes + " [Training(Device = \"*/ </c> \\r\\n #endif \\\"\\\"\\\" \\u0000\")] partial class A { }\n"),
        ("deep nesting", "using MiDsl;\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"partial class O{i} {{ ")) + Attributes + " partial class A { }" + new string('}', 60)),
        ("deep brackets", "using MiDsl;\n[Estimator(" + new string('(', 200) + "Bound.InfoNce" + new string(')', 200) + ")] partial class A { }"),
        ("brackets open", "using MiDsl;\n[Estimator(" + new string('(', 200)), ("long sum", "using MiDsl;\n[Training(Steps = " + string.Join('+', Enumerable.Repeat("1", 300)) + ")] " + Attributes + " partial class A { }"),
        ("many layers", "using MiDsl;\n[Estimator(Bound.InfoNce), Joint, Critic(CriticForm.Separable, Hidden = [" + string.Join(',', Enumerable.Repeat("8", 500)) + "])] partial class A { }"),
        ("many estimators", "using MiDsl;\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{Attributes} partial class A{i} {{ }}\n"))),
        ("extern alias", "extern alias Missing;\nusing MiDsl;\n[Missing::MiDsl.Estimator(Bound.InfoNce)] partial class A;"), ("not C#", "<Project Sdk=\"Microsoft.NET.Sdk\" />"), ("keywords", "using class partial ["),
    ];

    /// <summary>One declaration, or its attributes, over several files.</summary>
    private static IEnumerable<(string Name, string Source)> ManyFiles =>
        new (string Name, string[] Files)[]
        {
            ("halves", [Plain, "partial class A { int x; }"]),
            ("attributes divided", ["using MiDsl;\n[Estimator(Bound.InfoNce)] partial class A { }", "using MiDsl;\n[Critic(CriticForm.Separable), Joint] partial class A { }"]),
            ("attributes twice", [Plain, Plain]),
            ("estimator twice", ["using MiDsl;\n[Estimator(Bound.InfoNce)] partial class A { }", "using MiDsl;\n[Estimator(Bound.Nwj)] partial class A { }"]),
            ("other half not partial", [Plain, "class A { }"]), ("other half a struct", [Plain, "partial struct A { }"]), ("other half static", [Plain, "static partial class A { }"]),
            ("other half broken", [Plain, "partial class A { void M( "]), ("sampler in the other", ["using MiDsl;\n[Estimator(Bound.Nwj), Critic(CriticForm.Bilinear)] partial class A { }",
                "using System; using MiDsl;\npartial class A { [Joint(X = 1, Y = 1)] void Draw(Rng rng, int n, Span<float> x, Span<float> y) { } }"]),
            ("global using", ["global using MiDsl;", Attributes + " partial class A { }"]),
            ("global alias", ["global using E = MiDsl.EstimatorAttribute; global using B = MiDsl.Bound;", "[E(B.InfoNce)] partial class A { }"]),
            ("global alias that ends in Attribute", ["global using EAttribute = MiDsl.EstimatorAttribute;", "[E(MiDsl.Bound.InfoNce)] partial class A { }"]),
            ("global static", ["global using static MiDsl.Bound; global using MiDsl;", "[Estimator(Nwj), Joint, Critic(CriticForm.Bilinear)] partial class A { }"]),
            ("constants elsewhere", ["static class Constants { public const int Size = 4; public const double Rate = double.NaN; }",
                "using MiDsl;\n[Estimator(Bound.InfoNce), Critic(CriticForm.Separable, Hidden = [Constants.Size])] [Joint(X = Constants.Size, Y = 2)] [Training(LearningRate = Constants.Rate)] partial class A { }"]),
            ("file-local twins", ["using MiDsl;\n" + Attributes + " file partial class A { }", "using MiDsl;\n" + Attributes + " file partial class A { }"]),
            ("case twins", [Plain, "using MiDsl;\n" + Attributes + " partial class a { }"]),
            ("outer divided", ["using MiDsl;\npartial class O { " + Attributes + " partial class A { } }", "class O { }"]),
        }
        .Select(c => (c.Name, string.Join(UserProject.FileBreak, c.Files)));
}
