using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

namespace Gan;

/// <summary>A small GAN on points of the plane.</summary>
/// <param name="target">What is to be learned.</param>
/// <param name="beta">Weight of the information; 0 is the plain GAN.</param>
/// <param name="seed">Of weights and batches, which are the same for every beta.</param>
internal sealed class GanTraining(GanTarget target, double beta, long seed) : CodeGan(
    Adversarial.Network(Rng.Derive(seed, RandomStream.Weights, 0), Noise + Code, Hidden, Hidden, 2),
    Adversarial.Network(Rng.Derive(seed, RandomStream.Weights, 1), 2, Hidden, Hidden, 1),
    new CodeInformation(), (BatchSize, Noise, Code), learningRate: 1e-3, beta, seed)
{
    public const int BatchSize = 128, Hidden = 128, Noise = 2, Code = 2;

    protected override Tensor Real(int step, int n)
    {
        float[] points = new float[2 * n];
        target.Draw(new Rng(Seed, RandomStream.Training, step), points);
        return tensor(points).reshape(n, 2);
    }
}
