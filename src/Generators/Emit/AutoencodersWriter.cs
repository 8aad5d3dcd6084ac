using System.Globalization;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes three variational autoencoders as one module: it gives each pair its three evidence lower bounds.</summary>
internal static class AutoencodersWriter
{
    public static void Write(CodeWriter w, CriticPlan critic, AutoencodersPlan plan)
    {
        w.Doc("Variational autoencoders of p(x, y), p(x) and p(y), in the critic's place. Kingma and Welling 2014 (1312.6114).");
        using (w.Open("private sealed class CriticNetwork : nn.Module<Tensor, Tensor, Tensor>"))
        {
            w.Lines($"""
                private const int Samples = {plan.Samples.ToString(CultureInfo.InvariantCulture)};
                """);
            ConditionalText.WriteConstants(w);
            w.Lines("private readonly long[] sizes;\nprivate readonly LatentDraws draws;");
            w.Gap();
            WriteConstructor(w, critic, plan);
            w.Gap();
            w.Doc("Every weight and bias, in one vector: the optimizer and the clipping touch one tensor.");
            w.Lines("public Parameter Weights { get; }");
            w.Gap();
            w.Doc("Lower bounds on log p(x, y), log p(x) and log p(y) of n pairs, [n, 3]: by one draw of z in training, by K = Samples else.");
            w.Lines("public override Tensor forward(Tensor x, Tensor y) => Scores(Weights, x, y);");
            w.Gap();
            w.Doc("The same under given weights: detached ones let a gradient reach x and y alone.");
            using (w.Open("public Tensor Scores(Tensor weights, Tensor x, Tensor y)"))
            {
                WriteScores(w, critic, plan);
            }

            w.Gap();
            WriteEncoded(w);
            w.Gap();
            WriteLikelihoods(w, plan);
            w.Gap();
            w.Doc("An evaluation draws anew from its seed: the same pairs give the same value.");
            using (w.Open("public override void train(bool train = true)"))
            {
                w.Lines("base.train(train);\ndraws.Restart(train);");
            }

            w.Gap();
            using (w.Open("protected override void Dispose(bool disposing)"))
            {
                w.Lines("draws.Dispose();\nbase.Dispose(disposing);");
            }
        }
    }

    private static void WriteConstructor(CodeWriter w, CriticPlan critic, AutoencodersPlan plan)
    {
        using (w.Open($"public CriticNetwork({critic.Unknown("long")}long seed, Device home)\n    : base(nameof(CriticNetwork))"))
        {
            w.Lines("(long Inputs, long Outputs, bool Bias)[] layers =\n[");
            for (int i = 0; i < critic.Networks.Count; i += 2)
            {
                NetworkPlan encoder = critic.Networks[i], decoder = critic.Networks[i + 1];
                w.Lines($"    {NetworkText.Layout(encoder)} // {encoder.Name}");
                w.Lines($"    {NetworkText.Layout(decoder)} // {decoder.Name}");
                if (i != 4 && plan.X == Likelihood.Gaussian)
                {
                    w.Lines($"    (FlatWeights.Zero, {critic.X.Columns}, false), // log scales of x");
                }

                if (i != 2 && plan.Y == Likelihood.Gaussian)
                {
                    w.Lines($"    (FlatWeights.Zero, {critic.Y.Columns}, false), // log scales of y");
                }
            }

            w.Lines("""
                ];
                sizes = FlatWeights.Sizes(layers);
                Weights = FlatWeights.Create(seed, home, layers);
                register_parameter("weights", Weights);
                draws = new LatentDraws(seed, home);
                """);
        }
    }

