using System;
using TorchSharp;

namespace MiDsl.Torch.Tests.Estimators;

// Maps of features, each bound beside its twin that sees a single location as its whole X.

/// <summary>What the emitted classes have in common.</summary>
internal interface IHasObjective : IEstimator
{
    torch.Tensor Objective(torch.Tensor x, torch.Tensor y);

    float[] PointwiseInformation(PairedData data);
}

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4)]
[Image(Variable.X, Height = 2, Width = 3, EachLocation = true)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class LocalInfoNce : IHasObjective;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class SingleInfoNce : IHasObjective;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4)]
[Image(Variable.X, Height = 2, Width = 3, EachLocation = true)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 5)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class LocalShiftedNce : IHasObjective;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 5)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class SingleShiftedNce : IHasObjective;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [8, 8])]
[Image(Variable.X, Height = 2, Width = 3, EachLocation = true)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class LocalDv : IHasObjective;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [8, 8])]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class SingleDv : IHasObjective;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [8, 8])]
[Image(Variable.X, Height = 2, Width = 3, EachLocation = true)]
[Negatives(NegativeSampling.CyclicShift, PerPair = 3)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class LocalShiftedDv : IHasObjective;

[Estimator(Bound.DonskerVaradhan)]
[Critic(CriticForm.Concatenated, Hidden = [8, 8])]
[Negatives(NegativeSampling.CyclicShift, PerPair = 3)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class SingleShiftedDv : IHasObjective;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Bilinear)]
[Image(Variable.X, Height = 2, Width = 3, EachLocation = true)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class LocalNwj : IHasObjective;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Bilinear)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class SingleNwj : IHasObjective;

[Estimator(Bound.JensenShannon)]
[Critic(CriticForm.Concatenated, Hidden = [8])]
[Image(Variable.X, Height = 2, Width = 3, EachLocation = true)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class LocalJensenShannon : IHasObjective;

[Estimator(Bound.JensenShannon)]
[Critic(CriticForm.Concatenated, Hidden = [8])]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class SingleJensenShannon : IHasObjective;

[Estimator(Bound.Smile, Tau = 1)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4, LayerNorm = true)]
[Image(Variable.X, Height = 2, Width = 3, EachLocation = true)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class LocalSmile : IHasObjective;

[Estimator(Bound.Smile, Tau = 1)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4, LayerNorm = true)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class SingleSmile : IHasObjective;

[Estimator(Bound.IAlpha, Alpha = 0.3)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4)]
[Image(Variable.X, Height = 2, Width = 3, EachLocation = true)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class LocalIAlpha : IHasObjective;

[Estimator(Bound.IAlpha, Alpha = 0.3)]
[Critic(CriticForm.Separable, Hidden = [8], Embedding = 4)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class SingleIAlpha : IHasObjective;

[Estimator(Bound.Tuba)]
[Critic(CriticForm.Concatenated, Hidden = [8])]
[Image(Variable.X, Height = 2, Width = 3, EachLocation = true)]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class LocalTuba : IHasObjective;

[Estimator(Bound.Tuba)]
[Critic(CriticForm.Concatenated, Hidden = [8])]
[Training(Steps = 40, LearningRate = 5e-3, ValidationInterval = 20)]
[Joint]
internal sealed partial class SingleTuba : IHasObjective;

/// <summary>One channel at two locations, y times rho plus noise at the first, minus rho at the second.</summary>
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [32, 32])]
[Image(Variable.X, Height = 1, Width = 2, EachLocation = true)]
[Training(Steps = 1200, LearningRate = 5e-3, ValidationInterval = 50)]
internal sealed partial class OppositeLocations(double rho)
{
    [Joint(X = 2, Y = 1)]
    private void Draw(Rng rng, int n, Span<float> x, Span<float> y)
    {
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        float sd = (float)Math.Sqrt(1 - (rho * rho));
        for (int i = 0; i < n; i++)
        {
            x[2 * i] = ((float)rho * y[i]) + (sd * x[2 * i]);
            x[(2 * i) + 1] = (-(float)rho * y[i]) + (sd * x[(2 * i) + 1]);
        }
    }
}
