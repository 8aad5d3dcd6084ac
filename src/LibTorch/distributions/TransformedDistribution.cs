using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules;

/// <summary>The distribution of a function, or of several in turn, of a draw. Draws carry no gradient, as in TorchSharp.</summary>
public class TransformedDistribution : Distribution
{
    protected Distribution base_distribution;

    private transforms.Transform[] _transforms = [];

    public TransformedDistribution(
        Distribution base_distribution, transforms.Transform transform, Generator? generator = null)
        : this(base_distribution, [transform], generator)
    {
    }

    public TransformedDistribution(
        Distribution base_distribution, IEnumerable<transforms.Transform> transforms, Generator? generator = null)
        : base(generator)
    {
        this.base_distribution = base_distribution;
        _init(base_distribution, [.. transforms]);
    }

    /// <summary>Unknown in general: null, where TorchSharp has a tensor without content.</summary>
    public override Tensor mean => null!;

    /// <inheritdoc cref="mean"/>
    public override Tensor variance => null!;

    public override Tensor sample(params long[] sample_shape) => Draw(() => base_distribution.sample(sample_shape));

    public override Tensor rsample(params long[] sample_shape) => Draw(() => base_distribution.rsample(sample_shape));

    public override Tensor log_prob(Tensor value)
        => Scoped(() =>
        {
            var dims = event_shape.Length;
            var y = value;
            Tensor? jacobian = null;
            foreach (var t in _transforms.Reverse())
            {
                var x = t._inverse(y);
                var term = transforms.Transform._sum_rightmost(t.log_abs_det_jacobian(x, y), dims - t.event_dim);
                jacobian = jacobian is null ? term : jacobian + term;
                y = x;
            }

            var density = transforms.Transform._sum_rightmost(
                base_distribution.log_prob(y), dims - base_distribution.event_shape.Length);
            return jacobian is null ? density : density - jacobian;
        });

    /// <summary>Unknown in general.</summary>
    public override Tensor entropy() => throw new NotSupportedException("The entropy of a transformed distribution is not known in general.");

    public override Tensor cdf(Tensor value)
        => Scoped(() => Monotone(base_distribution.cdf(_transforms.Reverse().Aggregate(value, (y, t) => t._inverse(y)))));

    public override Tensor icdf(Tensor value) => Scoped(() => Through(base_distribution.icdf(Monotone(value))));

    public override Distribution expand(Size batch_shape, Distribution? instance = null)
    {
        var larger = base_distribution.expand(batch_shape);
        if (instance is null)
            return new TransformedDistribution(larger, _transforms, generator);
        if (instance is not TransformedDistribution target)
            throw new ArgumentException("expand(): 'instance' must be a TransformedDistribution", nameof(instance));
        target._init(larger, _transforms);
        return target;
    }

    protected void _init(Distribution base_distribution, transforms.Transform[] transforms)
    {
        (this.base_distribution, _transforms) = (base_distribution, transforms);
        var dims = Math.Max(base_distribution.event_shape.Length, transforms.Max(t => t.event_dim));
        long[] shape = [.. base_distribution.batch_shape, .. base_distribution.event_shape];
        _init(new Size(shape[..^dims]), new Size(shape[^dims..]));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            base_distribution.Dispose();
        base.Dispose(disposing);
    }

    private Tensor Draw(Func<Tensor> draw)
    {
        using var frozen = no_grad();
        return Scoped(() => Through(draw()));
    }

    private Tensor Through(Tensor x) => _transforms.Aggregate(x, (value, t) => t.forward(value));

    // A falling function turns the distribution function around.
    private Tensor Monotone(Tensor value)
        => (_transforms.Aggregate(tensor(1.0, dtype: value.dtype), (sign, t) => sign * t.sign) * (value - 0.5)) + 0.5;
}
