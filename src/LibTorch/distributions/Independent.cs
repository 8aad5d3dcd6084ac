using System;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>Counts the last dimensions of a batch as part of the event: their log probabilities are summed.</summary>
    public class Independent : Distribution
    {
        private Distribution _base;
        private int _dims;

        public Independent(Distribution base_distribution, int reinterpreted_batch_ndims, Generator? generator = null)
            : base(generator)
        {
            (_base, _dims) = (base_distribution, reinterpreted_batch_ndims);
            var cut = base_distribution.batch_shape.Length - reinterpreted_batch_ndims;
            ArgumentOutOfRangeException.ThrowIfNegative(cut, nameof(reinterpreted_batch_ndims));
            long[] batch = [.. base_distribution.batch_shape];
            _init(batch[..cut], (long[])[.. batch[cut..], .. base_distribution.event_shape]);
        }

        public override Tensor mean => _base.mean;

        public override Tensor mode => _base.mode;

        public override Tensor variance => _base.variance;

        public override Tensor sample(params long[] sample_shape) => _base.sample(sample_shape);

        public override Tensor rsample(params long[] sample_shape) => _base.rsample(sample_shape);

        public override Tensor log_prob(Tensor value) => Scoped(() => transforms.Transform._sum_rightmost(_base.log_prob(value), _dims));

        public override Tensor entropy() => Scoped(() => transforms.Transform._sum_rightmost(_base.entropy(), _dims));

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
        {
            var larger = _base.expand(batch_shape + event_shape.Slice(0, _dims));
            if (instance is null)
                return new Independent(larger, _dims, generator);
            if (instance is not Independent target)
                throw new ArgumentException("expand(): 'instance' must be an Independent distribution", nameof(instance));
            (target._base, target._dims) = (larger, _dims);
            target._init(batch_shape, event_shape);
            return target;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _base.Dispose();
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
            public static Independent Independent(
                Distribution base_distribution, int reinterpreted_batch_dims, Generator? generator = null)
                => new(base_distribution, reinterpreted_batch_dims, generator);
        }
    }
}
