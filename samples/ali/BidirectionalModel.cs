using MiDsl;
using MiDsl.Samples.Common;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ali;

/// <summary>An encoder q(z|x) and a decoder p(x|z): one side each of the game, with the parameters of both.</summary>
internal sealed class BidirectionalModel : nn.Module
{
    private readonly Sequential encoder, decoder;
    private readonly int latent;
    private readonly bool inUnit;

    /// <summary>Fresh weights.</summary>
    /// <param name="data">What is encoded.</param>
    /// <param name="seed">Of the weights.</param>
    public BidirectionalModel(DataSet data, long seed)
        : base(nameof(BidirectionalModel))
    {
        (latent, inUnit) = (data.Latent, data.InUnit);
        encoder = Adversarial.Network(Rng.Derive(seed, RandomStream.Weights, 0), data.Width, data.Hidden, data.Hidden, 2 * latent);
        decoder = Adversarial.Network(Rng.Derive(seed, RandomStream.Weights, 1), latent, data.Hidden, data.Hidden, data.Width);
        RegisterComponents();
    }

    /// <summary>z ~ q(z|x), normal, its standard deviations below those of the prior.</summary>
    /// <param name="x">[n, width].</param>
    /// <param name="noise">Standard normal [n, latent].</param>
    public Tensor Encode(Tensor x, Tensor noise)
    {
        Tensor code = encoder.call(x);
        return code.narrow(1, 0, latent) + (code.narrow(1, latent, latent).sigmoid() * noise);
    }

    /// <summary>x of z, without noise of its own.</summary>
    /// <param name="z">[n, latent].</param>
    public Tensor Decode(Tensor z)
    {
        Tensor x = decoder.call(z);
        return inUnit ? x.sigmoid() : x;
    }
}
