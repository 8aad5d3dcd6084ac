using System;
using MiDsl;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Bottleneck;

/// <summary>Where the chance in z comes from.</summary>
internal enum Noise
{
    /// <summary>Nowhere: z = enc(x).</summary>
    None = 0,

    /// <summary>z = mu(x) + sigma(x) eps.</summary>
    Gaussian = 1,

    /// <summary>z = enc(x + sigma eps).</summary>
    Additive = 2,

    /// <summary>z = enc([x, eps]).</summary>
    Propagated = 3,
}

/// <summary>Encoder and linear classifier, two ReLU layers before the code.</summary>
internal sealed class Classifier : nn.Module
{
    private readonly Noise noise;
    private readonly int code;
    private readonly Sequential encoder;
    private readonly Linear head;

    /// <summary>Weights drawn from the seed: the same for the same kind of noise.</summary>
    public Classifier(Noise noise, Sizes sizes, long seed)
        : base(nameof(Classifier))
    {
        (this.noise, code) = (noise, sizes.Code);
        random.manual_seed(Rng.Derive(seed, RandomStream.Weights, 0));
        encoder = nn.Sequential(
            nn.Linear(784 + (noise == Noise.Propagated ? code : 0), sizes.Hidden), nn.ReLU(),
            nn.Linear(sizes.Hidden, sizes.Hidden), nn.ReLU(),
            nn.Linear(sizes.Hidden, noise == Noise.Gaussian ? 2 * code : code));
        head = nn.Linear(code, 10);
        RegisterComponents();
    }

    /// <summary>A draw of z for each row.</summary>
    public Tensor Encode(Tensor x, Generator generator) => noise switch
    {
        Noise.Gaussian => Sample(Parameters(x), generator),
        Noise.Additive => encoder.call(x + (Sizes.PixelNoise * Normal(x.shape[0], x.shape[1], generator))),
        Noise.Propagated => encoder.call(cat([x, Normal(x.shape[0], code, generator)], 1)),
        _ => encoder.call(x),
    };

    /// <summary>mu and sigma of the Gaussian encoder.</summary>
    public (Tensor Mean, Tensor Sd) Parameters(Tensor x)
    {
        Tensor[] parts = encoder.call(x).chunk(2, 1);
        return (parts[0], nn.functional.softplus(parts[1] - 5));
    }

    /// <summary>z = mu + sigma eps.</summary>
    public static Tensor Sample((Tensor Mean, Tensor Sd) of, Generator generator) =>
        of.Mean + (of.Sd * Normal(of.Mean.shape[0], of.Mean.shape[1], generator));

    /// <summary>E_x KL(p(z|x), N(0, 1)), nats: at least I(X; Z).</summary>
    public static Tensor Rate((Tensor Mean, Tensor Sd) of) =>
        (0.5 * (of.Mean.square() + of.Sd.square() - 1) - of.Sd.log()).sum(1).mean();

    /// <summary>Logits of the ten classes.</summary>
    public Tensor Classify(Tensor z) => head.call(z);

    private static Tensor Normal(long n, long dim, Generator generator) => randn(n, dim, generator: generator);
}
