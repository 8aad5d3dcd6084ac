using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>How far from the truth bounds are, where theory says it in closed form.</summary>
public sealed class KnownGapTests(ITestOutputHelper output)
{
    /// <summary>
    /// Exact kernels on a linear schedule: upper minus lower times S is E[KL(p(y) || p(y|x)) + KL(p(y|x) || p(y))]. 20,000 pairs leave an
    /// error of 2 % at S = 80: 10 % is passed by chance once in a million.
    /// </summary>
    [Theory]
    [InlineData(typeof(KnownGap5), 5)]
    [InlineData(typeof(KnownGap20), 20)]
    [InlineData(typeof(KnownGap80), 80)]
    public void Gap_falls_with_the_temperatures(Type type, int temperatures)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = LinearModel.Pairs(20_000, seed: 1);
        double[][] terms = KnownTerms.Of(type, 2, x, y);
        (double gap, double error) = KnownTerms.Difference(terms[1], terms[0]);
        (gap, error) = (gap * temperatures, error * temperatures);
        output.WriteLine(FormattableString.Invariant($"gap x S = {gap:F2} ± {error:F2}, theory {LinearModel.Divergences:F2}"));
        Assert.InRange(gap / LinearModel.Divergences, 0.9, 1.1);
        Assert.InRange(gap, LinearModel.Divergences - (4 * error), LinearModel.Divergences + (4 * error)); // false alarms 6e-5
    }

    /// <summary>
    /// With many coupled chains the lower bound becomes Barber and Agakov's with q the distribution where forward chains end, and the
    /// upper one the evidence lower bound with it: gaps that no further chain closes. A wrong move at b = 1 would show here.
    /// </summary>
    [Fact]
    public void Coupled_chains_end_at_a_floor()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = LinearModel.Pairs(2_000, seed: 4);
        double[] exact = LinearModel.Exact(x, y);
        AffineGaussian end = LinearModel.ForwardEnd(3, 0.9);
        double[] floor = Tensors.Doubles(end.LogDensity(y, x) - LinearModel.LogPrior(y));
        Tensor drawn = end.Move(x, y, 0, Generator.Default);
        double[] ceiling = Tensors.Doubles(LinearModel.LogLikelihood(x, y) - LinearModel.LogPrior(drawn) - LinearModel.LogLikelihood(x, drawn) + end.LogDensity(drawn, x));
        double[][] few = KnownTerms.Of(typeof(KnownCoupledFew), 2, x, y), many = KnownTerms.Of(typeof(KnownCoupled), 2, x, y);
        double[][] independent = KnownTerms.Of(typeof(KnownMany), 2, x, y), reverse = KnownTerms.Of(typeof(KnownManyReverse), 2, x, y);
        var (left, leftError) = KnownTerms.Difference(exact, floor);
        var (above, aboveError) = KnownTerms.Difference(ceiling, exact);
        Assert.True(left > 6 * leftError && above > 6 * aboveError);

        // Of 400 chains, pair by pair at the floor; of 8, further away.
        var (toFloor, toFloorError) = KnownTerms.Difference(many[0], floor);
        var (toCeiling, toCeilingError) = KnownTerms.Difference(many[1], ceiling);
        var (fewToFloor, _) = KnownTerms.Difference(few[0], floor);
        output.WriteLine(FormattableString.Invariant($"floor {left:F3} below, ceiling {above:F3} above; CR of 400 {toFloor:F4} ± {toFloorError:F4} and {toCeiling:F4} ± {toCeilingError:F4} from them, of 8 {fewToFloor:F4}"));
        Assert.InRange(toFloor, (-0.15 * left) - (4 * toFloorError), 4 * toFloorError);
        Assert.InRange(toCeiling, -4 * toCeilingError, (0.15 * above) + (4 * toCeilingError));
        Assert.True(fewToFloor < toFloor);

        // Coupled chains stay on their side at K = 400, and independent ones go on to the truth.
        var (low, lowError) = KnownTerms.Difference(exact, many[0]);
        var (high, highError) = KnownTerms.Difference(many[1], exact);
        Assert.True(low > 4 * lowError && high > 4 * highError);
        foreach (double[][] way in (double[][][])[independent, reverse])
        {
            var (under, underError) = KnownTerms.Difference(exact, way[0]);
            var (over, overError) = KnownTerms.Difference(way[1], exact);
            output.WriteLine(FormattableString.Invariant($"independent chains: {under:F4} ± {underError:F4} below, {over:F4} ± {overError:F4} above"));
            Assert.InRange(under, -4 * underError, 0.25 * left);
            Assert.InRange(over, -4 * overError, 0.25 * above);
        }
    }

    [Fact]
    public void Structured_InfoNce_never_passes_log_K()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = LinearModel.Pairs(500, seed: 4);
        double greatest = KnownTerms.Of(typeof(KnownStructured), 2, x, y)[0].Max();
        Assert.InRange(greatest, Math.Log(7) - 0.1, Math.Log(7) + 1e-12); // reached, and not passed
        using var estimator = new KnownStructured();
        Assert.Equal(Math.Log(7), estimator.Evaluate().Cap, 12);
    }

    [Fact]
    public void Iwae_lies_between_Barber_Agakov_and_log_K_more()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = LinearModel.Pairs(500, seed: 4);
        double[][] terms = KnownTerms.Of(typeof(KnownIwae), 2, x, y);
        Assert.All(terms[0].Zip(terms[2]), pair => Assert.True(pair.First <= pair.Second + Math.Log(7) + 1e-12));
        (double gain, double error) = KnownTerms.Difference(terms[0], terms[2]);
        Assert.True(gain > 4 * error);

        using var estimator = new KnownIwae();
        LowerBound lower = estimator.Evaluate(512).Lower;
        Assert.Equal(Math.Log(7), lower.Cap - lower.Floor, 9);
        Assert.InRange(lower.Value, lower.Floor, lower.Cap);
    }
}
