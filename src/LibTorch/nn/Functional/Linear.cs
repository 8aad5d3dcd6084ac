namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>input · weightsᵀ + bias.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null)
                => NnOps.linear.Call(input, weights, bias);

            /// <summary>y_k = input1ᵀ · weight_k · input2 + bias_k.</summary>
            public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null)
                => NnOps.bilinear.Call(input1, input2, weight, bias);
        }
    }
}
