using System;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Estimators;

// Estimators on the linear Gaussian model whose runs, errors and variables in each other's place are tested.

[Estimator(Bound.Ais, Chains = 4, LowerBy = ChainWeights.CoupledReverse, UpperBy = ChainWeights.IndependentMultiSample)]
[Annealing(Temperatures = 8, Schedule = AnnealingSchedule.Sigmoid)]
[Hmc(LeapfrogSteps = 3)]
[Evaluation(Pairs = 32, SubBatches = 4)]
internal sealed partial class KnownAisFromQ
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

/// <summary><see cref="KnownAisFromQ"/> with x and y in each other's place.</summary>
[Estimator(Bound.Ais, Chains = 4, LowerBy = ChainWeights.CoupledReverse, UpperBy = ChainWeights.IndependentMultiSample)]
[Annealing(Temperatures = 8, Schedule = AnnealingSchedule.Sigmoid)]
[Hmc(LeapfrogSteps = 3)]
[Evaluation(Pairs = 32, SubBatches = 4)]
internal sealed partial class KnownAisSwapped
{
    [Marginal(Variable.X, Dim = 2)]
    private static Tensor LogPrior(Tensor x) => LinearModel.LogPrior(x);

    [Marginal(Variable.X, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Variable.Y, Dim = 3)]
    private static Tensor LogLikelihood(Tensor y, Tensor x) => LinearModel.LogLikelihood(y, x);

    [Conditional(Variable.Y, Dim = 3)]
    private static Tensor DrawLikelihood(Tensor x, Generator generator) => LinearModel.DrawLikelihood(x, generator);

    [Variational(Variable.X)]
    private static Tensor LogQ(Tensor x, Tensor y) => LinearModel.Proposal.LogDensity(x, y);

    [Variational(Variable.X)]
    private static Tensor DrawQ(Tensor y, Generator generator) => LinearModel.Proposal.Draw(y, generator);
}

/// <summary><see cref="KnownIwae"/> with x and y in each other's place.</summary>
[Estimator(Bound.Iwae, Samples = 7)]
internal sealed partial class KnownIwaeSwapped
{
    [Marginal(Variable.X, Dim = 2)]
    private static Tensor LogPrior(Tensor x) => LinearModel.LogPrior(x);

    [Marginal(Variable.X, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Variable.Y, Dim = 3)]
    private static Tensor LogLikelihood(Tensor y, Tensor x) => LinearModel.LogLikelihood(y, x);

    [Conditional(Variable.Y, Dim = 3)]
    private static Tensor DrawLikelihood(Tensor x, Generator generator) => LinearModel.DrawLikelihood(x, generator);

    [Variational(Variable.X)]
    private static Tensor LogQ(Tensor x, Tensor y) => LinearModel.Proposal.LogDensity(x, y);

    [Variational(Variable.X)]
    private static Tensor DrawQ(Tensor y, Generator generator) => LinearModel.Proposal.Draw(y, generator);
}

[Estimator(Bound.BarberAgakov)]
internal sealed partial class KnownBaSwapped
{
    [Marginal(Variable.X, Dim = 2)]
    private static Tensor LogPrior(Tensor x) => LinearModel.LogPrior(x);

    [Marginal(Variable.X, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Variable.Y, Dim = 3)]
    private static Tensor LogLikelihood(Tensor y, Tensor x) => LinearModel.LogLikelihood(y, x);

    [Conditional(Variable.Y, Dim = 3)]
    private static Tensor DrawLikelihood(Tensor x, Generator generator) => LinearModel.DrawLikelihood(x, generator);

    [Variational(Variable.X)]
    private static Tensor LogQ(Tensor x, Tensor y) => LinearModel.Proposal.LogDensity(x, y);

    [Variational(Variable.X)]
    private static Tensor DrawQ(Tensor y, Generator generator) => LinearModel.Proposal.Draw(y, generator);
}

[Estimator(Bound.StructuredInfoNce, Samples = 7)]
internal sealed partial class KnownStructuredSwapped
{
    [Marginal(Variable.X, Dim = 2)]
    private static Tensor LogPrior(Tensor x) => LinearModel.LogPrior(x);

    [Marginal(Variable.X, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Variable.Y, Dim = 3)]
    private static Tensor LogLikelihood(Tensor y, Tensor x) => LinearModel.LogLikelihood(y, x);

    [Conditional(Variable.Y, Dim = 3)]
    private static Tensor DrawLikelihood(Tensor x, Generator generator) => LinearModel.DrawLikelihood(x, generator);
}

