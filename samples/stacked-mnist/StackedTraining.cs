using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

namespace StackedMnist;

/// <summary>A DCGAN on stacked digits, whose discriminator may judge packs of samples.</summary>
/// <param name="data">What is to be learned.</param>
/// <param name="rival">What is done against collapse.</param>
/// <param name="seed">Of weights, batches and noise, which are the same for every rival.</param>
internal sealed class StackedTraining(StackedDigits data, Rival rival, long seed) : CodeGan(
    Dcgan.Generator(Rng.Derive(seed, RandomStream.Weights, 0), Noise + Code, data.Channels),
    Dcgan.Discriminator(Rng.Derive(seed, RandomStream.Weights, 1), rival.Packing * data.Channels),
    new CodeInformation(), (BatchSize, Noise, Code), LearningRate, rival.Beta, seed)
{
    public const int BatchSize = 64, Noise = 60, Code = 4;
    public const double LearningRate = 1e-3;

    protected override Tensor Real(int step, int n) => data.Batch(Seed, step, n);

    /// <summary>Packs: neighbours in the batch, channel on channel.</summary>
    protected override Tensor Judged(Tensor samples) => samples.reshape(-1, rival.Packing * data.Width);
}
