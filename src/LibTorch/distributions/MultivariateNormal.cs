using System;
using System.Linq;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>N(loc, Σ), by exactly one of covariance Σ, precision Σ⁻¹, or the lower triangular L with Σ = L Lᵀ.</summary>
    public class MultivariateNormal : Distribution
    {
        public MultivariateNormal(
            Tensor loc, Tensor? covariance_matrix = null, Tensor? precision_matrix = null, Tensor? scale_tril = null,
            Generator? generator = null)
            : base(generator)
        {
            Tensor?[] given = [covariance_matrix, precision_matrix, scale_tril];
            if (given.Count(matrix => matrix is not null) != 1)
                throw new ArgumentException("Exactly one of covariance_matrix or precision_matrix or scale_tril may be specified.", nameof(covariance_matrix));
            var shape = given.First(matrix => matrix is not null)!.shape;
            if (shape.Length < 2)
                throw new ArgumentException("The matrix must be at least two-dimensional, with optional leading batch dimensions.", nameof(covariance_matrix));

            using var scope = NewDisposeScope();
            var scale = scale_tril
                ?? (covariance_matrix is not null ? linalg.cholesky(covariance_matrix) : FromPrecision(precision_matrix!));
            var batch = broadcast_tensors(loc.select(-1, 0), scale.select(-1, 0).select(-1, 0))[0].shape;
            Keep(loc.expand([.. batch, loc.shape[^1]]), scale);
            _init(batch, new Size(loc.shape[^1]));
        }

        private Tensor Loc => Parameter(0);

        private Tensor L => Parameter(1);

        public override Tensor mean => Loc;

        public override Tensor mode => Loc;

        public override Tensor variance => Scoped(() => L.pow(2).sum(-1).expand(ExtendedShape()));

        public override Tensor rsample(params long[] sample_shape)
            => Scoped(() => Loc + L.matmul(Standard(ExtendedShape(sample_shape), Loc).unsqueeze(-1)).squeeze(-1));

        public override Tensor log_prob(Tensor value)
            => Scoped(() =>
            {
                var white = linalg.solve_triangular(L, (value - Loc).unsqueeze(-1), upper: false).squeeze(-1);
                return ((white.pow(2).sum(-1) + (event_shape[0] * Math.Log(2 * Math.PI))) * -0.5) - HalfLogDet();
            });

        public override Tensor entropy()
            => Scoped(() => (HalfLogDet() + (0.5 * event_shape[0] * (1 + Math.Log(2 * Math.PI)))).expand([.. batch_shape]));

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
        {
            using var scope = NewDisposeScope();
            var loc = Loc.expand([.. batch_shape, event_shape[0]]);
            var scale = L.expand([.. batch_shape, event_shape[0], event_shape[0]]);
            if (instance is null)
                return new MultivariateNormal(loc, scale_tril: scale, generator: generator);
            if (instance is not MultivariateNormal target)
                throw new ArgumentException("expand(): 'instance' must be a MultivariateNormal distribution", nameof(instance));
            target.Keep(loc, scale);
            target._init(batch_shape, event_shape);
            return target;
        }

        private Tensor HalfLogDet() => L.diagonal(dim1: -2, dim2: -1).log().sum(-1);

        /// <summary>The L of the inverse, by the Cholesky factor of the matrix turned by 180 degrees.</summary>
        private static Tensor FromPrecision(Tensor precision)
        {
            var turned = linalg.cholesky(precision.flip(-2, -1)).flip(-2, -1).transpose(-2, -1);
            var one = eye(precision.shape[^1], dtype: precision.dtype, device: precision.device);
            return linalg.solve_triangular(turned, one, upper: false);
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
            public static MultivariateNormal MultivariateNormal(
                Tensor loc, Tensor? covariance_matrix = null, Tensor? precision_matrix = null, Tensor? scale_tril = null,
                Generator? generator = null)
                => new(loc, covariance_matrix, precision_matrix, scale_tril, generator);
        }
    }
}
