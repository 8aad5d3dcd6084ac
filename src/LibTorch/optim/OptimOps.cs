using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>The operators of a step.</summary>
internal static class OptimOps
{
    internal static readonly Op
        mul_ = new("mul_.Tensor"), add_ = new("add_.Tensor"), add = new("add.Tensor"), neg = new(), sqrt = new(), sqrt_ = new(),
        addcmul = new(), addcmul_ = new(), addcdiv_ = new(), maximum_out = new("maximum.out"), fill_ = new("fill_.Scalar");
}
