using System;

namespace MiDsl.Matrix.Tests;

/// <summary>
/// y standard normal in two dimensions; the first two columns of x are 0.8 y plus noise, further ones noise: 1.02 nats. The
/// source that compiled declarations call.
/// </summary>
internal static class ToyModel
{
    /// <summary>I(x; y), nats.</summary>
    public static double Information { get; } = -Math.Log(1 - (0.8 * 0.8));

    public const string Usings = """
        using System;
        using MiDsl;
        using TorchSharp;
        using static TorchSharp.torch;


        """;

    public const string Source = Usings + """
        public static class Toy
        {
            private const double Rho = 0.8, Noise = 0.6;

            public static (Tensor X, Tensor Y) Pairs(long n, long xDim, Generator generator)
            {
                Tensor y = DrawPrior(n, generator);
                return (DrawLikelihood(y, xDim, generator), y);
            }

            public static PairedData Data(int n, int xDim)
            {
                using var scope = NewDisposeScope();
                using var generator = new Generator(17);
                var (x, y) = Pairs(n, xDim, generator);
                return PairedData.From(x.data<float>().ToArray(), xDim, y.data<float>().ToArray(), 2);
            }

            // The likelihood's mean as the matrix of a linear decoder.
            public static Tensor Weights(long xDim)
            {
                var weights = zeros(xDim, 2);
                weights[0, 0] = Rho;
                weights[1, 1] = Rho;
                return weights;
            }

            public static Tensor LogPrior(Tensor y) => Normal(y, 1);

            public static Tensor DrawPrior(long n, Generator generator) => randn(n, 2, generator: generator);

            public static Tensor LogLikelihood(Tensor x, Tensor y) => Normal(x - Mean(y, x.shape[1]), Noise);

            public static Tensor DrawLikelihood(Tensor y, long xDim, Generator generator) =>
                Mean(y, xDim) + (Noise * randn(y.shape[0], xDim, generator: generator));

            // A q that is off: the posterior is N(0.8 x, 0.36).
            public static Tensor LogQ(Tensor y, Tensor x) => Normal(y - (0.7 * x.narrow(1, 0, 2)), 0.8);

            public static Tensor DrawQ(Tensor x, Generator generator) => (0.7 * x.narrow(1, 0, 2)) + (0.8 * randn(x.shape[0], 2, generator: generator));

            public static Tensor LogReference(Tensor x) => Normal(x, 1.2);

            public static Tensor DrawPosterior(Tensor x, Generator generator) => (Rho * x.narrow(1, 0, 2)) + (Noise * randn(x.shape[0], 2, generator: generator));

            // Staying leaves every density invariant, whatever the path starts from.
            public static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => y.clone();

            private static Tensor Mean(Tensor y, long xDim) => Rho * nn.functional.pad(y, (0, xDim - 2));

            private static Tensor Normal(Tensor difference, double scale) =>
                (-0.5 / (scale * scale) * difference.square().sum(1L)) - (difference.shape[1] * Math.Log(scale * Math.Sqrt(2 * Math.PI)));
        }

        public sealed class OwnCritic : nn.Module<Tensor, Tensor, Tensor>
        {
            private readonly TorchSharp.Modules.Linear map = nn.Linear(2, 2);

            public OwnCritic()
                : base(nameof(OwnCritic)) => RegisterComponents();

            public override Tensor forward(Tensor x, Tensor y) => (map.forward(y) * x.narrow(1, 0, 2)).sum(1L);
        }

        """;
}
