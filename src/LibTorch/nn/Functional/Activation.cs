namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor relu(Tensor x, bool inplace = false)
                => inplace ? NnOps.relu_.InPlace(x) : NnOps.relu.Call(x);

            public static Tensor relu6(Tensor x, bool inplace = false)
                => inplace ? NnOps.relu6_.InPlace(x) : NnOps.relu6.Call(x);

            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false)
                => inplace ? NnOps.leaky_relu_.InPlace(input, negative_slope) : NnOps.leaky_relu.Call(input, negative_slope);

            public static Tensor elu(Tensor x, double alpha, bool inplace = false)
                => inplace ? NnOps.elu_.InPlace(x, alpha) : NnOps.elu.Call(x, alpha);

            public static Tensor celu(Tensor x, double alpha, bool inplace = false)
                => inplace ? NnOps.celu_.InPlace(x, alpha) : NnOps.celu.Call(x, alpha);

            public static Tensor selu(Tensor x, bool inplace = false)
                => inplace ? NnOps.selu_.InPlace(x) : NnOps.selu.Call(x);

            /// <summary>x Φ(x), exact.</summary>
            public static Tensor gelu(Tensor x) => NnOps.gelu.Call(x);

            public static Tensor gelu(Tensor x, bool inplace) => inplace ? NnOps.gelu_.InPlace(x) : NnOps.gelu.Call(x);

            public static Tensor silu(Tensor x, bool inplace = false)
                => inplace ? NnOps.silu_.InPlace(x) : NnOps.silu.Call(x);

            public static Tensor mish(Tensor x, bool inplace = false)
                => inplace ? NnOps.mish_.InPlace(x) : NnOps.mish.Call(x);

            public static Tensor tanh(Tensor x, bool inplace = false)
                => inplace ? NnOps.tanh_.InPlace(x) : NnOps.tanh.Call(x);

            public static Tensor sigmoid(Tensor x) => NnOps.sigmoid.Call(x);

            public static Tensor sigmoid(Tensor x, bool inplace)
                => inplace ? NnOps.sigmoid_.InPlace(x) : NnOps.sigmoid.Call(x);

            public static Tensor hardtanh(Tensor x, double min_val = -1.0, double max_val = 1.0, bool inplace = false)
                => inplace ? NnOps.hardtanh_.InPlace(x, min_val, max_val) : NnOps.hardtanh.Call(x, min_val, max_val);

            /// <summary>log(1 + exp(beta x)) / beta; linear where beta x exceeds <paramref name="threshold"/>.</summary>
            public static Tensor softplus(Tensor x, double beta = 1.0, double threshold = 20.0)
                => NnOps.softplus.Call(x, beta, threshold);

            public static Tensor logsigmoid(Tensor x) => NnOps.log_sigmoid.Call(x);

            public static Tensor glu(Tensor input, long dim = -1) => NnOps.glu.Call(input, dim);

            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null)
                => NnOps.softmax.Call(input, dim, dtype);

            public static Tensor log_softmax(Tensor x, long dim) => NnOps.log_softmax.Call(x, dim);
        }
    }
}
