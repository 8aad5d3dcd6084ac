using MiDsl;
using MiDsl.Samples.Common;

namespace Gan;

/// <summary>
/// I(G(z); c) by MINE, a term of the generator's loss: Objective and BackwardInto are written by the generator, the latter
/// with a gradient that never outweighs the adversarial one. A separable critic makes
/// a step over all 128 x 128 pairs of a batch twenty times faster than a concatenated one.
/// </summary>
[Estimator(Bound.DonskerVaradhan, EmaRate = 0.01)]
[Critic(CriticForm.Separable, Hidden = [128, 128])]
[Training(LearningRate = 1e-3)]
[GradientClipping(Clip.Adaptive)]
[Joint]
internal sealed partial class CodeInformation : IClippedTerm;