[Estimator(Bound.LeaveOneOut, Samples = 8)]
internal sealed partial class KnownLeaveOneOutSwapped
{
    [Marginal(Variable.X, Dim = 2)]
    private static Tensor LogPrior(Tensor x) => LinearModel.LogPrior(x);

    [Marginal(Variable.X, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Variable.Y, Dim = 3)]
    private static Tensor LogLikelihood(Tensor y, Tensor x) => LinearModel.LogLikelihood(y, x);

    [Conditional(Variable.Y, Dim = 3)]
    private static Tensor DrawLikelihood(Tensor x, Generator generator) => LinearModel.DrawLikelihood(x, generator);
}

/// <summary>Distributions, which take no generator.</summary>
[Estimator(Bound.Iwae, Samples = 7)]
[Evaluation(Pairs = 32, SubBatches = 4)]
internal sealed partial class KnownDistributions
{
    [Marginal(Variable.Y, Dim = 2)]
    private static distributions.Distribution Prior() => distributions.Normal(zeros(2), ones(2));

    [Conditional(Dim = 3)]
    private static distributions.Distribution Given(Tensor y) =>
        distributions.Normal(y.matmul(tensor(LinearModel.Transpose(LinearModel.W)).to(float32)), full(y.shape[0], 3, MathF.Sqrt((float)LinearModel.Variance)));
}

[Estimator(Bound.Iwae, Samples = 1_000_000)]
[Evaluation(Pairs = 4, SubBatches = 2, RowsAtOnce = 65_536)]
internal sealed partial class KnownMillion
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private Tensor LogLikelihood(Tensor x, Tensor y)
    {
        Scored?.Invoke(y.shape[0]);
        return LinearModel.LogLikelihood(x, y);
    }

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    /// <summary>Told how many rows each call scores.</summary>
    public Action<long>? Scored { get; set; }
}

[Estimator(Bound.Iwae, Samples = 7)]
internal sealed partial class KnownUnsummed
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => Broken.Unsummed(y);

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
internal sealed partial class KnownWide
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => Broken.Wide(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);
}

[Estimator(Bound.Ais, Chains = 4, LowerBy = ChainWeights.CoupledReverse, UpperBy = ChainWeights.IndependentMultiSample)]
[Annealing(Temperatures = 8, Schedule = AnnealingSchedule.Linear)]
[Hmc(LeapfrogSteps = 3)]
internal sealed partial class KnownCut
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => LinearModel.LogPrior(y);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => Broken.Cut(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);
}

/// <summary>Pairs have another marginal than the density says.</summary>
[Estimator(Bound.BarberAgakov)]
internal sealed partial class KnownWrongMarginal
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor LogPrior(Tensor y) => -50 * y.square().sum(1L) - Math.Log(2 * Math.PI * 0.01);

    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional(Dim = 3)]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional(Dim = 3)]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);

    [Variational]
    private static Tensor LogQ(Tensor y, Tensor x) => Shrunk.LogDensity(y, x);

    [Variational]
    private static Tensor DrawQ(Tensor x, Generator generator) => Shrunk.Draw(x, generator);

    private static AffineGaussian Shrunk => new(LinearModel.Multiply(LinearModel.Posterior.Map, 0.5), LinearModel.Posterior.Covariance);
}

/// <summary>What declarations may get wrong without the compiler seeing it.</summary>
internal static class Broken
{
    public static Tensor Unsummed(Tensor y) => -0.5 * y.square();

    public static Tensor Wide(long n, Generator generator) => randn(n, 3, dtype: float64, generator: generator);

    public static Tensor Cut(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y.detach());
}

// Pairs are simulated, and the conditional's width is nowhere written.
[Estimator(Bound.StructuredInfoNce, Samples = 7)]
internal sealed partial class KnownStructuredOfAnyWidth
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional]
    private static Tensor LogLikelihood(Tensor x, Tensor y) => LinearModel.LogLikelihood(x, y);

    [Conditional]
    private static Tensor DrawLikelihood(Tensor y, Generator generator) => LinearModel.DrawLikelihood(y, generator);
}

[Estimator(Bound.StructuredInfoNce, Samples = 7)]
internal sealed partial class KnownDistributionOfAnyWidth
{
    [Marginal(Variable.Y, Dim = 2)]
    private static Tensor DrawPrior(long n, Generator generator) => LinearModel.DrawPrior(n, generator);

    [Conditional]
    private static distributions.Distribution Likelihood(Tensor y) => distributions.Normal(y.sum(1L, true).repeat(1, 5), ones(y.shape[0], 5));
}
