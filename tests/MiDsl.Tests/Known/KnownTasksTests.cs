using System;
using System.Linq;
using System.Numerics;
using MathNet.Numerics.Distributions;
using Xunit;

namespace MiDsl.Tests.Known;

public class KnownTasksTests
{
    /// <summary>In the paper's order, to the digits that a program of its own printed: nothing here is computed by ours.</summary>
    private static readonly (string Name, int XDim, int YDim, double Nats)[] Paper =
    [
        ("Bivariate Nm 1x1", 1, 1, 0.4133),
        ("Nm CDF @ Bivariate Nm 1x1", 1, 1, 0.4133),
        ("Uniform 1x1 (add noise 0.1)", 1, 1, 1.7094),
        ("Uniform 1x1 (add noise 0.75)", 1, 1, 0.3333),
        ("Bimodal 1x1", 1, 1, 0.4133),
        ("Wiggly @ Bivariate Nm 1x1", 1, 1, 0.4133),
        ("Hc @ Bivariate Nm 1x1", 1, 1, 0.4133),
        ("St 1x1 (dof=1)", 1, 1, 0.2242),
        ("Asinh @ St 1x1 (dof=1)", 1, 1, 0.2242),
        ("Swiss roll 2x1", 2, 1, 0.4133),
        ("Mn 2x2 (dense)", 2, 2, 0.2939),
        ("Mn 3x3 (dense)", 3, 3, 0.4133),
        ("Mn 5x5 (dense)", 5, 5, 0.5928),
        ("Mn 25x25 (dense)", 25, 25, 1.2922),
        ("Mn 50x50 (dense)", 50, 50, 1.6243),
        ("Mn 2x2 (2-pair)", 2, 2, 1.0217),
        ("Mn 3x3 (2-pair)", 3, 3, 1.0217),
        ("Mn 5x5 (2-pair)", 5, 5, 1.0217),
        ("Mn 25x25 (2-pair)", 25, 25, 1.0217),
        ("St 2x2 (dof=1)", 2, 2, 0.4319),
        ("St 2x2 (dof=2)", 2, 2, 0.1931),
        ("St 3x3 (dof=2)", 3, 3, 0.2909),
        ("St 3x3 (dof=3)", 3, 3, 0.1787),
        ("St 5x5 (dof=2)", 5, 5, 0.4482),
        ("St 5x5 (dof=3)", 5, 5, 0.2985),
        ("Nm CDF @ Mn 3x3 (2-pair)", 3, 3, 1.0217),
        ("Nm CDF @ Mn 5x5 (2-pair)", 5, 5, 1.0217),
        ("Nm CDF @ Mn 25x25 (2-pair)", 25, 25, 1.0217),
        ("Hc @ Mn 3x3 (2-pair)", 3, 3, 1.0217),
        ("Hc @ Mn 5x5 (2-pair)", 5, 5, 1.0217),
        ("Hc @ Mn 25x25 (2-pair)", 25, 25, 1.0217),
        ("Sp @ Mn 3x3 (2-pair)", 3, 3, 1.0217),
        ("Sp @ Mn 5x5 (2-pair)", 5, 5, 1.0217),
        ("Sp @ Mn 25x25 (2-pair)", 25, 25, 1.0217),
        ("Sp @ Nm CDF @ Mn 3x3 (2-pair)", 3, 3, 1.0217),
        ("Sp @ Nm CDF @ Mn 5x5 (2-pair)", 5, 5, 1.0217),
        ("Sp @ Nm CDF @ Mn 25x25 (2-pair)", 25, 25, 1.0217),
        ("Asinh @ St 2x2 (dof=1)", 2, 2, 0.4319),
        ("Asinh @ St 3x3 (dof=2)", 3, 3, 0.2909),
        ("Asinh @ St 5x5 (dof=2)", 5, 5, 0.4482),
    ];

    public static TheoryData<string> Names => [.. KnownTasks.All.Select(task => task.Name)];

