using System;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normalises each feature of each sample over its positions.</summary>
    public abstract class InstanceNorm : NormBase
    {
        public InstanceNorm(
            long num_features, double eps, double? momentum, bool affine, bool track_running_stats,
            Device? device, ScalarType? dtype, string name)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
        {
        }

        public override Tensor forward(Tensor input)
        {
            ValidateInputDimensions(input);
            if (input.dim() == GetNumberOfBatchDimensions())
                return Normalized(input);

            // One sample without a batch dimension.
            using var batch = input.unsqueeze(0);
            using var output = Normalized(batch);
            return output.squeeze(0);
        }

        protected abstract long GetNumberOfBatchDimensions();

        private protected void RequireDimensions(Tensor input, long batched)
        {
            if (input.dim() != batched && input.dim() != batched - 1)
                throw new ArgumentException($"expected {batched - 1}D or {batched}D input, but got {input.dim()}D input.", nameof(input));
        }

        private Tensor Normalized(Tensor input)
            => nn.functional.instance_norm(
                input, running_mean, running_var, weight, bias, training || !track_running_stats, momentum ?? 0.0, eps);
    }

    /// <summary>For (N, C, L) or (C, L).</summary>
    public sealed class InstanceNorm1d : InstanceNorm
    {
        internal InstanceNorm1d(
            long num_features, double eps, double momentum, bool affine, bool track_running_stats,
            Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(InstanceNorm1d))
        {
        }

        protected override long GetNumberOfBatchDimensions() => 3;

        protected override void ValidateInputDimensions(Tensor input) => RequireDimensions(input, 3);
    }

    /// <summary>For (N, C, H, W) or (C, H, W).</summary>
    public sealed class InstanceNorm2d : InstanceNorm
    {
        internal InstanceNorm2d(
            long num_features, double eps, double momentum, bool affine, bool track_running_stats,
            Device? device, ScalarType? dtype)
            : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, nameof(InstanceNorm2d))
        {
        }

        protected override long GetNumberOfBatchDimensions() => 4;

        protected override void ValidateInputDimensions(Tensor input) => RequireDimensions(input, 4);
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            public static InstanceNorm1d InstanceNorm1d(
                long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = false,
                bool track_running_stats = false, Device? device = null, ScalarType? dtype = null)
                => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            public static InstanceNorm2d InstanceNorm2d(
                long num_features, double eps = 1e-5, double momentum = 0.1, bool affine = false,
                bool track_running_stats = false, Device? device = null, ScalarType? dtype = null)
                => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
