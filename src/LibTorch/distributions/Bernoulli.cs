using System;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>1 with probability p, or sigmoid of the logit l; else 0.</summary>
    public class Bernoulli : Distribution
    {
        private bool _byLogits;

        public Bernoulli(Tensor? p = null, Tensor? l = null, Generator? generator = null)
            : base(generator)
        {
            if ((p is null) == (l is null))
                throw new ArgumentException("Either 'probs' or 'logits' must be specified, but not both.", nameof(p));
            _byLogits = p is null;
            KeepBroadcast(p ?? l!);
        }

        public Tensor probs => _byLogits ? LogitsToProbs(Parameter(0), true) : Parameter(0);

        public Tensor logits => _byLogits ? Parameter(0) : ProbsToLogits(Parameter(0), true);

        public override Tensor mean => probs;

        public override Tensor variance => Scoped(() => probs * (1 - probs));

        public override Tensor rsample(params long[] sample_shape)
        {
            using var frozen = no_grad();
            return Scoped(() => DistributionOps.bernoulli.Call(probs.expand(ExtendedShape(sample_shape)), generator));
        }

        public override Tensor log_prob(Tensor value)
            => Scoped(() =>
            {
                var both = broadcast_tensors(logits, value);
                return -nn.functional.binary_cross_entropy_with_logits(both[0], both[1], reduction: nn.Reduction.None);
            });

        public override Tensor entropy()
            => Scoped(() => nn.functional.binary_cross_entropy_with_logits(logits, probs, reduction: nn.Reduction.None));

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
        {
            var larger = Expanded(
                batch_shape, instance,
                p => _byLogits ? new Bernoulli(null, p[0], generator) : new Bernoulli(p[0], null, generator));
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
            public static Bernoulli Bernoulli(Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
                => new(probs, logits, generator);

            public static Bernoulli Bernoulli(float? probs, float? logits, Generator? generator = null)
                => new(probs is { } p ? tensor(p) : null, logits is { } l ? tensor(l) : null, generator);

            public static Bernoulli Bernoulli(double? probs, double? logits, Generator? generator = null)
                => new(probs is { } p ? tensor(p) : null, logits is { } l ? tensor(l) : null, generator);
        }
    }
}
