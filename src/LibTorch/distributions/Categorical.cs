using System;
using System.Linq;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>A class index, by probabilities (normalised here) or by unnormalised log probabilities along the last dimension.</summary>
    public class Categorical : Distribution
    {
        private bool _byLogits;

        public Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
            : base(generator)
        {
            if ((probs is null) == (logits is null))
                throw new ArgumentException("Either 'probs' or 'logits' must be specified, but not both.", nameof(probs));
            using var scope = NewDisposeScope();
            _byLogits = probs is null;
            Keep(probs is null ? logits! - logits!.logsumexp(-1, true) : probs / probs.sum(-1, true));
            batch_shape = param_shape[..^1];
        }

        public Tensor probs => _byLogits ? LogitsToProbs(Parameter(0)) : Parameter(0);

        public Tensor logits => _byLogits ? Parameter(0) : ProbsToLogits(Parameter(0));

        public long[] param_shape => Parameter(0).shape;

        public override Tensor mean => full(ExtendedShape(), double.NaN, dtype: Parameter(0).dtype, device: Parameter(0).device);

        public override Tensor variance => mean;

        public override Tensor rsample(params long[] sample_shape)
        {
            using var frozen = no_grad();
            return Scoped(() =>
            {
                var count = sample_shape.Aggregate(1L, (x, y) => x * y);
                var draws = DistributionOps.multinomial.Call(probs.reshape(-1, param_shape[^1]), count, true, generator);
                return draws.t().reshape(ExtendedShape(sample_shape));
            });
        }

        public override Tensor log_prob(Tensor value)
            => Scoped(() =>
            {
                var both = broadcast_tensors(value.to(ScalarType.Int64).unsqueeze(-1), logits);
                return both[1].gather(-1, both[0].narrow(-1, 0, 1)).squeeze(-1);
            });

        public override Tensor entropy()
            => Scoped(() =>
            {
                var least = Parameter(0).dtype == ScalarType.Float64 ? double.MinValue : float.MinValue;
                return -(logits.clamp_min(least) * probs).sum(-1);
            });

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
        {
            var larger = Expanded(
                batch_shape, instance,
                p => _byLogits ? new Categorical(null, p[0], generator) : new Categorical(p[0], null, generator),
                keptDims: 1);
            larger._byLogits = _byLogits;
            return larger;
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
            public static Categorical Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
                => new(probs, logits, generator);

            /// <summary>All categories equally likely.</summary>
            public static Categorical Categorical(int categories, Generator? generator = null)
                => new(tensor(1.0 / categories).expand(categories), null, generator);
        }
    }
}
