using System;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>N(loc, scale²).</summary>
    public class Normal : Distribution
    {
        public Normal(Tensor loc, Tensor scale, Generator? generator = null)
            : base(generator)
            => KeepBroadcast(loc, scale);

        private Tensor Loc => Parameter(0);

        private Tensor Scale => Parameter(1);

        public override Tensor mean => Loc;

        public override Tensor mode => Loc;

        public override Tensor stddev => Scale;

        public override Tensor variance => Scale.pow(2);

        public override Tensor sample(params long[] sample_shape)
        {
            using var frozen = no_grad();
            return rsample(sample_shape);
        }

        public override Tensor rsample(params long[] sample_shape)
            => Scoped(() => Loc + (Standard(ExtendedShape(sample_shape), Loc) * Scale));

        public override Tensor log_prob(Tensor value)
            => Scoped(() => (((value - Loc) / Scale).pow(2) * -0.5) - Scale.log() - (0.5 * Math.Log(2 * Math.PI)));

        public override Tensor entropy() => Scoped(() => Scale.log() + (0.5 * (1 + Math.Log(2 * Math.PI))));

        public override Tensor cdf(Tensor value)
            => Scoped(() => (((value - Loc) / (Scale * Math.Sqrt(2))).erf() + 1) / 2);

        public override Tensor icdf(Tensor value)
            => Scoped(() => Loc + (Scale * ((value * 2) - 1).erfinv() * Math.Sqrt(2)));

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
            => Expanded(batch_shape, instance, p => new Normal(p[0], p[1], generator));
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            public static Normal Normal(Tensor loc, Tensor scale, Generator? generator = null)
                => new(loc, scale, generator);

            public static Normal Normal(float loc, float scale = 1.0f, Generator? generator = null)
                => new(tensor(loc), tensor(scale), generator);

            public static Normal Normal(double loc, double scale = 1.0, Generator? generator = null)
                => new(tensor(loc), tensor(scale), generator);
        }
    }
}
