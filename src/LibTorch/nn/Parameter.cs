using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A tensor that modules list as trainable. It takes over the handle of the tensor it is made from.</summary>
    public class Parameter : Tensor
    {
        public Parameter(Tensor data, bool requires_grad = true)
            : base(data, requires_grad)
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
