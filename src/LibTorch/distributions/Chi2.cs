using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Modules
{
    /// <summary>The sum of df squared standard normals.</summary>
    public class Chi2 : Gamma
    {
        public Chi2(Tensor df, Generator? generator = null)
            : base(df * 0.5, tensor(0.5, dtype: df.dtype, device: df.device), generator)
        {
        }

        public Tensor df => Parameter(0) * 2;

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
            => Expanded(batch_shape, instance, p => new Chi2(p[0] * 2, generator));
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            public static Chi2 Chi2(Tensor df, Generator? generator = null) => new(df, generator);
        }
    }
}
