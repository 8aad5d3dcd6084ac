using MiDsl;
using MiDsl.Samples.Common;

namespace Infomax;

// The objectives of Hjelm et al. 2019 (1808.06670): X is the feature map of an image's encoder, Y its code. Global terms see the
// whole map; local terms see one of its 7 x 7 locations at a time. Three bounds, two critics. What is read off a Jensen-Shannon critic
// while it learns is clipped (SMILE): the number is for the curves, the gradient is the objective's.

[Estimator(Bound.JensenShannon, ReadBy = Bound.Smile), Critic(CriticForm.Concatenated, LayerNorm = true), Training(LearningRate = Sizes.LearningRate), Joint]
internal sealed partial class GlobalJensenShannon : IInformationTerm;

[Estimator(Bound.DonskerVaradhan), Critic(CriticForm.Concatenated, LayerNorm = true), Training(LearningRate = Sizes.LearningRate), Joint]
internal sealed partial class GlobalDonskerVaradhan : IInformationTerm;

[Estimator(Bound.InfoNce), Critic(CriticForm.Concatenated, LayerNorm = true), Training(LearningRate = Sizes.LearningRate), Joint]
internal sealed partial class GlobalInfoNce : IInformationTerm;

[Estimator(Bound.JensenShannon, ReadBy = Bound.Smile), Critic(CriticForm.Separable, Hidden = [256], Embedding = 64, LayerNorm = true), Training(LearningRate = Sizes.LearningRate), Joint]
[Image(Variable.X, Height = Sizes.Map, Width = Sizes.Map, EachLocation = true)]
internal sealed partial class LocalJensenShannon : IInformationTerm;

[Estimator(Bound.DonskerVaradhan), Critic(CriticForm.Separable, Hidden = [256], Embedding = 64, LayerNorm = true), Training(LearningRate = Sizes.LearningRate), Joint]
[Image(Variable.X, Height = Sizes.Map, Width = Sizes.Map, EachLocation = true)]
internal sealed partial class LocalDonskerVaradhan : IInformationTerm;

[Estimator(Bound.InfoNce), Critic(CriticForm.Separable, Hidden = [256], Embedding = 64, LayerNorm = true), Training(LearningRate = Sizes.LearningRate), Joint]
[Image(Variable.X, Height = Sizes.Map, Width = Sizes.Map, EachLocation = true)]
internal sealed partial class LocalInfoNce : IInformationTerm;

// Concatenate and convolve, 1 x 1: a network over [features at a location; Y]. Its negatives are shifts, since all pairings of
// 64 images at 49 locations are 200,000 rows.

[Estimator(Bound.JensenShannon, ReadBy = Bound.Smile), Critic(CriticForm.Concatenated, Hidden = [128], LayerNorm = true), Negatives(NegativeSampling.CyclicShift, PerPair = 7), Training(LearningRate = Sizes.LearningRate), Joint]
[Image(Variable.X, Height = Sizes.Map, Width = Sizes.Map, EachLocation = true)]
internal sealed partial class ConvolvedJensenShannon : IInformationTerm;

[Estimator(Bound.DonskerVaradhan), Critic(CriticForm.Concatenated, Hidden = [128], LayerNorm = true), Negatives(NegativeSampling.CyclicShift, PerPair = 7), Training(LearningRate = Sizes.LearningRate), Joint]
[Image(Variable.X, Height = Sizes.Map, Width = Sizes.Map, EachLocation = true)]
internal sealed partial class ConvolvedDonskerVaradhan : IInformationTerm;

[Estimator(Bound.InfoNce), Critic(CriticForm.Concatenated, Hidden = [128], LayerNorm = true), Negatives(NegativeSampling.CyclicShift, PerPair = 7), Training(LearningRate = Sizes.LearningRate), Joint]
[Image(Variable.X, Height = Sizes.Map, Width = Sizes.Map, EachLocation = true)]
internal sealed partial class ConvolvedInfoNce : IInformationTerm;
