using TorchSharp;
using static TorchSharp.torch;

namespace Bottleneck;

/// <summary>The codes of a Gaussian encoder, image by image.</summary>
/// <param name="of">Means and standard deviations, [images, K].</param>
internal sealed class GaussianCodes((Tensor Mean, Tensor Sd) of) : IKnownCodes
{
    public Tensor Draw(long n, Generator generator) => randint(0, of.Mean.shape[0], [n, 1], dtype: float32, generator: generator);

    public distributions.Distribution Given(Tensor number)
    {
        Tensor rows = number.to(int64).squeeze(1);
        return distributions.Normal(of.Mean.index_select(0, rows), of.Sd.index_select(0, rows));
    }
}
