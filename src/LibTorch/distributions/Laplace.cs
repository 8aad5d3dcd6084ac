using System;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>Density exp(-|x - loc| / scale) / (2 scale).</summary>
    public class Laplace : Distribution
    {
        public Laplace(Tensor loc, Tensor scale, Generator? generator = null)
            : base(generator)
            => KeepBroadcast(loc, scale);

        private Tensor Loc => Parameter(0);

        private Tensor Scale => Parameter(1);

        public override Tensor mean => Loc;

        public override Tensor mode => Loc;

        public override Tensor stddev => Scale * Math.Sqrt(2);

        public override Tensor variance => Scoped(() => Scale.pow(2) * 2);

        public override Tensor rsample(params long[] sample_shape)
            => Scoped(() =>
            {
                var u = empty(ExtendedShape(sample_shape), dtype: Loc.dtype, device: Loc.device)
                    .uniform_(Epsilon(Loc) - 1, 1, generator!);
                return Loc - (Scale * u.sign() * (-u.abs()).log1p());
            });

        public override Tensor log_prob(Tensor value)
            => Scoped(() => -(Scale * 2).log() - ((value - Loc).abs() / Scale));

        public override Tensor entropy() => Scoped(() => (Scale * 2).log() + 1);

        public override Tensor cdf(Tensor value)
            => Scoped(() =>
            {
                var x = value - Loc;
                return 0.5 - (x.sign() * (-x.abs() / Scale).expm1() * 0.5);
            });

        public override Tensor icdf(Tensor value)
            => Scoped(() =>
            {
                var x = value - 0.5;
                return Loc - (Scale * x.sign() * (x.abs() * -2).log1p());
            });

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
            => Expanded(batch_shape, instance, p => new Laplace(p[0], p[1], generator));
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            public static Laplace Laplace(Tensor loc, Tensor scale, Generator? generator = null)
                => new(loc, scale, generator);

            public static Laplace Laplace(float loc, float scale = 1.0f, Generator? generator = null)
                => new(tensor(loc), tensor(scale), generator);

            public static Laplace Laplace(double loc, double scale = 1.0, Generator? generator = null)
                => new(tensor(loc), tensor(scale), generator);
        }
    }
}
