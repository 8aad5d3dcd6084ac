using System;
using System.Collections.Generic;
using System.Globalization;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes a layer so that its derivative can follow: from what it gave where that is enough, else from what came in.</summary>
internal static class ActivationText
{
    /// <summary>Constants that the statements below name.</summary>
    public static IEnumerable<string> Constants(Activation activation)
    {
        if (activation == Activation.GELU)
        {
            yield return "private const double InverseSqrt2 = 0.70710678118654752;";
            yield return "private const double InverseSqrtTwoPi = 0.39894228040143268;";
        }
    }

    /// <summary>Statements that leave the layer's values in <c>h1</c>, <c>h2</c>, ...</summary>
    /// <param name="number">Which layer, from 1.</param>
    /// <param name="affine">Its affine map, an expression.</param>
    /// <param name="activation">What follows.</param>
    public static string Forward(int number, string affine, Activation activation)
    {
        string i = Show(number);
        return activation switch
        {
            Activation.SiLU => $"""
                var t{i} = {affine};
                var s{i} = t{i}.sigmoid();
                var h{i} = t{i} * s{i};
                """,
            Activation.GELU => $"""
                var t{i} = {affine};
                var p{i} = 0.5 * (1 + (t{i} * InverseSqrt2).erf());
                var h{i} = t{i} * p{i};
                """,
            _ => $"var h{i} = {affine}{NetworkText.Activated(activation)};",
        };
    }

    /// <summary>A gradient in the layer's values, an expression, taken back through the activation.</summary>
    public static string Backward(int number, string gradient, Activation activation)
    {
        string i = Show(number);
        return activation switch
        {
            Activation.ReLU => $"{gradient} * h{i}.sign()",
            Activation.ELU => $"{gradient} * (1 + h{i}.clamp(max: 0))",
            Activation.SiLU => $"{gradient} * (s{i} + h{i} * (1 - s{i}))",
            Activation.GELU => $"{gradient} * (p{i} + t{i} * (-0.5 * t{i}.square()).exp() * InverseSqrtTwoPi)",
            Activation.Tanh => $"{gradient} * (1 - h{i}.square())",
            Activation.LeakyReLU => $"{gradient} * (0.01 + 0.99 * h{i}.relu().sign())",
            _ => throw new ArgumentOutOfRangeException(nameof(activation)),
        };
    }

    /// <summary>The derivative in words.</summary>
    public static string Derivative(Activation activation) => activation switch
    {
        Activation.ReLU => "1 where h > 0",
        Activation.ELU => "1 + min(h, 0)",
        Activation.SiLU => "s + h (1 - s), s = sigmoid(t)",
        Activation.GELU => "Phi(t) + t phi(t)",
        Activation.Tanh => "1 - h^2",
        _ => "1 where h > 0, else 0.01",
    };

    private static string Show(int value) => value.ToString(CultureInfo.InvariantCulture);
}
