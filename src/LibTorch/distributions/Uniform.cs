using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>U(low, high): low is possible, high is not.</summary>
    public class Uniform : Distribution
    {
        public Uniform(Tensor low, Tensor high, Generator? generator = null)
            : base(generator)
            => KeepBroadcast(low, high);

        private Tensor Low => Parameter(0);

        private Tensor High => Parameter(1);

        public override Tensor mean => Scoped(() => (High + Low) / 2);

        public override Tensor mode => Scoped(() => High * double.NaN);

        public override Tensor variance => Scoped(() => (High - Low).pow(2) / 12);

        public override Tensor rsample(params long[] sample_shape)
            => Scoped(() => Low + (rand(ExtendedShape(sample_shape), dtype: Low.dtype, device: Low.device, generator: generator) * (High - Low)));

        public override Tensor log_prob(Tensor value)
            => Scoped(() => (value.ge(Low) & value.lt(High)).to(Low.dtype).log() - (High - Low).log());

        public override Tensor entropy() => Scoped(() => (High - Low).log());

        public override Tensor cdf(Tensor value) => Scoped(() => ((value - Low) / (High - Low)).clamp(0, 1));

        public override Tensor icdf(Tensor value) => Scoped(() => (value * (High - Low)) + Low);

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
            => Expanded(batch_shape, instance, p => new Uniform(p[0], p[1], generator));
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            public static Uniform Uniform(Tensor low, Tensor high, Generator? generator = null)
                => new(low, high, generator);
        }
    }
}
