using System.Globalization;

namespace StackedMnist;

/// <summary>What is done against the collapse of a DCGAN.</summary>
/// <param name="Beta">Weight of -I(G(z); c) in the generator's loss, Belghazi et al. 2018 (1801.04062).</param>
/// <param name="Packing">Samples that the discriminator judges together, Lin et al. 2018 (1712.04086).</param>
internal sealed record Rival(double Beta, int Packing)
{
    /// <summary>Nothing: Radford et al. 2016 (1511.06434).</summary>
    public static Rival Plain { get; } = new(0, 1);

    /// <summary>The discriminator judges pairs.</summary>
    public static Rival Packed { get; } = new(0, 2);

    public string Name =>
        Beta > 0 ? string.Create(CultureInfo.InvariantCulture, $"DCGAN + MINE, beta {Beta}")
        : Packing > 1 ? string.Create(CultureInfo.InvariantCulture, $"PacGAN, {Packing} packed")
        : "DCGAN";

    /// <summary>The same with information of the given weight, none for 0.</summary>
    public static Rival Informed(double beta) => Plain with { Beta = beta };
}
