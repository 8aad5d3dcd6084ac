using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>Density rate^a x^(a-1) exp(-rate x) / Γ(a), where a is the concentration. Draws carry no gradient, as in TorchSharp.</summary>
    public class Gamma : ExponentialFamily
    {
        public Gamma(Tensor concentration, Tensor rate, Generator? generator = null)
            : base(generator)
            => KeepBroadcast(concentration, rate);

        private Tensor Concentration => Parameter(0);

        private Tensor Rate => Parameter(1);

        public override Tensor mean => Scoped(() => Concentration / Rate);

        public override Tensor mode => Scoped(() => ((Concentration - 1) / Rate).clamp_min(0));

        public override Tensor variance => Scoped(() => Concentration / Rate.pow(2));

        public override Tensor rsample(params long[] sample_shape)
            => Scoped(() =>
            {
                var shape = ExtendedShape(sample_shape);
                var draw = DistributionOps.standard_gamma.Call(Concentration.expand(shape), generator) / Rate.expand(shape);
                var least = draw.dtype == ScalarType.Float64 ? 2.2250738585072014e-308 : 1.17549435e-38;
                return draw.detach().clamp_min(least);
            });

        public override Tensor log_prob(Tensor value)
            => Scoped(() => (Concentration * Rate.log()) + ((Concentration - 1) * value.log()) - (Rate * value) - Concentration.lgamma());

        public override Tensor entropy()
            => Scoped(() => Concentration - Rate.log() + Concentration.lgamma() + ((1 - Concentration) * Concentration.digamma()));

        public override Tensor cdf(Tensor value) => Scoped(() => special.gammainc(Concentration, Rate * value));

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
            => Expanded(batch_shape, instance, p => new Gamma(p[0], p[1], generator));
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            public static Gamma Gamma(Tensor concentration, Tensor rate, Generator? generator = null)
                => new(concentration, rate, generator);
        }
    }
}
