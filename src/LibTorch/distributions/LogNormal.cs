using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>exp of N(loc, scale²). Draws carry no gradient, as in TorchSharp.</summary>
    public class LogNormal : TransformedDistribution
    {
        internal LogNormal(Tensor loc, Tensor scale, Generator? generator)
            : base(new Normal(loc, scale, generator), new transforms.ExpTransform(), generator)
            => KeepBroadcast(loc, scale);

        public Tensor loc => Parameter(0);

        public Tensor scale => Parameter(1);

        public override Tensor mean => Scoped(() => (loc + (scale.pow(2) / 2)).exp());

        public override Tensor mode => Scoped(() => (loc - scale.pow(2)).exp());

        public override Tensor variance => Scoped(() => scale.pow(2).expm1() * ((loc * 2) + scale.pow(2)).exp());

        public override Tensor entropy() => Scoped(() => base_distribution.entropy() + loc);

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
            => Expanded(batch_shape, instance, p => new LogNormal(p[0], p[1], generator));
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            public static LogNormal LogNormal(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);
        }
    }
}
