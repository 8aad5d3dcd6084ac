using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>
/// Bounds on known densities that are one and the same in special cases: pair by pair in float64, with the same seed and so the same
/// draws.
/// </summary>
public sealed class KnownIdentityTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor x;
    private readonly Tensor y;

    public KnownIdentityTests() => (x, y) = LinearModel.Pairs(40, seed: 3);

    public void Dispose() => scope.Dispose();

    /// <summary>The evidence in closed form, against the model that the other tests lean on.</summary>
    [Fact]
    public void Model_agrees_with_itself()
    {
        double[] byEvidence = Tensors.Doubles(LinearModel.LogLikelihood(x, y) - LinearModel.LogEvidence(x));
        Equal(LinearModel.Exact(x, y), byEvidence);
        (Tensor manyX, Tensor manyY) = LinearModel.Pairs(100_000, seed: 8);
        double[] exact = LinearModel.Exact(manyX, manyY);
        (double mean, double error) = KnownTerms.Difference(exact, new double[exact.Length]);
        Assert.InRange(mean, LinearModel.Information - (4 * error), LinearModel.Information + (4 * error)); // false alarms 6e-5
        Assert.InRange(LinearModel.Information, 2.7, 2.72);
    }

    [Fact]
    public void Iwae_of_one_sample_is_Barber_Agakov()
    {
        double[][] iwae = Of<KnownIwaeOfOne>(), ba = Of<KnownBa>();
        Equal(ba[0], iwae[0]);
        Equal(ba[1], iwae[1]);
        Equal(ba[0], iwae[2]);
    }

    [Fact]
    public void Iwae_from_the_prior_is_structured_InfoNce()
    {
        double[] structured = Of<KnownStructured>()[0];
        Equal(structured, Of<KnownIwaeFromPrior>()[0]);
        Equal(structured, Of<KnownIwaeByPrior>()[0]);
        Equal(Of<KnownIwaeFromPrior>()[1], Of<KnownIwaeByPrior>()[1]);
    }

    /// <summary>K = 8 of leave-one-out draw 7; a bound on one side alone draws what the upper side of 7 samples draws.</summary>
    [Fact]
    public void Leave_one_out_is_Iwae_upper_from_the_prior_with_one_sample_less() =>
        Equal(Of<KnownIwaeUpper>()[0], Of<KnownLeaveOneOut>()[0]);

    /// <summary>A critic that is the log weight loses nothing.</summary>
    [Fact]
    public void Giwae_of_the_weights_is_Iwae()
    {
        double[][] lower = Of<KnownGiwaeOfWeights>(), iwae = Of<KnownIwae>();
        Equal(iwae[0], lower[0]);
        Equal(iwae[2], lower[1]);
        Equal(Of<KnownIwaeUpperOfQ>()[0], Of<KnownGiwaeOfWeightsUpper>()[0]);
    }

    /// <summary>A critic that does not look at y adds nothing.</summary>
    [Fact]
    public void Giwae_of_x_alone_is_Barber_Agakov()
    {
        Equal(Of<KnownBa>()[0], Of<KnownGiwaeOfX>()[0]);
        Equal(Of<KnownElbo>()[0], Of<KnownGiwaeOfXUpper>()[0]);
    }

    [Fact]
    public void Giwae_from_the_prior_of_the_likelihood_is_structured_InfoNce() =>
        Equal(Of<KnownStructured>()[0], Of<KnownGiwaeFromPrior>()[0]);

    [Fact]
    public void Annealing_in_one_step_is_Iwae_for_independent_chains()
    {
        double[][] chains = Of<KnownShortIm>(), iwae = Of<KnownIwae>();
        Equal(iwae[0], chains[0]);
        Equal(iwae[1], chains[1]);
    }

    [Fact]
    public void Annealing_in_one_step_is_Barber_Agakov_for_coupled_chains()
    {
        double[][] chains = Of<KnownShortCr>(), ba = Of<KnownBa>();
        Equal(ba[0], chains[0]);
        Equal(ba[1], chains[1]);
    }

    [Theory]
    [InlineData(typeof(KnownExactBa))]
    [InlineData(typeof(KnownExactIwae))]
    [InlineData(typeof(KnownExactIm))]
    [InlineData(typeof(KnownExactIr))]
    [InlineData(typeof(KnownExactCr))]
    [InlineData(typeof(KnownReference))]
    public void The_posterior_as_q_makes_every_pair_exact(Type type)
    {
        double[] exact = LinearModel.Exact(x, y);
        Assert.All(KnownTerms.Of(type, 5, x, y), terms => Equal(exact, terms));
    }

    /// <summary>What must not be equal: the identities above do not hold by everything being the same.</summary>
    [Fact]
    public void Other_bounds_and_seeds_differ()
    {
        double[][] iwae = Of<KnownIwae>();
        Assert.True(Largest(iwae[0], Of<KnownBa>()[0]) > 1e-2);
        Assert.True(Largest(iwae[0], Of<KnownStructured>()[0]) > 1e-2);
        Assert.True(Largest(iwae[1], KnownTerms.Of(typeof(KnownIwae), 6, x, y)[1]) > 1e-2);
        Assert.Equal(iwae, Of<KnownIwae>());
    }

    private double[][] Of<T>() => KnownTerms.Of(typeof(T), 5, x, y);

    private static void Equal(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(Largest(expected, actual), 0, 1e-5);
    }

    private static double Largest(double[] a, double[] b) => a.Zip(b, (p, q) => Math.Abs(p - q)).Max();
}
