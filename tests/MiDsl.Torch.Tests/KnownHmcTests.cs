using System;
using System.Linq;
using System.Reflection;
using System.Threading;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>
/// The emitted Hamiltonian Monte Carlo, reached by reflection: what it leaves invariant, and that its trajectories are those of the
/// leapfrog written out here, which is reversible and whose energy error falls with the square of the step.
/// </summary>
public sealed class KnownHmcTests(ITestOutputHelper output)
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
    private const int LeapfrogSteps = 3, Temperatures = 8;

    /// <summary>
    /// 40,000 chains started in the Gaussian at b = 1/2 for their own x, 10 transitions: mean and covariance of the standardised ends
    /// within 4.5 standard errors, six of them (false alarms 4e-5), and they did move.
    /// </summary>
    [Fact]
    public void Transitions_leave_the_path_invariant()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(5);
        (Tensor x, _) = LinearModel.Pairs(40_000, seed: 1);
        var chains = new Chains(0.4);
        AffineGaussian half = LinearModel.Path(0.5);
        Tensor start = half.Draw(x, Generator.Default);
        object at = chains.At(x, start);
        for (int i = 0; i < 10; i++)
        {
            at = chains.Transition(x, at, Temperatures / 2, 0.4);
        }

        double acceptance = chains.TakeAcceptance()[Temperatures / 2];
        Tensor end = chains.Y(at);
        double moved = Correlation(start - half.Mean(x), end - half.Mean(x));
        output.WriteLine(FormattableString.Invariant($"acceptance {acceptance:F3}, correlation with the start {moved:F3}"));
        Assert.InRange(acceptance, 0.4, 0.95); // what is refused matters
        Assert.InRange(moved, -0.2, 0.2);

        // log density is Gaussian iff squares, products and means of residuals are those of the covariance.
        Tensor residual = end - half.Mean(x);
        double n = x.shape[0];
        for (int i = 0; i < 2; i++)
        {
            Tensor column = residual.select(1, i);
            Assert.InRange(column.mean().ToDouble() / Math.Sqrt(half.Covariance[i, i] / n), -4.5, 4.5);
            for (int j = 0; j <= i; j++)
            {
                double product = (column * residual.select(1, j)).mean().ToDouble();
                double error = Math.Sqrt(((half.Covariance[i, i] * half.Covariance[j, j]) + (half.Covariance[i, j] * half.Covariance[i, j])) / n);
                Assert.InRange((product - half.Covariance[i, j]) / error, -4.5, 4.5);
            }
        }

        // Residuals know nothing of x.
        Assert.InRange(Correlation(residual.select(1, 0), x.select(1, 0)) * Math.Sqrt(n), -4.5, 4.5);
    }

    /// <summary>With momentum drawn under a known seed, where the emitted transition ends is where the leapfrog ends.</summary>
    [Theory]
    [InlineData(1, 0.02)]
    [InlineData(4, 0.02)]
    [InlineData(7, 0.01)]
    public void Transitions_are_leapfrog_trajectories(int s, double step)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = LinearModel.Pairs(200, seed: 1);
        var chains = new Chains(step);
        manual_seed(9);
        Tensor momentum = y.randn_like();
        manual_seed(9);
        object from = chains.At(x, y);
        object to = chains.Transition(x, from, s, step);
        (Tensor expected, _) = Leapfrog(x, y, momentum, chains.Path[s], step, LeapfrogSteps);
        Tensor accepted = (chains.Y(to) - y).abs().sum(1L) > 0;
        Assert.InRange(accepted.to(float64).mean().ToDouble(), 0.97, 1);
        Assert.Equal(accepted.to(float64).mean().ToDouble(), chains.TakeAcceptance()[s], 12);
        Tensor difference = where(accepted.unsqueeze(1), chains.Y(to) - expected, zeros_like(y)).abs().max();
        Assert.InRange(difference.ToDouble(), 0, 1e-12);
    }

    /// <summary>The emitted log density and gradient at a place, which energies are made of, against the closed form.</summary>
    [Fact]
    public void Points_hold_density_and_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = LinearModel.Pairs(50, seed: 1);
        var chains = new Chains(0.1);
        object at = chains.At(x, y);
        foreach (double b in (double[])[0, 0.3, 1])
        {
            Assert.InRange((chains.LogDensity(at, b) - LogDensity(x, y, b)).abs().max().ToDouble(), 0, 1e-9);
            Assert.InRange((chains.Gradient(at, b) - Gradient(x, y, b)).abs().max().ToDouble(), 0, 1e-9);
        }
    }

    [Fact]
    public void Leapfrog_is_reversible_and_of_second_order()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor x, Tensor y) = LinearModel.Pairs(500, seed: 1);
        Tensor momentum = y.randn_like();
        (Tensor to, Tensor p) = Leapfrog(x, y, momentum, 0.7, 0.1, 20);
        (Tensor back, Tensor q) = Leapfrog(x, to, -p, 0.7, 0.1, 20);
        Assert.InRange((back - y).abs().max().ToDouble(), 0, 1e-10);
        Assert.InRange((q + momentum).abs().max().ToDouble(), 0, 1e-9);
        Assert.True((to - y).abs().max().ToDouble() > 0.1);

        // The same time in half the step: a quarter of the energy error.
        double error = EnergyError(0.05, 10);
        foreach (int finer in (int[])[2, 4])
        {
            Assert.InRange(error / EnergyError(0.05 / finer, 10 * finer) / (finer * finer), 0.9, 1.1);
        }

        double EnergyError(double step, int steps)
        {
            (Tensor end, Tensor moved) = Leapfrog(x, y, momentum, 0.7, step, steps);
            Tensor before = LogDensity(x, y, 0.7) - (0.5 * momentum.square().sum(1L));
            Tensor after = LogDensity(x, end, 0.7) - (0.5 * moved.square().sum(1L));
            return (after - before).square().mean().sqrt().ToDouble();
        }
    }

    private static (Tensor Y, Tensor Momentum) Leapfrog(Tensor x, Tensor y, Tensor momentum, double b, double step, int steps)
    {
        for (int l = 0; l < steps; l++)
        {
            momentum = momentum + (0.5 * step * Gradient(x, y, b));
            y = y + (step * momentum);
            momentum = momentum + (0.5 * step * Gradient(x, y, b));
        }

        return (y, momentum);
    }

    private static Tensor LogDensity(Tensor x, Tensor y, double b) => LinearModel.LogPrior(y) + (b * LinearModel.LogLikelihood(x, y));

    // -y + b W^T (x - W y) / s^2.
    private static Tensor Gradient(Tensor x, Tensor y, double b)
    {
        Tensor w = tensor(LinearModel.W);
        return -y + (b / LinearModel.Variance * (x - y.matmul(w.t())).matmul(w));
    }

    private static double Correlation(Tensor a, Tensor b) =>
        ((a * b).mean() / (a.square().mean() * b.square().mean()).sqrt()).ToDouble();

    /// <summary>The nested chains of <see cref="KnownHmcIm"/>.</summary>
    private sealed class Chains
    {
        private readonly object chains;
        private readonly MethodInfo transition;

        public Chains(double step)
        {
            var estimator = new KnownHmcIm();
            Type type = typeof(KnownHmcIm).GetNestedType("Annealing", BindingFlags.NonPublic)!;
            object model = typeof(KnownHmcIm).GetProperty("Current", Any)!.GetValue(estimator)!;
            Path = AnnealingPath.Linear(Temperatures);
            double[] steps = [.. Enumerable.Repeat(step, Temperatures)];
            chains = type.GetConstructors(Any).Single().Invoke([model, Path, steps, new AnnealingWatch(null, 1, CancellationToken.None)]);
            transition = type.GetMethods(Any).Single(m => m.Name == "Transition" && m.GetParameters().Length == 4);
        }

        public double[] Path { get; }

        public object At(Tensor x, Tensor y) => chains.GetType().GetMethod("At", Any)!.Invoke(chains, [x, y])!;

        public object Transition(Tensor x, object from, int s, double step) => transition.Invoke(chains, [x, from, s, step])!;

        public double[] TakeAcceptance() => (double[])chains.GetType().GetMethod("TakeAcceptance", Any)!.Invoke(chains, [])!;

        public Tensor Y(object point) => (Tensor)point.GetType().GetProperty("Y")!.GetValue(point)!;

        public Tensor LogDensity(object point, double b) => (Tensor)point.GetType().GetMethod("LogDensity")!.Invoke(point, [b])!;

        public Tensor Gradient(object point, double b) => (Tensor)point.GetType().GetMethod("Gradient")!.Invoke(point, [b])!;
    }
}
