using System.Globalization;

namespace Ali;

/// <summary>What the encoder and the decoder descend beside the adversarial loss.</summary>
/// <param name="Beta">Weight of -I_q(X; Z), Belghazi et al. 2018.</param>
/// <param name="Lambda">Weight of |x - x'|^2, the explicit reconstruction error of ALICE, Li et al. 2017 (1709.01215).</param>
internal sealed record Rival(double Beta, double Lambda)
{
    /// <summary>Dumoulin et al. 2016 (1606.00704), Donahue et al. 2016 (1605.09782): the adversarial loss alone.</summary>
    public static Rival Plain { get; } = new(0, 0);

    public string Name =>
        Beta > 0 ? string.Create(CultureInfo.InvariantCulture, $"ALI + MINE, beta {Beta}")
        : Lambda > 0 ? string.Create(CultureInfo.InvariantCulture, $"ALICE, lambda {Lambda}")
        : "ALI";
}