    [Fact]
    public void TheyAreThoseOfThePaper()
    {
        Assert.Equal(40, KnownTasks.All.Select(task => task.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(
            Paper, KnownTasks.All.Select(task => (task.Name, task.XDim, task.YDim, Math.Round(task.Information, 4))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSeedMakesThePairs(string name)
    {
        KnownInformation task = KnownTasks.Find(name);
        PairedData data = task.Sample(50, 7), other = task.Sample(50, 8);
        Assert.Equal((50, task.XDim, task.YDim), (data.Count, data.XDim, data.YDim));
        Assert.Equal(data.X, task.Sample(50, 7).X);
        Assert.Equal(data.Y, task.Sample(50, 7).Y);
        Assert.False(data.X.SequenceEqual(other.X));
        Assert.False(data.Y.SequenceEqual(other.Y));
        Assert.Equal($"{name}, seed 7", data.Source);

        // More pairs begin with the same ones, and the annotated sampler draws them too.
        Assert.Equal(data.X, task.Sample(80, 7).Take(50).X);
        float[] x = new float[50 * task.XDim], y = new float[50 * task.YDim];
        task.Draw(new Rng(7), 50, x, y);
        Assert.Equal(data.X, x);
        Assert.Equal(data.Y, y);
    }

    /// <summary>Images written out as in the paper, against the images of the same draws of the distribution beneath.</summary>
    [Fact]
    public void MapsAreThoseOfThePaper()
    {
        static double Phi(double v) => Normal.CDF(0, 1, v);
        Check("Bivariate Nm 1x1", "Nm CDF @ Bivariate Nm 1x1", x => [Phi(x[0])], y => [Phi(y[0])]);
        Check(
            "Bivariate Nm 1x1", "Wiggly @ Bivariate Nm 1x1",
            x => [x[0] + 0.4 * Math.Sin(x[0]) + 0.2 * Math.Sin(1.7 * x[0] + 1) + 0.03 * Math.Sin(3.3 * x[0] - 2.5)],
            y => [y[0] - 0.4 * Math.Sin(0.4 * y[0]) + 0.17 * Math.Sin(1.3 * y[0] + 3.5) + 0.02 * Math.Sin(4.3 * y[0] - 2.5)]);
        Check("Bivariate Nm 1x1", "Swiss roll 2x1", x => Roll(1.5 * Math.PI * (1 + 2 * Phi(x[0]))), y => [Phi(y[0])]);

        // From the image back to the uniform beneath.
        Check("Bimodal 1x1", "Nm CDF @ Bivariate Nm 1x1", x => [0.3 * Phi(x[0]) + 0.7 * Phi(x[0] - 5)], y => [0.5 * Phi(y[0] + 1) + 0.5 * Phi(y[0] - 3)]);
        Check("St 2x2 (dof=1)", "Asinh @ St 2x2 (dof=1)", Each(Math.Asinh), Each(Math.Asinh));
        foreach (int d in new[] { 3, 5, 25 })
        {
            string pairs = $"Mn {d}x{d} (2-pair)", cdf = $"Nm CDF @ {pairs}";
            Check(pairs, cdf, Each(Phi), Each(Phi));
            Check(pairs, $"Hc @ {pairs}", Each(HalfCube), Each(HalfCube));
            Check(pairs, $"Sp @ {pairs}", x => Turned(x, 0), y => Turned(y, 1));
            Check(cdf, $"Sp @ {cdf}", x => Turned(x, 0), y => Turned(y, 1));
        }

        static double HalfCube(double v) => Math.Sign(v) * Math.Pow(Math.Abs(v), 1.5);
        static double[] Roll(double t) => [t * Math.Cos(t) / 21, t * Math.Sin(t) / 21];
        static Func<double[], double[]> Each(Func<double, double> map) => point => [.. point.Select(map)];
        static double[] Turned(double[] point, int first)
        {
            Complex turned = new Complex(point[first], point[first + 1])
                * Complex.Exp(Complex.ImaginaryOne * point.Sum(v => v * v) / point.Length);
            double[] image = [.. point];
            (image[first], image[first + 1]) = (turned.Real, turned.Imaginary);
            return image;
        }
    }

    [Theory]
    [InlineData("mn 5X5 (Dense)", "Mn 5x5 (dense)")]
    [InlineData("Mn 5 × 5 (dense)", "Mn 5x5 (dense)")]
    [InlineData("Sp@Nm CDF@Mn 25x25(2-pair)", "Sp @ Nm CDF @ Mn 25x25 (2-pair)")]
    public void NamesAreReadGenerously(string name, string found) => Assert.Equal(found, KnownTasks.Find(name).Name);

    [Fact]
    public void AnUnknownNameIsAnsweredByItsNeighbours()
    {
        string message = Assert.Throws<ArgumentException>(() => KnownTasks.Find("Mn 4x4 (dense)")).Message;
        Assert.Contains("no task 'Mn 4x4 (dense)'. Did you mean 'Mn 2x2 (dense)' or 'Mn 3x3 (dense)'", message, StringComparison.Ordinal);
        message = Assert.Throws<ArgumentException>(() => KnownTasks.Find("MNIST")).Message;
        Assert.Contains("'MNIST'. They are named as 'Bivariate Nm 1x1': see the names of KnownTasks", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => KnownTasks.Find(" "));
    }

    private static void Check(string beneath, string name, Func<double[], double[]> x, Func<double[], double[]> y)
    {
        const int N = 100;
        KnownInformation from = KnownTasks.Find(beneath), to = KnownTasks.Find(name);
        double[] xs = new double[N * from.XDim], ys = new double[N * from.YDim];
        double[] xImages = new double[N * to.XDim], yImages = new double[N * to.YDim];
        from.Draw(new Rng(2), N, xs, ys);
        to.Draw(new Rng(2), N, xImages, yImages);
        AssertNear([.. xs.Chunk(from.XDim).SelectMany(x)], xImages);
        AssertNear([.. ys.Chunk(from.YDim).SelectMany(y)], yImages);
    }

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * (1 + Math.Abs(pair.First))));
    }
}
