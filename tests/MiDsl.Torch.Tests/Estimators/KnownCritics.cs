using System;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Estimators;

// GIWAE with critics that make it another bound, and CLUB by the exact conditional, on the linear Gaussian model.

/// <summary>A critic without weights.</summary>
internal sealed class Scores(Func<Tensor, Tensor, Tensor> f) : nn.Module<Tensor, Tensor, Tensor>(nameof(Scores))
{
    public override Tensor forward(Tensor x, Tensor y) => f(x, y);
}

[Estimator(Bound.Giwae, Samples = 7)]
internal sealed partial class KnownGiwaeOfWeights
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Proposal.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Proposal.Draw(x, generator);

    [Critic]
    private static nn.Module<Tensor, Tensor, Tensor> Network() => new Scores((x, y) => LinearModel.LogPrior(y) + LinearModel.LogLikelihood(x, y) - LinearModel.Proposal.LogDensity(y, x));
}

[Estimator(Bound.Giwae, Samples = 7, Report = Side.Upper)]
internal sealed partial class KnownGiwaeOfWeightsUpper
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Proposal.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Proposal.Draw(x, generator);

    [Critic]
    private static nn.Module<Tensor, Tensor, Tensor> Network() => new Scores((x, y) => LinearModel.LogPrior(y) + LinearModel.LogLikelihood(x, y) - LinearModel.Proposal.LogDensity(y, x));
}

[Estimator(Bound.Giwae, Samples = 7)]
internal sealed partial class KnownGiwaeOfX
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Proposal.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Proposal.Draw(x, generator);

    [Critic]
    private static nn.Module<Tensor, Tensor, Tensor> Network() => new Scores((x, y) => x.sum(1L));
}

[Estimator(Bound.Giwae, Samples = 7, Report = Side.Upper)]
internal sealed partial class KnownGiwaeOfXUpper
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Proposal.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Proposal.Draw(x, generator);

    [Critic]
    private static nn.Module<Tensor, Tensor, Tensor> Network() => new Scores((x, y) => x.sum(1L));
}

[Estimator(Bound.Giwae, Samples = 7)]
internal sealed partial class KnownGiwaeFromPrior
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.LogPrior(y);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.DrawPrior(x.shape[0], generator);

    [Critic]
    private static nn.Module<Tensor, Tensor, Tensor> Network() => new Scores(LinearModel.LogLikelihood);
}

[Estimator(Bound.BarberAgakov, Samples = 7, Report = Side.Upper)]
internal sealed partial class KnownElbo
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Proposal.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Proposal.Draw(x, generator);
}

[Estimator(Bound.ClubExact, Samples = 8)]
internal sealed partial class KnownClub
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);
}

[Estimator(Bound.ClubExact, Samples = 8), Joint(X = 3, Y = 2)]
internal sealed partial class KnownClubOfOthers
{
    [Conditional]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);
}
