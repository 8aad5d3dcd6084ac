using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients together so that their common norm is at most <paramref name="max_norm"/>.</summary>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var frozen = no_grad();
                using var scope = NewDisposeScope();
                var grads = tensors.Select(p => p.grad).Where(g => g is not null).ToList();
                if (grads.Count == 0)
                    return 0.0;

                var norms = stack(grads.Select(g => Norm(g!, norm_type)));
                var total = Norm(norms, norm_type).to(ScalarType.Float64).item<double>();
                var scale = max_norm / (total + 1e-6);
                if (scale < 1)
                {
                    foreach (var grad in grads)
                        grad!.mul_(scale);
                }

                return total;
            }

            /// <summary>Confines every element of the gradients to ±<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var frozen = no_grad();
                foreach (var p in tensors)
                {
                    using var grad = p.grad;
                    grad?.clamp_(-clip_value, clip_value);
                }
            }

            /// <summary>All parameters behind each other, as one vector with its place in the graph.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat(tensors.Select(p => p.reshape(-1)).ToArray(), 0).MoveToOuterDisposeScope();
            }

            /// <summary>The reverse of <see cref="parameters_to_vector"/>: copies the values in.</summary>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                using var frozen = no_grad();
                using var scope = NewDisposeScope();
                long start = 0;
                foreach (var p in tensors)
                {
                    var count = p.NumberOfElements;
                    p.copy_(vec.narrow(0, start, count).view_as(p));
                    start += count;
                }
            }

            private static Tensor Norm(Tensor tensor, double p)
                => double.IsPositiveInfinity(p) ? tensor.abs().max() : tensor.norm((float)p);
        }
    }
}
