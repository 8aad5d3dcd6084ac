using System.Globalization;

namespace MiDsl.Generators;

/// <summary>Writes the log-density of Gaussians with diagonal covariance.</summary>
internal static class ConditionalText
{
    public static void WriteConstants(CodeWriter w) => w.Lines("""
        private const double HalfLogTwoPi = 0.91893853320467274;
        private const double MaxLogScale = 7;
        """);

    /// <summary>A static method of parameters and values.</summary>
    /// <param name="w">Where to.</param>
    /// <param name="plan">One Gaussian or several.</param>
    /// <param name="name">The method's.</param>
    /// <param name="y">The variable's symbol.</param>
    public static void WriteLogDensity(CodeWriter w, ConditionalPlan plan, string name = "LogDensity", string y = "y")
    {
        string c = plan.Components.ToString(CultureInfo.InvariantCulture);
        w.Doc(plan.Components == 1
            ? $"log of the Gaussian density of {y} [..., d{y}]; parameters [..., 2 d{y}] hold the means, then the log scales."
            : $"log of the density of {y} [..., d{y}] under a mixture of {c} Gaussians; parameters [..., {c} (1 + 2 d{y})] hold the log\nshares, the means, then the log scales.");
        using (w.Open($"private static Tensor {name}(Tensor parameters, Tensor {y})"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            w.Lines($"long d{y} = {y}.shape[^1];");
            if (plan.Components == 1)
            {
                w.Lines($"""
                    var mean = parameters.narrow(-1, 0, d{y});

                    // Smoothly kept within e^-7 and e^7: a column that {(y == "y" ? "x" : "y")} determines must not end in an infinite density.
                    var logScale = MaxLogScale * (parameters.narrow(-1, d{y}, d{y}) / MaxLogScale).tanh();
                    var z = ({y} - mean) * (-logScale).exp();
                    return (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(-1L).MoveToOuterDisposeScope();
                    """);
            }
            else
            {
                w.Lines($"""
                    long[] shape = [.. parameters.shape[..^1], {c}, d{y}];
                    var logShare = parameters.narrow(-1, 0, {c}).log_softmax(-1);
                    var mean = parameters.narrow(-1, {c}, {c} * d{y}).view(shape);

                    // Smoothly kept within e^-7 and e^7: a column that {(y == "y" ? "x" : "y")} determines must not end in an infinite density.
                    var logScale = MaxLogScale * (parameters.narrow(-1, {c} + {c} * d{y}, {c} * d{y}).view(shape) / MaxLogScale).tanh();
                    var z = ({y}.unsqueeze(-2) - mean) * (-logScale).exp();
                    var ofComponents = (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(-1L);
                    return (logShare + ofComponents).logsumexp(-1).MoveToOuterDisposeScope();
                    """);
            }
        }
    }
}
