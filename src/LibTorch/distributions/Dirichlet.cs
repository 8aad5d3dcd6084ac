using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>Probabilities with density proportional to Π xᵢ^(aᵢ-1), where a is the concentration. Draws carry no gradient: libtorch has none.</summary>
    public class Dirichlet : ExponentialFamily
    {
        public Dirichlet(Tensor concentration, Generator? generator = null)
            : base(generator)
        {
            Keep(concentration);
            var shape = concentration.shape;
            _init(shape[..^1], new Size(shape[^1]));
        }

        private Tensor Concentration => Parameter(0);

        public override Tensor mean => Scoped(() => Concentration / Concentration.sum(-1, true));

        public override Tensor mode
            => Scoped(() =>
            {
                var above = (Concentration - 1).clamp_min(0);
                var total = above.sum(-1, true);
                // All below 1: the density is unbounded at every corner. TorchSharp takes one of them.
                var corner = nn.functional.one_hot(Concentration.argmax(-1), event_shape[0]).to(above.dtype);
                return where((Concentration < 1).all(-1, true), corner, above / total);
            });

        public override Tensor variance
            => Scoped(() =>
            {
                var total = Concentration.sum(-1, true);
                return Concentration * (total - Concentration) / (total.pow(2) * (total + 1));
            });

        public override Tensor rsample(params long[] sample_shape)
        {
            using var frozen = no_grad();
            return Scoped(() => DistributionOps.sample_dirichlet.Call(Concentration.expand(ExtendedShape(sample_shape)), generator));
        }

        public override Tensor log_prob(Tensor value)
            => Scoped(() => (Concentration - 1).xlogy(value).sum(-1) + Concentration.sum(-1).lgamma() - Concentration.lgamma().sum(-1));

        public override Tensor entropy()
            => Scoped(() =>
            {
                var total = Concentration.sum(-1);
                return Concentration.lgamma().sum(-1) - total.lgamma()
                    - ((event_shape[0] - total) * total.digamma())
                    - ((Concentration - 1) * Concentration.digamma()).sum(-1);
            });

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
            => Expanded(batch_shape, instance, p => new Dirichlet(p[0], generator), keptDims: 1);
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            public static Dirichlet Dirichlet(Tensor concentration, Generator? generator = null) => new(concentration, generator);
        }
    }
}
