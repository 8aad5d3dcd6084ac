namespace MiDsl.Torch.Tests.Estimators;

// Pairs are given, dimensions read off them: every activation, in both forms that have one.

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [5, 4], Embedding = 3, Activation = Activation.ReLU)]
[Joint]
internal sealed partial class SeparableReLU;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [5, 4], Activation = Activation.ReLU)]
[Joint]
internal sealed partial class ConcatenatedReLU;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [5, 4], Embedding = 3, Activation = Activation.ELU)]
[Joint]
internal sealed partial class SeparableELU;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [5, 4], Activation = Activation.ELU)]
[Joint]
internal sealed partial class ConcatenatedELU;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [5, 4], Embedding = 3, Activation = Activation.SiLU)]
[Joint]
internal sealed partial class SeparableSiLU;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [5, 4], Activation = Activation.SiLU)]
[Joint]
internal sealed partial class ConcatenatedSiLU;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [5, 4], Embedding = 3, Activation = Activation.GELU)]
[Joint]
internal sealed partial class SeparableGELU;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [5, 4], Activation = Activation.GELU)]
[Joint]
internal sealed partial class ConcatenatedGELU;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [5, 4], Embedding = 3, Activation = Activation.Tanh)]
[Joint]
internal sealed partial class SeparableTanh;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [5, 4], Activation = Activation.Tanh)]
[Joint]
internal sealed partial class ConcatenatedTanh;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [5, 4], Embedding = 3, Activation = Activation.LeakyReLU)]
[Joint]
internal sealed partial class SeparableLeakyReLU;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [5, 4], Activation = Activation.LeakyReLU)]
[Joint]
internal sealed partial class ConcatenatedLeakyReLU;

[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Bilinear)]
[Joint]
internal sealed partial class BilinearOfData;

// No hidden layer: two linear maps.
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Separable, Hidden = [], Embedding = 3)]
[Joint]
internal sealed partial class LinearEmbeddings;

// One dimension declared, the other read off the data.
[Estimator(Bound.InfoNce)]
[Critic(CriticForm.Concatenated, Hidden = [5, 4], Activation = Activation.Tanh)]
[Joint(X = 3)]
internal sealed partial class HalfDeclared;

[Estimator(Bound.DonskerVaradhan, EmaRate = 0.3)]
[Critic(CriticForm.Concatenated, Hidden = [5, 4], Activation = Activation.Tanh)]
[Joint]
internal sealed partial class ConcatenatedDvOfData;

[Estimator(Bound.Nwj)]
[Critic(CriticForm.Separable, Hidden = [5, 4], Embedding = 3, Activation = Activation.Tanh)]
[Joint]
internal sealed partial class SeparableNwjOfData;

[Estimator(Bound.Smile, Tau = 0.05)]
[Critic(CriticForm.Concatenated, Hidden = [5, 4], Activation = Activation.Tanh)]
[Joint]
internal sealed partial class ConcatenatedSmileOfData;

[Estimator(Bound.InfoNce)]
[Joint]
internal sealed partial class OwnOfData
{
    [Critic]
    private static OwnNetwork Network() => new(5, 6);
}
