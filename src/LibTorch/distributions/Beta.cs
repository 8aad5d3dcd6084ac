using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>Density x^(a-1) (1-x)^(b-1) / B(a, b), where a is concentration1 and b concentration0. Draws carry no gradient: libtorch has none.</summary>
    public class Beta : ExponentialFamily
    {
        /// <summary>The same distribution over (x, 1 - x).</summary>
        protected Dirichlet dirichlet;

        public Beta(Tensor concentration1, Tensor concentration0, Generator? generator = null)
            : base(generator)
        {
            using var scope = NewDisposeScope();
            KeepBroadcast(concentration1, concentration0);
            dirichlet = new Dirichlet(stack([A, B], -1), generator);
        }

        private Tensor A => Parameter(0);

        private Tensor B => Parameter(1);

        public override Tensor mean => Scoped(() => A / (A + B));

        public override Tensor mode => Scoped(() => dirichlet.mode.select(-1, 0));

        public override Tensor variance => Scoped(() => A * B / ((A + B).pow(2) * (A + B + 1)));

        public override Tensor rsample(params long[] sample_shape) => Scoped(() => dirichlet.rsample(sample_shape).select(-1, 0));

        public override Tensor log_prob(Tensor value) => Scoped(() => dirichlet.log_prob(stack([value, 1 - value], -1)));

        public override Tensor entropy() => dirichlet.entropy();

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
        {
            var larger = Expanded(batch_shape, instance, p => new Beta(p[0], p[1], generator));
            if (ReferenceEquals(larger, instance))
                larger.dirichlet = (Dirichlet)dirichlet.expand(batch_shape);
            return larger;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                dirichlet.Dispose();
            base.Dispose(disposing);
        }
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            public static Beta Beta(Tensor concentration1, Tensor concentration0, Generator? generator = null)
                => new(concentration1, concentration0, generator);
        }
    }
}
