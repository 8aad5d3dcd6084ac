using System.Collections.Generic;

namespace StackedMnist;

/// <summary>
/// Stacked MNIST of 1,000 modes, 28 x 28, as Belghazi et al. 2018 and Lin et al. 2018 print it: recalled, not re-read, and never tested
/// against.
/// </summary>
/// <param name="Name">Of the model.</param>
/// <param name="Covered">Modes.</param>
/// <param name="Kl">Nats.</param>
internal sealed record Published(string Name, double Covered, double Kl)
{
    public static IReadOnlyList<Published> ThousandModes { get; } =
    [
        new("DCGAN", 99, 3.40),
        new("ALI", 16, 5.40),
        new("Unrolled GAN", 48.7, 4.32),
        new("VEEGAN", 150, 2.95),
        new("PacGAN", 1000, 0.06),
        new("GAN + MINE", 1000, 0.05),
    ];
}
