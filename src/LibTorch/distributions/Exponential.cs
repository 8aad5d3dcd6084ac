using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>Density rate · exp(-rate x) on the positive axis.</summary>
    public class Exponential : ExponentialFamily
    {
        public Exponential(Tensor rate, Generator? generator = null)
            : base(generator)
            => KeepBroadcast(rate);

        private Tensor Rate => Parameter(0);

        public override Tensor mean => Rate.reciprocal();

        public override Tensor mode => zeros_like(Rate);

        public override Tensor stddev => Rate.reciprocal();

        public override Tensor variance => Rate.pow(-2);

        public override Tensor rsample(params long[] sample_shape)
            => Scoped(() => empty(ExtendedShape(sample_shape), dtype: Rate.dtype, device: Rate.device).exponential_(generator: generator!) / Rate);

        public override Tensor log_prob(Tensor value) => Scoped(() => Rate.log() - (Rate * value));

        public override Tensor entropy() => Scoped(() => 1 - Rate.log());

        public override Tensor cdf(Tensor value) => Scoped(() => -(-Rate * value).expm1());

        public override Tensor icdf(Tensor value) => Scoped(() => -(-value).log1p() / Rate);

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
            => Expanded(batch_shape, instance, p => new Exponential(p[0], generator));
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            public static Exponential Exponential(Tensor rate, Generator? generator = null)
                => new(rate, generator);
        }
    }
}
