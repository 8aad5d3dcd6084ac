using System.Collections.Generic;

namespace Ali;

/// <summary>
/// Table 3 of Belghazi et al. 2018, MNIST at full size with convolutions: recalled, not re-read, and never tested against.
/// </summary>
/// <param name="Name">Of the model.</param>
/// <param name="Reconstruction">L2.</param>
/// <param name="Accuracy">Of the reconstructions' digits, %.</param>
/// <param name="Similarity">MS-SSIM.</param>
internal sealed record Published(string Name, double Reconstruction, double Accuracy, double Similarity)
{
    public static IReadOnlyList<Published> Mnist { get; } =
    [
        new("ALI", 14.24, 45.95, 0.97),
        new("ALICE(Adv)", 5.20, 98.17, 0.98),
        new("ALI + MINE", 9.73, 96.10, 0.99),
    ];
}
