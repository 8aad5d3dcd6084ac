namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8)
                => NnOps.cosine_similarity.Call(x1, x2, dim, eps);

            public static Tensor pairwise_distance(
                Tensor input1, Tensor input2, double p = 2, double eps = 1e-6, bool keepdim = false)
                => NnOps.pairwise_distance.Call(input1, input2, p, eps, keepdim);

            public static Tensor one_hot(Tensor x, long num_classes = -1) => NnOps.one_hot.Call(x, num_classes);
        }
    }
}
