using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>Probability rate^x exp(-rate) / x!.</summary>
    public class Poisson : ExponentialFamily
    {
        public Poisson(Tensor rate, Generator? generator = null)
            : base(generator)
            => KeepBroadcast(rate);

        private Tensor Rate => Parameter(0);

        public override Tensor mean => Rate;

        public override Tensor mode => Rate.floor();

        public override Tensor variance => Rate;

        public override Tensor rsample(params long[] sample_shape)
        {
            using var frozen = no_grad();
            return Scoped(() => DistributionOps.poisson.Call(Rate.expand(ExtendedShape(sample_shape)), generator));
        }

        public override Tensor log_prob(Tensor value)
            => Scoped(() => value.xlogy(Rate) - Rate - (value + 1).lgamma());

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
            => Expanded(batch_shape, instance, p => new Poisson(p[0], generator));
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            public static Poisson Poisson(Tensor rate, Generator? generator = null)
                => new(rate, generator);

            public static Poisson Poisson(float rate, Generator? generator = null) => new(tensor(rate), generator);

            public static Poisson Poisson(double rate, Generator? generator = null) => new(tensor(rate), generator);
        }
    }
}
