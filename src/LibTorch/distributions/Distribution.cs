using System;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        /// <summary>A batch of distributions: batch_shape counts them, event_shape is the shape of one draw from one.</summary>
        public abstract class Distribution : IDisposable
        {
            protected const double euler_constant = 0.57721566490153286060;

            protected Generator? generator;

            private Tensor[] _parameters = [];
            private bool _disposed;

            public Distribution(Generator? generator, long[]? batch_shape = null, long[]? event_shape = null)
            {
                this.generator = generator;
                _init(batch_shape ?? Size.Empty, event_shape ?? Size.Empty);
            }

            public Distribution(Generator? generator, Size batch_shape, Size? event_shape = null)
            {
                this.generator = generator;
                _init(batch_shape, event_shape);
            }

            public Size batch_shape { get; protected set; }

            public Size event_shape { get; protected set; }

            public abstract Tensor mean { get; }

            /// <summary>The most likely value; null where none is defined.</summary>
            public virtual Tensor mode => null!;

            public abstract Tensor variance { get; }

            public virtual Tensor stddev => Scoped(() => variance.sqrt());

            public abstract Tensor log_prob(Tensor value);

            public abstract Tensor entropy();

            public virtual Tensor perplexity() => Scoped(() => entropy().exp());

            /// <summary>Draws of shape sample_shape + batch_shape + event_shape.</summary>
            public virtual Tensor sample(params long[] sample_shape) => rsample(sample_shape);

            public Tensor sample(Size sample_shape) => sample(sample_shape.Shape);

            /// <summary>As <see cref="sample(long[])"/>, but as a function of the parameters, where there is one.</summary>
            public abstract Tensor rsample(params long[] sample_shape);

            public Tensor rsample(Size sample_shape) => rsample(sample_shape.Shape);

            public virtual Tensor cdf(Tensor value) => throw Undefined(nameof(cdf));

            public virtual Tensor icdf(Tensor value) => throw Undefined(nameof(icdf));

            /// <summary>The same distribution with its parameters repeated to a larger batch.</summary>
            public abstract Distribution expand(Size batch_shape, Distribution? instance = null);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes of the parameters and, as TorchSharp does, of the generator.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                    return;
                _disposed = true;
                foreach (var parameter in _parameters)
                    parameter.Dispose();
                generator?.Dispose();
            }

            protected void _init(Size? batch_shape = null, Size? event_shape = null)
            {
                this.batch_shape = batch_shape ?? Size.Empty;
                this.event_shape = event_shape ?? Size.Empty;
            }

            protected long[] ExtendedShape(params long[] sample_shape) => [.. sample_shape, .. batch_shape, .. event_shape];

            protected Tensor LogitsToProbs(Tensor logits, bool isBinary = false)
                => isBinary ? logits.sigmoid() : nn.functional.softmax(logits, -1);

            protected Tensor ProbsToLogits(Tensor probs, bool isBinary = false)
                => Scoped(() =>
                {
                    var clamped = ClampProbs(probs);
                    return isBinary ? clamped.log() - (-clamped).log1p() : clamped.log();
                });

            protected Tensor ClampProbs(Tensor probs)
            {
                var eps = Epsilon(probs);
                return probs.clamp(eps, 1 - eps);
            }

            private protected Tensor Parameter(int index) => _parameters[index];

            /// <summary>Keeps the parameters, outside of any scope, until the distribution is disposed of.</summary>
            private protected void Keep(params Tensor[] parameters)
                => _parameters = Array.ConvertAll(parameters, p => p.alias().DetachFromDisposeScope());

            /// <summary>Keeps the parameters, broadcast to one shape, which becomes the batch's.</summary>
            private protected void KeepBroadcast(params Tensor[] parameters)
            {
                using var scope = NewDisposeScope();
                Keep([.. broadcast_tensors(parameters)]);
                batch_shape = _parameters[0].shape;
            }

            /// <summary>Expands all parameters, into a new distribution or into an existing one of the same type.</summary>
            private protected T Expanded<T>(Size shape, Distribution? instance, Func<Tensor[], T> create, int keptDims = 0)
                where T : Distribution
            {
                using var scope = NewDisposeScope();
                var larger = Array.ConvertAll(
                    _parameters, p => p.expand([.. shape, .. p.shape.TakeLast(keptDims)]));
                switch (instance)
                {
                    case null:
                        return create(larger);
                    case T target:
                        target.Keep(larger);
                        target._init(shape, event_shape);
                        return target;
                    default:
                        throw new ArgumentException($"expand(): 'instance' must be a {typeof(T).Name} distribution", nameof(instance));
                }
            }

            /// <summary>Disposes of all intermediate results.</summary>
            private protected static Tensor Scoped(Func<Tensor> expression)
            {
                using var scope = NewDisposeScope();
                return expression().MoveToOuterDisposeScope();
            }

            private protected static double Epsilon(Tensor like)
                => like.dtype == ScalarType.Float64 ? Math.BitIncrement(1.0) - 1 : MathF.BitIncrement(1f) - 1f;

            private protected Tensor Standard(long[] shape, Tensor like)
                => empty(shape, dtype: like.dtype, device: like.device).normal_(generator: generator!);

            private protected NotSupportedException Undefined(string function) => new($"{GetType().Name} has no {function}.");
        }

        /// <summary>Distributions with a density exp(θ·t(x) - F(θ) + k(x)).</summary>
        public abstract class ExponentialFamily : Distribution
        {
            protected ExponentialFamily(Generator? generator)
                : base(generator)
            {
            }

            /// <summary>Has no closed form, unless overridden.</summary>
            public override Tensor entropy() => throw Undefined(nameof(entropy));
        }
    }
}
