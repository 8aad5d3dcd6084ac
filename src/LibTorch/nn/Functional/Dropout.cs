namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                => inplace ? NnOps.dropout_.InPlace(input, p, training) : NnOps.dropout.Call(input, p, training);

            /// <summary>Drops whole channels of (N, C, H, W) or (C, H, W).</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
                => inplace ? NnOps.feature_dropout_.InPlace(input, p, training) : NnOps.feature_dropout.Call(input, p, training);

            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false)
                => inplace ? NnOps.alpha_dropout_.InPlace(input, p, training) : NnOps.alpha_dropout.Call(input, p, training);
        }
    }
}
