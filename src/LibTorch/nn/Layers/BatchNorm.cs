using System;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normalises each feature over the batch: by the batch's moments in training, by the running ones after.</summary>
    public abstract class BatchNorm : NormBase
    {
        public BatchNorm(
            long num_features, double eps, double momentum, bool affine, bool track_running_stats,
            Device? device, ScalarType? dtype, string name)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
        {
        }

        public override Tensor forward(Tensor input)
        {
            ValidateInputDimensions(input);
            var byBatch = training || (running_mean is null && running_var is null);
            var tracked = !training || track_running_stats;
            return nn.functional.batch_norm(
                input, tracked ? running_mean : null, tracked ? running_var : null, weight, bias, byBatch, Count(), eps);
        }

        /// <summary>Counts a training batch and gives its weight in the running moments; without momentum, that of a plain mean.</summary>
        private double Count()
        {
            if (!training || num_batches_tracked is not { } batches)
                return momentum ?? 0;
            using (no_grad())
                batches.add_(1L);
            return momentum ?? 1 / batches.to(ScalarType.Float64).item<double>();
        }
    }

    /// <summary>For (N, C) or (N, C, L).</summary>
    public sealed class BatchNorm1d : BatchNorm
    {
        internal BatchNorm1d(
            long num_features, double eps, double momentum, bool affine, bool track_running_stats,
            Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm1d))
        {
        }

        protected override void ValidateInputDimensions(Tensor input)
        {
            if (input.dim() is not (2 or 3))
                throw new ArgumentException($"expected 2D or 3D input, but got {input.dim()}D input.", nameof(input));
        }
    }

    /// <summary>For (N, C, H, W).</summary>
    public sealed class BatchNorm2d : BatchNorm
    {
        internal BatchNorm2d(
            long num_features, double eps, double momentum, bool affine, bool track_running_stats,
            Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(BatchNorm2d))
        {
        }

        protected override void ValidateInputDimensions(Tensor input)
        {
            if (input.dim() != 4)
                throw new ArgumentException($"expected 4D input, but got {input.dim()}D input.", nameof(input));
        }
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            public static BatchNorm1d BatchNorm1d(
                long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null)
                => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            public static BatchNorm2d BatchNorm2d(
                long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = true,
                bool track_running_stats = true, Device? device = null, ScalarType? dtype = null)
                => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
