using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Testing;

public static partial class Corpus
{
    /// <summary>Attributes left out, twice, aliased, or written in every other way.</summary>
    private static IEnumerable<(string Name, string Source)> AttributeUses =>
        AttributeLists.Select(list => (list, $"using MiDsl;\n{list}\npartial class A {{ }}\n"))
        .Concat(Numbered(
            "using E = MiDsl.EstimatorAttribute; using MiDsl;\n[E(Bound.InfoNce), Joint, Critic(CriticForm.Separable)] partial class A;",
            "using EAttribute = MiDsl.EstimatorAttribute; using MiDsl;\n[E(Bound.InfoNce)] partial class A;",
            "using M = MiDsl;\n[M.Estimator(M.Bound.InfoNce)] [M::Critic(M::CriticForm.Separable)] partial class A;",
            "using static MiDsl.Bound; using MiDsl;\n[Estimator(InfoNce)] [Joint] partial class A;",
            "using B = MiDsl.Bound; using MiDsl;\n[Estimator(B.InfoNce)] [Joint] partial class A;",
            "[Estimator(Bound.InfoNce)] partial class A;",
            "[MiDsl.Estimator(MiDsl.Bound.InfoNce)] partial class A;",
            "using MiDsl;\nclass EstimatorAttribute : System.Attribute { }\n[Estimator(Bound.InfoNce)] partial class A;",
            "namespace MiDsl { class EstimatorAttribute : System.Attribute { } }\nnamespace N { using MiDsl; [Estimator] partial class A; }",
            "namespace MiDsl { enum Bound { InfoNce } }\nnamespace N { using MiDsl; [Estimator(Bound.InfoNce)] partial class A; }",
            "using MiDsl;\nnamespace System { class Object; }\n[Estimator(Bound.InfoNce)] partial class A;",
            "using MiDsl;\nconst Bound B = Bound.InfoNce;\n[Estimator(B)] partial class A;",
            "using MiDsl;\n[Estimator(A.B)] partial class A { public const Bound B = Bound.InfoNce; }",
            "using MiDsl;\n[Estimator(B)] partial class A { const Bound B = B; }",
            "using MiDsl;\n[Estimator(Bound.InfoNce)] partial class A { [Estimator(Bound.InfoNce)] partial class A; }",
            "using MiDsl;\npartial class A { [Joint(X = 1, Y = 1)] [Joint] [Critic] void M() { } }",
            "using MiDsl;\n[Estimator(Bound.InfoNce)] partial class A { [Critic, Joint] int F; [Critic] int P { get; } [Joint] event System.Action E; }",
            "using MiDsl;\n[Estimator(Bound.InfoNce)] partial class A { [Critic] [Estimator(Bound.Nwj)] void M([Joint] int x) { } }"));

    private static IEnumerable<string> AttributeLists =>
    [
        "[Estimator]", "[Estimator()]", "[Estimator(]", "[Estimator(Bound.InfoNce]", "[Estimator(Bound.InfoNce)", "[Estimator(Bound.InfoNce,)]",
        "[Estimator(,)]", "[Estimator(Bound.InfoNce, Bound.Nwj)]", "[Estimator(Bound.InfoNce)][Estimator(Bound.Nwj)]",
        "[Estimator(Bound.InfoNce), Estimator(Bound.InfoNce)]", "[Estimator(bound: Bound.InfoNce)]", "[Estimator(Bound = Bound.InfoNce)]",
        "[Estimator(Bound.InfoNce, Tau = 1, Tau = 2)]", "[Estimator(Tau = 1, Bound.InfoNce)]", "[Estimator(Bound.InfoNce, Unknown = 1)]",
        "[Estimator(Bound.InfoNce, Tau)]", "[Estimator(Bound.InfoNce, Tau =)]", "[Estimator(Bound.InfoNce, = 1)]", "[Estimator(Bound.InfoNce, TypeId = null)]",
        "[Estimator<int>(Bound.InfoNce)]", "[Estimator<>(Bound.InfoNce)]", "[EstimatorAttribute(Bound.InfoNce)]", "[@Estimator(Bound.InfoNce)]",
        "[global::MiDsl.Estimator(global::MiDsl.Bound.InfoNce)]", "[MiDsl.Estimator(MiDsl.Bound.InfoNce)]", "[type: Estimator(Bound.InfoNce)]",
        "[assembly: Estimator(Bound.InfoNce)]", "[module: Estimator(Bound.InfoNce)]", "[return: Estimator(Bound.InfoNce)]", "[method: Estimator(Bound.InfoNce)]",
        "[field: Estimator(Bound.InfoNce)]", "[Nothing]", "[]", "[,]", "[", "[Estimator(Bound.InfoNce)] [", "[Critic]", "[Critic()]", "[Critic(CriticForm.Separable)]",
        "[Joint]", "[Joint(X = 1)]", "[Training]", "[Preprocess]", "[GradientClipping]",
        "[Estimator(Bound.InfoNce), Joint(X = 1, X = 2)]", "[Estimator(Bound.InfoNce), Joint, Joint]", "[Estimator(Bound.InfoNce), Critic, Critic]",
        "[Estimator(Bound.InfoNce), Critic(CriticForm.Separable), Training, Training, GradientClipping(Clip.Norm), Preprocess(Preprocessing.None)]",
        "[Estimator(Bound.Smile), Critic, GradientClipping(Clip.Adaptive), Joint(X = 1, Y = 1)]",
        "[Critic(CriticForm.Separable)] [Joint] [Training] [Preprocess(Preprocessing.Standardize)]",
        "[Estimator(Bound.Nwj, Tau = 5, EmaRate = .1), Critic(CriticForm.Bilinear, Hidden = [1], Embedding = 3), Joint]",
    ];
}
