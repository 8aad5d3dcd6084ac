using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

namespace Bottleneck;

// I(X; Z) as a term of the classifier's loss, with the statistics network of Belghazi et al. 2018: noise on input and layers, ELU.
[Estimator(Bound.DonskerVaradhan, EmaRate = 0.01)]
[Critic(CriticForm.Concatenated, Hidden = [256, 256], Activation = Activation.ELU, InputNoise = 0.3, Noise = 0.5)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 1)]
[Training(LearningRate = 5e-4, BatchSize = 100)]
[GradientClipping(Clip.Adaptive)]
[Joint]
internal sealed partial class Information : IClippedTerm;

[Estimator(Bound.DonskerVaradhan, EmaRate = 0.01)]
[Critic(CriticForm.Concatenated, Hidden = [512, 512], Activation = Activation.ELU, InputNoise = 0.3, Noise = 0.5)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 1)]
[Training(LearningRate = 1e-4, BatchSize = 100)]
[GradientClipping(Clip.Adaptive)]
[Joint]
internal sealed partial class FullInformation : IClippedTerm;

// I(X; Z) of a trained encoder, by a fresh critic: that of the training may have been made poor by the encoder. X is uniform over
// the training images and the noise always fresh, so the value is a lower bound for that X.
[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Separable, Hidden = [256, 256])]
[Training(Steps = 600, BatchSize = 128, ValidationPairs = 1024, TestPairs = 4096)]
internal sealed partial class Reading(ICodes codes) : IReading
{
    [Joint(X = 784, Y = 64)]
    private (Tensor X, Tensor Y) Draw(long n, Generator generator) => codes.Draw(n, generator);
}

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Separable, Hidden = [512, 512])]
[Training(Steps = 10_000, BatchSize = 128)]
internal sealed partial class FullReading(ICodes codes) : IReading
{
    [Joint(X = 784, Y = 256)]
    private (Tensor X, Tensor Y) Draw(long n, Generator generator) => codes.Draw(n, generator);
}

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Separable, Hidden = [64])]
[Training(Steps = 200, BatchSize = 64, ValidationPairs = 512, TestPairs = 1024)]
internal sealed partial class TinyReading(ICodes codes) : IReading
{
    [Joint(X = 784, Y = 8)]
    private (Tensor X, Tensor Y) Draw(long n, Generator generator) => codes.Draw(n, generator);
}
