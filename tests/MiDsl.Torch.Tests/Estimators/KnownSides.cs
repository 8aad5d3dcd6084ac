using System;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Estimators;

// Bounds on the linear Gaussian model, each way to weigh chains and each schedule.

[Estimator(Bound.Ais, Chains = 4, LowerBy = ChainWeights.IndependentMultiSample, UpperBy = ChainWeights.IndependentMultiSample)]
[Annealing(Temperatures = 8, Schedule = AnnealingSchedule.Linear)]
[Hmc(LeapfrogSteps = 3, Jitter = 0)]
internal sealed partial class KnownHmcIm
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

[Estimator(Bound.Ais, Chains = 4, LowerBy = ChainWeights.CoupledReverse, UpperBy = ChainWeights.CoupledReverse)]
[Annealing(Temperatures = 8, Schedule = AnnealingSchedule.Sigmoid)]
[Hmc(LeapfrogSteps = 3)]
internal sealed partial class KnownHmcCr
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

[Estimator(Bound.Ais, Chains = 4, LowerBy = ChainWeights.IndependentReverse, UpperBy = ChainWeights.IndependentReverse)]
[Annealing(Temperatures = 8, Schedule = AnnealingSchedule.Adapted)]
[Hmc(LeapfrogSteps = 3)]
internal sealed partial class KnownHmcIr
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Posterior]
    private static Tensor DrawPosterior(Tensor x, Generator generator) => LinearModel.Posterior.Draw(x, generator);
}

[Estimator(Bound.Ais, Chains = 1)]
[Annealing(Temperatures = 8, Schedule = AnnealingSchedule.Linear)]
[Hmc(LeapfrogSteps = 3)]
internal sealed partial class KnownHmcSingle
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

[Estimator(Bound.Ais, Chains = 4, LowerBy = ChainWeights.CoupledReverse, UpperBy = ChainWeights.IndependentMultiSample)]
[Annealing(Temperatures = 8, Schedule = AnnealingSchedule.Adapted)]
[Hmc(LeapfrogSteps = 3)]
internal sealed partial class KnownHmcFromQ
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

[Estimator(Bound.Ais, Chains = 4, LowerBy = ChainWeights.IndependentMultiSample, UpperBy = ChainWeights.IndependentMultiSample)]
[Annealing(Temperatures = 6, Schedule = AnnealingSchedule.Sigmoid)]
internal sealed partial class KnownMovedIm
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
    private static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => LinearModel.Path(b).Move(x, y, 0.6, generator);
}

[Estimator(Bound.Ais, Chains = 4, LowerBy = ChainWeights.IndependentReverse, UpperBy = ChainWeights.IndependentReverse)]
[Annealing(Temperatures = 6, Schedule = AnnealingSchedule.Linear)]
internal sealed partial class KnownMovedIr
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
    private static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => LinearModel.Path(b).Move(x, y, 0.6, generator);

    [Posterior]
    private static Tensor DrawPosterior(Tensor x, Generator generator) => LinearModel.Posterior.Draw(x, generator);
}

[Estimator(Bound.Ais, Chains = 4, LowerBy = ChainWeights.CoupledReverse, UpperBy = ChainWeights.IndependentMultiSample)]
[Annealing(Temperatures = 6, Schedule = AnnealingSchedule.Adapted)]
internal sealed partial class KnownMovedAdapted
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
    private static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => LinearModel.ProposalPath(b).Move(x, y, 0.6, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Proposal.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Proposal.Draw(x, generator);
}

[Estimator(Bound.Ais, Chains = 4, UpperBy = ChainWeights.IndependentMultiSample)]
[Marginal(Variable.Y, Dim = 2)]
[Decoder(Dim = 3, Hidden = [], Scale = 0.31622776601683794)]
[Annealing(Temperatures = 8, Schedule = AnnealingSchedule.Linear)]
[Hmc(LeapfrogSteps = 3)]
internal sealed partial class KnownDecoder;

[Estimator(Bound.BarberAgakovReference)]
internal sealed partial class KnownReference
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Reference]
    private static Tensor LogReference(Tensor x) => LinearModel.LogEvidence(x);
}

[Estimator(Bound.BarberAgakovReference)]
internal sealed partial class KnownWideReference
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Reference]
    private static Tensor LogReference(Tensor x) => -0.125 * x.square().sum(1L) - (1.5 * Math.Log(8 * Math.PI));
}
