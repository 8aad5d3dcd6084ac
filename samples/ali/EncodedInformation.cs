using MiDsl;
using MiDsl.Samples.Common;

namespace Ali;

/// <summary>
/// I_q(X; Z) by MINE, of data and their codes z ~ q(z|x), a term of the game's loss: its gradient never outweighs the
/// adversarial one. The same class serves points and images: the widths are those of the first batch.
/// </summary>
[Estimator(Bound.DonskerVaradhan, EmaRate = 0.01)]
[Critic(CriticForm.Separable, Hidden = [128, 128])]
[Training(LearningRate = 1e-3)]
[GradientClipping(Clip.Adaptive)]
[Joint]
internal sealed partial class EncodedInformation : IClippedTerm;
