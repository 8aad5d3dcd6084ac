using System;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor pad(
                Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
                => mode switch
                {
                    PaddingModes.Reflect => NnOps.pad.Call(input, pad, "reflect"),
                    PaddingModes.Replicate => NnOps.pad.Call(input, pad, "replicate"),
                    PaddingModes.Circular => NnOps.pad.Call(input, pad, "circular"),
                    PaddingModes.Zeros => NnOps.pad.Call(input, pad, "constant", 0.0),
                    _ => NnOps.pad.Call(input, pad, "constant", value),
                };

            public static Tensor pad(
                Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
                => functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(
                Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
                => functional.pad(input, Pair(pad), mode, value);

            public static Tensor pad(
                Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
                => functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>The same padding on both sides of every dimension.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var all = new long[2 * input.dim()];
                Array.Fill(all, pad);
                return functional.pad(input, all, mode, value);
            }

            /// <summary>Resamples to a size, or by a factor; a single number holds for all dimensions.</summary>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false)
            {
                var dims = (int)x.dim() - 2;
                if ((size is null) == (scale_factor is null))
                    throw new ArgumentException("only one of size or scale_factor should be defined", nameof(size));
                size = Repeated(size, dims);
                scale_factor = Repeated(scale_factor, dims);
                if (recompute_scale_factor && scale_factor is not null)
                {
                    size = Sizes(x, scale_factor);
                    scale_factor = null;
                }

                return (mode, dims) switch
                {
                    (InterpolationMode.Nearest, 1) => NnOps.upsample_nearest1d.Call(x, size, scale_factor),
                    (InterpolationMode.Nearest, 2) => NnOps.upsample_nearest2d.Call(x, size, scale_factor),
                    (InterpolationMode.Nearest, 3) => NnOps.upsample_nearest3d.Call(x, size, scale_factor),
                    (InterpolationMode.Linear, 1) => NnOps.upsample_linear1d.Call(x, size, align_corners ?? false, scale_factor),
                    (InterpolationMode.Bilinear, 2) => NnOps.upsample_bilinear2d.Call(x, size, align_corners ?? false, scale_factor),
                    (InterpolationMode.Bicubic, 2) => NnOps.upsample_bicubic2d.Call(x, size, align_corners ?? false, scale_factor),
                    (InterpolationMode.Trilinear, 3) => NnOps.upsample_trilinear3d.Call(x, size, align_corners ?? false, scale_factor),
                    (InterpolationMode.Area, 1) => adaptive_avg_pool1d(x, (size ?? Sizes(x, scale_factor!))[0]),
                    (InterpolationMode.Area, 2) => adaptive_avg_pool2d(x, size ?? Sizes(x, scale_factor!)),
                    _ => throw new ArgumentException($"Input with {dims} spatial dimensions does not go with mode {mode}.", nameof(mode)),
                };
            }

            public static Tensor upsample(
                Tensor input, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest,
                bool align_corners = false)
                => interpolate(input, size, scale_factor, (InterpolationMode)mode, align_corners);

            public static Tensor upsample_nearest(
                Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false)
                => upsample(x, size, scale_factor, UpsampleMode.Nearest, align_corners);

            public static Tensor upsample_bilinear(
                Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false)
                => upsample(x, size, scale_factor, UpsampleMode.Bilinear, align_corners);

            private static T[]? Repeated<T>(T[]? values, int dims)
            {
                if (values is not { Length: 1 } || dims == 1)
                    return values;
                var repeated = new T[dims];
                Array.Fill(repeated, values[0]);
                return repeated;
            }

            private static long[] Sizes(Tensor x, double[] factors)
            {
                var sizes = new long[factors.Length];
                for (var i = 0; i < sizes.Length; i++)
                    sizes[i] = (long)Math.Floor(x.shape[i + 2] * factors[i]);
                return sizes;
            }
        }
    }
}
