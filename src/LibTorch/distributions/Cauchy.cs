using System;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>Density scale / (π (scale² + (x - loc)²)), without mean or variance.</summary>
    public class Cauchy : Distribution
    {
        public Cauchy(Tensor loc, Tensor scale, Generator? generator = null)
            : base(generator)
            => KeepBroadcast(loc, scale);

        private Tensor Loc => Parameter(0);

        private Tensor Scale => Parameter(1);

        public override Tensor mean => full_like(Loc, double.NaN);

        public override Tensor mode => Loc;

        public override Tensor variance => full_like(Loc, double.PositiveInfinity);

        public override Tensor rsample(params long[] sample_shape)
            => Scoped(() => Loc + (empty(ExtendedShape(sample_shape), dtype: Loc.dtype, device: Loc.device).cauchy_(generator: generator!) * Scale));

        public override Tensor log_prob(Tensor value)
            => Scoped(() => -((value - Loc) / Scale).pow(2).log1p() - Scale.log() - Math.Log(Math.PI));

        public override Tensor entropy() => Scoped(() => Scale.log() + Math.Log(4 * Math.PI));

        public override Tensor cdf(Tensor value) => Scoped(() => (((value - Loc) / Scale).atan() / Math.PI) + 0.5);

        public override Tensor icdf(Tensor value) => Scoped(() => (((value - 0.5) * Math.PI).tan() * Scale) + Loc);

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
            => Expanded(batch_shape, instance, p => new Cauchy(p[0], p[1], generator));
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            public static Cauchy Cauchy(Tensor loc, Tensor scale, Generator? generator = null)
                => new(loc, scale, generator);
        }
    }
}
