using MiDsl.Torch.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Estimators;

// Bounds on the linear Gaussian model that must agree with one another, or be exact.

[Estimator(Bound.BarberAgakov)]
internal sealed partial class KnownBa
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

[Estimator(Bound.Iwae, Samples = 1)]
internal sealed partial class KnownIwaeOfOne
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

[Estimator(Bound.Iwae, Samples = 7)]
internal sealed partial class KnownIwae
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

[Estimator(Bound.Iwae, Samples = 7)]
internal sealed partial class KnownIwaeFromPrior
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

/// <summary>The prior declared as q.</summary>
[Estimator(Bound.Iwae, Samples = 7)]
internal sealed partial class KnownIwaeByPrior
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
}

[Estimator(Bound.StructuredInfoNce, Samples = 7)]
internal sealed partial class KnownStructured
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

[Estimator(Bound.LeaveOneOut, Samples = 8)]
internal sealed partial class KnownLeaveOneOut
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

[Estimator(Bound.Iwae, Samples = 7, Report = Side.Upper)]
internal sealed partial class KnownIwaeUpper
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

[Estimator(Bound.Ais, Chains = 7, LowerBy = ChainWeights.IndependentMultiSample, UpperBy = ChainWeights.IndependentMultiSample)]
[Annealing(Temperatures = 1)]
internal sealed partial class KnownShortIm
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

[Estimator(Bound.Ais, Chains = 7, LowerBy = ChainWeights.CoupledReverse, UpperBy = ChainWeights.CoupledReverse)]
[Annealing(Temperatures = 1)]
internal sealed partial class KnownShortCr
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

[Estimator(Bound.BarberAgakov)]
internal sealed partial class KnownExactBa
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
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Posterior.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Posterior.Draw(x, generator);
}

[Estimator(Bound.Iwae, Samples = 5)]
internal sealed partial class KnownExactIwae
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
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Posterior.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Posterior.Draw(x, generator);
}

[Estimator(Bound.Ais, Chains = 3, LowerBy = ChainWeights.IndependentMultiSample, UpperBy = ChainWeights.IndependentMultiSample)]
[Annealing(Temperatures = 4, Schedule = AnnealingSchedule.Linear)]
[Hmc(LeapfrogSteps = 3)]
internal sealed partial class KnownExactIm
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
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Posterior.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Posterior.Draw(x, generator);
}

[Estimator(Bound.Ais, Chains = 3, LowerBy = ChainWeights.IndependentReverse, UpperBy = ChainWeights.IndependentReverse)]
[Annealing(Temperatures = 4, Schedule = AnnealingSchedule.Sigmoid)]
[Hmc(LeapfrogSteps = 3)]
internal sealed partial class KnownExactIr
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
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Posterior.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Posterior.Draw(x, generator);

    [Posterior]
    private static Tensor DrawPosterior(Tensor x, Generator generator) => LinearModel.Posterior.Draw(x, generator);
}

[Estimator(Bound.Ais, Chains = 3, LowerBy = ChainWeights.CoupledReverse, UpperBy = ChainWeights.CoupledReverse)]
[Annealing(Temperatures = 4, Schedule = AnnealingSchedule.Adapted)]
[Hmc(LeapfrogSteps = 3)]
internal sealed partial class KnownExactCr
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
    private static Tensor LogQ(Tensor y, Tensor x) => LinearModel.Posterior.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => LinearModel.Posterior.Draw(x, generator);
}

[Estimator(Bound.Iwae, Samples = 7, Report = Side.Upper)]
internal sealed partial class KnownIwaeUpperOfQ
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
