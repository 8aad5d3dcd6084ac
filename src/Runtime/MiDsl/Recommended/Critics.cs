namespace MiDsl;

// Two readings of one recipe. Its numbers were chosen on KnownTasks.Development: a smooth critic with a high, falling
// learning rate learns in 600 steps what ReLU at 1e-3 had not in 1,500.

/// <summary>Read by Donsker-Varadhan: the lower bound that is certified.</summary>
[Estimator(Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan, NoiseRatio = 15, Target = Target.Cpu)]
[Preprocess(Preprocessing.UnmixedScores)]
[Critic(CriticForm.Concatenated, Hidden = [128, 128], Activation = Activation.SiLU, Base = BaseCritic.Student)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15, InEvaluation = 100)]
[Joint]
[Training(
    Steps = 600, BatchSize = 256, Optimizer = Optimizer.AdamW, LearningRate = 1e-2, WeightDecay = 1e-3, Schedule = LearningRateSchedule.Cosine,
    WeightAverage = 0.99, ValidationInterval = 50, Patience = 8, Validation = 0.17)]
internal sealed partial class RecommendedCritic;

/// <summary>Read by SMILE: an estimate, where the information is too high to certify.</summary>
[Estimator(Bound.JensenShannon, ReadBy = Bound.Smile, NoiseRatio = 15, Target = Target.Cpu)]
[Preprocess(Preprocessing.UnmixedScores)]
[Critic(CriticForm.Concatenated, Hidden = [128, 128], Activation = Activation.SiLU, Base = BaseCritic.Student)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 15, InEvaluation = 100)]
[Joint]
[Training(
    Steps = 600, BatchSize = 256, Optimizer = Optimizer.AdamW, LearningRate = 1e-2, WeightDecay = 1e-3, Schedule = LearningRateSchedule.Cosine,
    WeightAverage = 0.99, ValidationInterval = 50, Patience = 8, Validation = 0.17, CrossFit = 3)]
internal sealed partial class RecommendedSmile;
