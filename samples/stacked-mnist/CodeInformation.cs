using MiDsl;
using MiDsl.Samples.Common;

namespace StackedMnist;

/// <summary>
/// I(G(z); c) by MINE, of stacked digits and the code they were drawn from, a term of the generator's loss. The code enters every
/// convolution of the critic, as in Belghazi et al. 2018; shifted codes are the negatives, as two network rows a sample are cheaper than
/// a batch of them.
/// </summary>
[Estimator(Bound.DonskerVaradhan, EmaRate = 0.01)]
[Critic(CriticForm.ConcatAndConvolve, Channels = [16, 32], Hidden = [64], Activation = Activation.ELU, ConditionEachConvolution = true)]
[Image(Variable.X, Height = 14, Width = 14)]
[Negatives(NegativeSampling.CyclicShift)]
[Training(LearningRate = 1e-3)]
[GradientClipping(Clip.Adaptive)]
[Joint]
internal sealed partial class CodeInformation : IClippedTerm;
