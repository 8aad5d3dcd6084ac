using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Testing;

public static partial class Corpus
{
    // attribute, argument ("" for the one in front), what else the attribute needs
    private static readonly (string Attribute, string Argument, string Others)[] Places =
    [
        ("Estimator", "", ""),
        ("Estimator", "Tau", "Bound.Smile, "),
        ("Estimator", "EmaRate", "Bound.DonskerVaradhan, "),
        ("Estimator", "NoiseRatio", "Bound.JensenShannon, "),
        ("Critic", "", ""),
        ("Critic", "Hidden", "CriticForm.Separable, "),
        ("Critic", "Embedding", "CriticForm.Separable, "),
        ("Critic", "Activation", "CriticForm.Separable, "),
        ("Critic", "Residual", "CriticForm.Separable, "),
        ("Critic", "BatchNorm", "CriticForm.Separable, "),
        ("Critic", "Base", "CriticForm.Concatenated, "),
        ("Critic", "Dropout", "CriticForm.Concatenated, "),
        ("Critic", "Channels", "CriticForm.EncodeAndDot, "),
        ("Critic", "Kernel", "CriticForm.ConcatAndConvolve, "),
        ("Critic", "ConditionEachConvolution", "CriticForm.ConcatAndConvolve, "),
        ("Variational", "Components", ""),
        ("Variational", "Hidden", ""),
        ("Autoencoders", "Latent", ""),
        ("Autoencoders", "X", ""),
        ("Negatives", "", ""),
        ("Negatives", "PerPair", "NegativeSampling.CyclicShift, "),
        ("Image", "", ""),
        ("Image", "Height", "Variable.X, Width = 3, "),
        ("Discrete", "", ""),
        ("Discrete", "Categories", "Variable.Y, "),
        ("Joint", "Given", "X = 2, Y = 2, "),
        ("Training", "Steps", ""),
        ("Training", "BatchSize", ""),
        ("Training", "LearningRate", ""),
        ("Training", "Optimizer", ""),
        ("Training", "Validation", ""),
        ("Training", "Test", ""),
        ("Training", "Patience", ""),
        ("Training", "Seed", ""),
        ("Training", "Device", ""),
        ("GradientClipping", "", ""),
        ("GradientClipping", "MaxNorm", "Clip.Norm, "),
        ("Preprocess", "", ""),
        ("Joint", "X", "Y = 2, "),
        ("Joint", "Y", "X = 2, "),
    ];

    private static readonly string[] Values =
    [
        "", "null", "default", "0", "-1", "1", "int.MaxValue", "int.MinValue", "long.MaxValue", "99999999999999999999999",
        "1e308 * 10", "double.NaN", "double.NegativeInfinity", "5e-324", "-0.0", "0.1f", "1m", "'c'", "\"text\"", "\"\\0\\\"\\n\\u2028\"",
        "true", "nameof(Users)", "typeof(int)", "typeof(System.Collections.Generic.List<>)", "Constant", "Missing", "Missing.Member",
        "new[] { 1, -2, int.MaxValue }", "new int[0]", "new int[] { }", "[]", "[0]", "[1, 2.5]", "[null]", "new object[] { 1 }", "new[] { new[] { 1 } }",
        "(Bound)0", "(Bound)99", "(CriticForm)(-1)", "BaseCritic.Student", "(Activation)77", "(Optimizer)12", "(Clip)8", "(Preprocessing)3",
        "Bound.Smile", "Bound.Smile | Bound.Nwj", "Bound.", "CriticForm.Separable", "1 +", "() => 1", "args: 1", "checked(1 + 1)", "1 / 0",
    ];

    /// <summary>Every argument with every kind of value, most of them wrong.</summary>
    private static IEnumerable<(string Name, string Source)> Arguments =>
        from place in Places
        from value in Values
        let argument = place.Argument.Length == 0 ? value : $"{place.Argument} = {value}"
        let written = $"[{place.Attribute}({place.Others}{argument})]"
        select (written, With(written, place.Attribute));

    // A declaration that is whole but for the attribute under test.
    private static string With(string written, string attribute) => $$"""
        using MiDsl;
        {{(attribute == "Estimator" ? "" : "[Estimator(Bound.Smile)]")}}
        {{(attribute == "Critic" ? "" : "[Critic(CriticForm.Separable)]")}}
        {{(attribute == "Joint" ? "" : "[Joint(X = 2, Y = 2)]")}}
        {{written}}
        public sealed partial class Users
        {
            private const int Constant = 3;
        }

        """;
}
