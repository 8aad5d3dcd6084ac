using MiDsl.Torch.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Estimators;

// Chains with kernels of known quality along the linear path of the linear Gaussian model.

[Estimator(Bound.Ais, Chains = 1)]
[Annealing(Temperatures = 5, Schedule = AnnealingSchedule.Linear)]
internal sealed partial class KnownGap5
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Transition]
    private static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => LinearModel.Path(b).Move(x, y, 0, generator);
}

[Estimator(Bound.Ais, Chains = 1)]
[Annealing(Temperatures = 20, Schedule = AnnealingSchedule.Linear)]
internal sealed partial class KnownGap20
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Transition]
    private static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => LinearModel.Path(b).Move(x, y, 0, generator);
}

[Estimator(Bound.Ais, Chains = 1)]
[Annealing(Temperatures = 80, Schedule = AnnealingSchedule.Linear)]
internal sealed partial class KnownGap80
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Transition]
    private static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => LinearModel.Path(b).Move(x, y, 0, generator);
}

/// <summary>Many coupled chains of lazy moves at few temperatures: what is left is a floor.</summary>
[Estimator(Bound.Ais, Chains = 400, LowerBy = ChainWeights.CoupledReverse, UpperBy = ChainWeights.CoupledReverse)]
[Annealing(Temperatures = 3, Schedule = AnnealingSchedule.Linear)]
[Evaluation(RowsAtOnce = 100_000)]
internal sealed partial class KnownCoupled
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Transition]
    private static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => LinearModel.ProposalPath(b).Move(x, y, 0.9, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Proposal.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Proposal.Draw(x, generator);
}

[Estimator(Bound.Ais, Chains = 8, LowerBy = ChainWeights.CoupledReverse, UpperBy = ChainWeights.CoupledReverse)]
[Annealing(Temperatures = 3, Schedule = AnnealingSchedule.Linear)]
internal sealed partial class KnownCoupledFew
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Transition]
    private static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => LinearModel.ProposalPath(b).Move(x, y, 0.9, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Proposal.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Proposal.Draw(x, generator);
}

[Estimator(Bound.Ais, Chains = 400, LowerBy = ChainWeights.IndependentMultiSample, UpperBy = ChainWeights.IndependentMultiSample)]
[Annealing(Temperatures = 3, Schedule = AnnealingSchedule.Linear)]
[Evaluation(RowsAtOnce = 100_000)]
internal sealed partial class KnownMany
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Transition]
    private static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => LinearModel.ProposalPath(b).Move(x, y, 0.9, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Proposal.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Proposal.Draw(x, generator);
}

[Estimator(Bound.Ais, Chains = 400, LowerBy = ChainWeights.IndependentReverse, UpperBy = ChainWeights.IndependentReverse)]
[Annealing(Temperatures = 3, Schedule = AnnealingSchedule.Linear)]
[Evaluation(RowsAtOnce = 100_000)]
internal sealed partial class KnownManyReverse
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Transition]
    private static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => LinearModel.ProposalPath(b).Move(x, y, 0.9, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Proposal.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Proposal.Draw(x, generator);

    [Posterior]
    private static Tensor DrawPosterior(Tensor x, Generator generator) => LinearModel.Posterior.Draw(x, generator);
}
