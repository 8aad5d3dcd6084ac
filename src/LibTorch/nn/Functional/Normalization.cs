using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor batch_norm(
                Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null,
                bool training = false, double momentum = 0.1, double eps = 1e-5)
            {
                // As torch's own functional has it: the operator would leave NaN in the running variance.
                if (training && input.numel() == input.shape[1])
                    throw new ArgumentException($"Expected more than 1 value per channel when training, got input size [{string.Join(", ", input.shape)}]", nameof(input));
                return NnOps.batch_norm.Call(input, weight, bias, running_mean, running_var, training, momentum, eps, true);
            }

            public static Tensor instance_norm(
                Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null,
                bool use_input_stats = true, double momentum = 0.1, double eps = 1e-5)
                => NnOps.instance_norm.Call(
                    input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);

            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
                => NnOps.layer_norm.Call(input, normalized_shape, weight, bias, eps);

            public static Tensor group_norm(
                Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
                => NnOps.group_norm.Call(input, num_groups, weight, bias, eps);

            /// <summary>Divides by the p-norm along a dimension, at least <paramref name="eps"/>.</summary>
            public static Tensor normalize(Tensor input, double p = 2.0, long dim = 1L, double eps = 1e-12)
            {
                using var norm = input.norm((int)dim, true, (float)p);
                using var atLeast = norm.clamp_min(eps);
                return input / atLeast;
            }
        }
    }
}
