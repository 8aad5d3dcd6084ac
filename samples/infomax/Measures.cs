using MiDsl;

namespace Infomax;

// What Hjelm et al. measure of a finished encoder, section 4.1.

/// <summary>I(X; Y) of images and their codes, by MINE on pairs that no encoder was trained on.</summary>
[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Separable, Hidden = [256, 256], Embedding = 64, LayerNorm = true)]
[Training(Steps = 1000, BatchSize = 128, ValidationInterval = 50, LearningRate = 1e-3)]
[Preprocess(Preprocessing.None)] // pixels at the rim are constant
[Joint]
internal sealed partial class CodeInformation;

/// <summary>
/// The neural dependency measure KL(p(y) | prod p(y_k)), by MINE: X says nothing (a column of zeros), and the negatives are codes
/// whose units were shuffled one by one.
/// </summary>
[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [256, 256])]
[Negatives(NegativeSampling.SecondDraw)]
[Training(LearningRate = 1e-3)]
[Joint]
internal sealed partial class Dependency;
