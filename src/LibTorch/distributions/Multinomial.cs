using System;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>How often each class occurs in total_count draws.</summary>
    public class Multinomial : Distribution
    {
        private int _count;
        private Categorical _categorical;

        public Multinomial(int total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
            : this(total_count, new Categorical(probs, logits, generator), generator)
        {
        }

        private Multinomial(int count, Categorical categorical, Generator? generator)
            : base(generator)
        {
            (_count, _categorical) = (count, categorical);
            _init(categorical.batch_shape, new Size(categorical.param_shape[^1]));
        }

        public Tensor probs => _categorical.probs;

        public Tensor logits => _categorical.logits;

        public long[] param_shape => _categorical.param_shape;

        public override Tensor mean => Scoped(() => probs * _count);

        public override Tensor variance => Scoped(() => probs * (1 - probs) * _count);

        public override Tensor rsample(params long[] sample_shape)
            => Scoped(() =>
            {
                // (count, sample, batch) to (sample, batch, count), then counted by class.
                var draws = _categorical.sample([_count, .. sample_shape]).movedim([0], [-1]);
                var counts = zeros(ExtendedShape(sample_shape), dtype: probs.dtype, device: probs.device);
                return counts.scatter_add_(-1, draws, ones_like(draws).to(probs.dtype));
            });

        public override Tensor log_prob(Tensor value)
            => Scoped(() =>
            {
                var both = broadcast_tensors(logits, value);
                // 0 · log 0 counts as 0.
                var impossible = both[1].eq(0) & both[0].eq(double.NegativeInfinity);
                var powers = both[0].masked_fill(impossible, 0) * both[1];
                return (both[1].sum(-1) + 1).lgamma() - (both[1] + 1).lgamma().sum(-1) + powers.sum(-1);
            });

        /// <summary>Has no closed form.</summary>
        public override Tensor entropy() => throw new NotSupportedException("The entropy of a multinomial distribution has no closed form.");

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
        {
            var larger = (Categorical)_categorical.expand(batch_shape);
            if (instance is null)
                return new Multinomial(_count, larger, generator);
            if (instance is not Multinomial target)
                throw new ArgumentException("expand(): 'instance' must be a Multinomial distribution", nameof(instance));
            (target._count, target._categorical) = (_count, larger);
            target._init(larger.batch_shape, event_shape);
            return target;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _categorical.Dispose();
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
            public static Multinomial Multinomial(
                int total_count, Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
                => new(total_count, probs, logits, generator);

            /// <summary>All categories equally likely.</summary>
            public static Multinomial Multinomial(int total_count, int categories, Generator? generator = null)
                => new(total_count, tensor(1.0 / categories).expand(categories), null, generator);
        }
    }
}
