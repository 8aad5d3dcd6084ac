using System;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Initial values, written in place and without a trace in the graph.</summary>
        public static partial class init
        {
            public enum FanInOut
            {
                FanIn = 0,
                FanOut = 1,
            }

            public enum NonlinearityType
            {
                Linear = 0,
                Conv1D = 1,
                Conv2D = 2,
                Conv3D = 3,
                ConvTranspose1D = 4,
                ConvTranspose2D = 5,
                ConvTranspose3D = 6,
                Sigmoid = 7,
                Tanh = 8,
                ReLU = 9,
                LeakyReLU = 10,
            }

            /// <summary>The factor that keeps the variance through a nonlinearity; <paramref name="param"/> is LeakyReLU's slope.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0)
                => nonlinearity switch
                {
                    NonlinearityType.Tanh => 5.0 / 3.0,
                    NonlinearityType.ReLU => Math.Sqrt(2.0),
                    NonlinearityType.LeakyReLU => Math.Sqrt(2.0 / (1 + (param * param))),
                    _ => 1.0,
                };

            public static Tensor constant_(Tensor tensor, Scalar val) => Quietly(tensor, t => t.fill_(val));

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1.0);

            public static Tensor zeros_(Tensor tensor) => Quietly(tensor, t => t.zero_());

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
                => Quietly(tensor, t => t.uniform_(low, high, generator!));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
                => Quietly(tensor, t => t.normal_(mean, std, generator!));

            /// <summary>Normal values restricted to [a, b], by inversion of the distribution function.</summary>
            public static Tensor trunc_normal_(
                Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                var low = Erf((a - mean) / (std * Math.Sqrt(2)));
                var high = Erf((b - mean) / (std * Math.Sqrt(2)));
                return Quietly(
                    tensor,
                    t => t.uniform_(low, high, generator!).erfinv_().mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b));
            }

            public static Tensor eye_(Tensor tensor)
                => Quietly(tensor, t => t.copy_(eye(t.shape[0], t.shape[1], dtype: t.dtype, device: t.device)));

            /// <summary>Keeps the identity of the input channels through a convolution, as far as there are channels.</summary>
            public static Tensor dirac_(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length is < 3 or > 5)
                    throw new ArgumentException("Only tensors with 3, 4, or 5 dimensions are supported", nameof(tensor));
                return Quietly(tensor, t =>
                {
                    t.zero_();
                    var centre = shape.Skip(2).Select(size => TensorIndex.Single(size / 2)).ToArray();
                    for (long d = 0; d < Math.Min(shape[0], shape[1]); d++)
                        t[[TensorIndex.Single(d), TensorIndex.Single(d), .. centre]].fill_(1);
                });
            }

            /// <summary>A random (semi-)orthogonal matrix times <paramref name="gain"/>, uniform over such matrices.</summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("Only tensors with 2 or more dimensions are supported", nameof(tensor));
                return Quietly(tensor, t =>
                {
                    var (rows, columns) = (shape[0], t.NumberOfElements / shape[0]);
                    var tall = Math.Max(rows, columns);
                    var flat = randn(tall, Math.Min(rows, columns), dtype: t.dtype, device: t.device);
                    var (q, r) = linalg.qr(flat);
                    // Signs as in Mezzadri (2007): without them the law of q depends on the QR routine.
                    q = q * r.diag().sign();
                    if (rows < columns)
                        q = q.t();
                    t.copy_(q.reshape(shape)).mul_(gain);
                });
            }

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                var bound = Math.Sqrt(3.0) * XavierStd(tensor, gain);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0) => normal_(tensor, 0, XavierStd(tensor, gain));

            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1.0) => xavier_uniform_(tensor, gain);

            public static Tensor glorot_normal_(Tensor tensor, double gain = 1.0) => xavier_normal_(tensor, gain);

            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                var bound = Math.Sqrt(3.0) * KaimingStd(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn,
                NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
                => normal_(tensor, 0, KaimingStd(tensor, a, mode, nonlinearity));

            /// <summary>Inputs and outputs of one unit; of a convolution, times the kernel's size.</summary>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                var shape = tensor.shape;
                if (shape.Length < 2)
                    throw new ArgumentException("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions", nameof(tensor));
                var receptive = shape.Skip(2).Aggregate(1L, (x, y) => x * y);
                return (shape[1] * receptive, shape[0] * receptive);
            }

            /// <summary>U(-1/√fan_in, 1/√fan_in), PyTorch's rule for biases.</summary>
            internal static void UniformByFanIn(Tensor bias, Tensor weight)
            {
                var (fanIn, _) = CalculateFanInAndFanOut(weight);
                var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
                uniform_(bias, -bound, bound);
            }

            private static double XavierStd(Tensor tensor, double gain)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return gain * Math.Sqrt(2.0 / (fanIn + fanOut));
            }

            private static double KaimingStd(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                var (fanIn, fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            private static double Erf(double x)
            {
                using var scope = NewDisposeScope();
                return torch.erf(torch.tensor(x, dtype: ScalarType.Float64)).item<double>();
            }

            private static Tensor Quietly(Tensor tensor, Action<Tensor> fill)
            {
                using var frozen = no_grad();
                using var scope = NewDisposeScope();
                fill(tensor);
                return tensor;
            }
        }
    }
}