    private static void WriteScores(CodeWriter w, CriticPlan critic, AutoencodersPlan plan)
    {
        var text = new NetworkText(w, PerturbationPlan.None);
        w.Lines("""
            using var scope = NewDisposeScope();
            var w = weights.split(sizes);

            // p(x, y)
            long dx = x.shape[1], dy = y.shape[1];
            var xy = cat([x, y], 1);
            """);
        Both("XY", 0, "xy");
        string ofX = OfVariable(plan.X, "pXY.narrow(-1, 0, dx)", text, "x"), ofY = OfVariable(plan.Y, "pXY.narrow(-1, dx, dy)", text, "y");
        w.Lines($"var logXY = LogMeanExp.OfRows((ratioXY + {ofX} + {ofY}).t());\n\n// p(x)");
        Both("X", 2, "x");
        w.Lines($"var logX = LogMeanExp.OfRows((ratioX + {OfVariable(plan.X, "pX", text, "x")}).t());\n\n// p(y)");
        Both("Y", 4, "y");
        w.Lines($"var logY = LogMeanExp.OfRows((ratioY + {OfVariable(plan.Y, "pY", text, "y")}).t());");
        w.Lines("return stack([logXY, logX, logY], 1).MoveToOuterDisposeScope();");

        void Both(string of, int first, string input)
        {
            text.Write(critic.Networks[first], 0, input);
            w.Lines($"var (z{of}, ratio{of}) = Encoded(q{of});");
            text.Write(critic.Networks[first + 1], 0, "z" + of);
        }
    }

    private static string OfVariable(Likelihood likelihood, string decoded, NetworkText text, string variable) => likelihood == Likelihood.Bernoulli
        ? $"LogBernoulli({decoded}, {variable})"
        : $"LogGaussian({decoded}, {text.Part()}, {variable})";

    private static void WriteEncoded(CodeWriter w)
    {
        w.Doc("K draws z_k from q(z|v) [K, n, L], and log p(z_k) - log q(z_k|v) [K, n]; q [n, 2 L] holds means, then log scales.");
        using (w.Open("private (Tensor Z, Tensor LogRatio) Encoded(Tensor q)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                long latent = q.shape[1] / 2;
                var mean = q.narrow(1, 0, latent);
                var logScale = MaxLogScale * (q.narrow(1, latent, latent) / MaxLogScale).tanh();
                var noise = draws.Normal(training ? 1 : Samples, mean, training);
                var z = mean + logScale.exp() * noise;

                // The constants of both densities cancel.
                var logRatio = (0.5 * (noise.square() - z.square()) + logScale).sum(-1L);
                return (z.MoveToOuterDisposeScope(), logRatio.MoveToOuterDisposeScope());
                """);
        }
    }

    private static void WriteLikelihoods(CodeWriter w, AutoencodersPlan plan)
    {
        bool gaussian = plan.X == Likelihood.Gaussian || plan.Y == Likelihood.Gaussian;
        if (gaussian)
        {
            w.Doc("log of the Gaussian density of v [n, d] around K means [K, n, d], [K, n]; one learned scale a column.");
            using (w.Open("private static Tensor LogGaussian(Tensor mean, Tensor scales, Tensor v)"))
            {
                w.Lines("""
                    using var scope = NewDisposeScope();

                    // Smoothly kept within e^-7 and e^7: a column that z determines must not end in an infinite density.
                    var logScale = MaxLogScale * (scales / MaxLogScale).tanh();
                    var r = (v - mean) * (-logScale).exp();
                    return (-0.5 * r.square() - logScale - HalfLogTwoPi).sum(-1L).MoveToOuterDisposeScope();
                    """);
            }
        }

        if (plan.X == Likelihood.Bernoulli || plan.Y == Likelihood.Bernoulli)
        {
            if (gaussian)
            {
                w.Gap();
            }

            w.Doc("v log s + (1 - v) log(1 - s) of v [n, d] in [0, 1], s = sigmoid of the logits [K, n, d], summed: [K, n].");
            using (w.Open("private static Tensor LogBernoulli(Tensor logits, Tensor v)"))
            {
                w.Lines("""
                    using var scope = NewDisposeScope();
                    return (v * logits - nn.functional.softplus(logits)).sum(-1L).MoveToOuterDisposeScope();
                    """);
            }
        }
    }
}
