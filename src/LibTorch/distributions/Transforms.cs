using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>An invertible function and the logarithm of its derivative.</summary>
            public abstract class Transform
            {
                protected Transform()
                {
                }

                public virtual bool bijective => true;

                /// <summary>How many of the last dimensions the function takes together.</summary>
                public virtual int event_dim => 0;

                public virtual Tensor sign => _sign();

                public Tensor forward(Tensor x) => _call(x);

                public virtual long[] forward_shape(long[] shape) => shape;

                public virtual long[] inverse_shape(long[] shape) => shape;

                protected internal virtual Tensor _sign() => tensor(1L);

                protected internal abstract Tensor _call(Tensor x);

                protected internal abstract Tensor _inverse(Tensor y);

                protected internal abstract Tensor log_abs_det_jacobian(Tensor x, Tensor y);

                protected internal static Tensor _sum_rightmost(Tensor value, int dim)
                    => dim == 0 ? value.alias() : value.reshape([.. value.shape[..^dim], -1]).sum(-1);
            }

            /// <summary>y = exp(x).</summary>
            public class ExpTransform : Transform
            {
                public ExpTransform()
                {
                }

                protected internal override Tensor _call(Tensor x) => x.exp();

                protected internal override Tensor _inverse(Tensor y) => y.log();

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y) => x.alias();
            }

            /// <summary>y = loc + scale x.</summary>
            public class AffineTransform : Transform
            {
                private readonly Tensor _loc;
                private readonly Tensor _scale;
                private readonly int _eventDim;

                public AffineTransform(Tensor loc, Tensor scale, int event_dim = 0)
                    => (_loc, _scale, _eventDim) = (loc.alias().DetachFromDisposeScope(), scale.alias().DetachFromDisposeScope(), event_dim);

                public AffineTransform(double loc, double scale, int event_dim = 0)
                    : this(tensor(loc), tensor(scale), event_dim)
                {
                }

                public override int event_dim => _eventDim;

                protected internal override Tensor _sign() => _scale.sign();

                protected internal override Tensor _call(Tensor x) => _loc + (_scale * x);

                protected internal override Tensor _inverse(Tensor y) => (y - _loc) / _scale;

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y)
                    => _sum_rightmost(_scale.abs().log().expand(x.shape), _eventDim);
            }
        }
    }
}
