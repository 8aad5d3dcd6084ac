using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Maps of features whose locations are scored one by one.</summary>
public sealed class LocationTests
{
    private const int Channels = 3, Locations = 6, OfY = 2;

    public static TheoryData<string> Bounds => [.. Twins.Select(twin => twin.Name)];

    private static readonly (string Name, Func<IHasObjective> Local, Func<IHasObjective> Single)[] Twins =
    [
        ("InfoNce", () => new LocalInfoNce(), () => new SingleInfoNce()),
        ("ShiftedNce", () => new LocalShiftedNce(), () => new SingleShiftedNce()),
        ("Dv", () => new LocalDv(), () => new SingleDv()),
        ("ShiftedDv", () => new LocalShiftedDv(), () => new SingleShiftedDv()),
        ("Nwj", () => new LocalNwj(), () => new SingleNwj()),
        ("JensenShannon", () => new LocalJensenShannon(), () => new SingleJensenShannon()),
        ("Smile", () => new LocalSmile(), () => new SingleSmile()),
        ("IAlpha", () => new LocalIAlpha(), () => new SingleIAlpha()),
        ("Tuba", () => new LocalTuba(), () => new SingleTuba()),
    ];

    /// <summary>A map that is the same at every location says what one location says: value, error and density of each pair.</summary>
    [Theory]
    [MemberData(nameof(Bounds))]
    public void The_same_everywhere_is_as_a_single_location(string bound)
    {
        (_, Func<IHasObjective> makeLocal, Func<IHasObjective> makeSingle) = Twins.Single(twin => twin.Name == bound);
        using IHasObjective local = makeLocal(), single = makeSingle();
        PairedData rows = Rows(400, seed: 3);
        PairedData maps = Everywhere(rows);
        InformationValue ofMaps = local.Fit(maps), ofRows = single.Fit(rows);
        Near.Number(ofRows.Value, ofMaps.Value, 2e-3);
        Near.Number(ofRows.StandardError, ofMaps.StandardError, 1e-3);
        Assert.Equal(ofRows.Pairs, ofMaps.Pairs);
        Near.Vector(single.PointwiseInformation(rows).Select(v => (double)v), local.PointwiseInformation(maps).Select(v => (double)v), 2e-2);
    }

    /// <summary>With different locations the objective is the one of all rows, of which means are means over the locations.</summary>
    [Theory]
    [InlineData("InfoNce")]
    [InlineData("ShiftedNce")]
    [InlineData("Nwj")]
    [InlineData("JensenShannon")]
    [InlineData("IAlpha")]
    [InlineData("Tuba")]
    public void Different_locations_are_averaged(string bound)
    {
        (_, Func<IHasObjective> makeLocal, Func<IHasObjective> makeSingle) = Twins.Single(twin => twin.Name == bound);
        using DisposeScope scope = NewDisposeScope();
        using IHasObjective local = makeLocal(), single = makeSingle();
        random.manual_seed(5);
        Tensor maps = randn(20, Channels, Locations), y = randn(20, OfY);
        double[] each = [.. Enumerable.Range(0, Locations).Select(l => single.Objective(maps.select(2, l), y).ToDouble())];
        Assert.True(each.Max() - each.Min() > 1e-3, "the locations differ");
        Near.Number(each.Average(), local.Objective(maps.reshape(20, -1), y).ToDouble(), 1e-5);
    }

    /// <summary>The gradient that reaches a map, against differences of the value in double steps.</summary>
    [Fact]
    public void Gradients_reach_every_location()
    {
        using DisposeScope scope = NewDisposeScope();
        using var local = new LocalInfoNce();
        random.manual_seed(6);
        Tensor maps = randn(8, Channels * Locations).requires_grad_(true), y = randn(8, OfY);
        Tensor gradient = autograd.grad([local.Objective(maps, y)], [maps])[0];
        using IDisposable frozen = no_grad();
        double[] slopes = [.. Enumerable.Range(0, Channels * Locations).Select(column =>
        {
            Tensor step = zeros_like(maps);
            step[3, column] = 1e-2f;
            return (local.Objective(maps + step, y).ToDouble() - local.Objective(maps - step, y).ToDouble()) / 2e-2;
        })];
        Near.Vector(slopes, gradient[3].data<float>().Select(v => (double)v), 2e-2);
    }

    /// <summary>
    /// The critic does not know the location: x = rho y + noise at one, -rho y + noise at the other, is far less than the
    /// -ln(1 - rho^2) / 2 of either. The bound lies below the truth by at most four errors (one false alarm in 30,000), and near it.
    /// </summary>
    [Fact]
    public void The_location_is_not_known_to_the_critic()
    {
        const double Rho = 0.9;
        using OppositeLocations estimator = new(Rho);
        LowerBound value = estimator.Fit();
        double truth = Pooled(Rho), each = Gaussians.Information(Rho, 1);
        Assert.InRange(truth, 0.2, 0.5 * each);
        Assert.InRange(value.Value, 0.85 * truth, truth + (4 * value.StandardError));
    }

    [Fact]
    public void Columns_that_make_no_map_are_named()
    {
        using var local = new LocalInfoNce();
        using Tensor maps = zeros(4, 7), y = zeros(4, OfY);
        var error = Assert.Throws<ArgumentException>(() => local.Step(maps, y));
        Assert.Contains("X has 7 columns here, no whole number of", error.Message, StringComparison.Ordinal);
    }

    // I(X_L; Y) by quadrature: given y, x is an even mixture of N(rho y, 1 - rho^2) and N(-rho y, 1 - rho^2); x itself is N(0, 1).
    private static double Pooled(double rho)
    {
        const double Step = 0.02, Reach = 8;
        double variance = 1 - (rho * rho), sum = 0;
        for (double y = -Reach; y <= Reach; y += Step)
        {
            for (double x = -Reach; x <= Reach; x += Step)
            {
                double given = 0.5 * (Normal(x - (rho * y), variance) + Normal(x + (rho * y), variance));
                sum += given > 0 ? Normal(y, 1) * given * Math.Log(given / Normal(x, 1)) : 0;
            }
        }

        return sum * Step * Step;
    }

    private static double Normal(double at, double variance) => Math.Exp(-at * at / (2 * variance)) / Math.Sqrt(2 * Math.PI * variance);

    private static PairedData Rows(int n, long seed)
    {
        float[] x = new float[n * Channels], y = new float[n * OfY];
        Rng rng = new(seed);
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        for (int i = 0; i < n; i++)
        {
            y[OfY * i] += x[Channels * i];
        }

        return PairedData.From(x, Channels, y, OfY);
    }

    // Channels first, as an image has them.
    private static PairedData Everywhere(PairedData rows) =>
        PairedData.From([.. rows.X.ToArray().SelectMany(value => Enumerable.Repeat(value, Locations))], Channels * Locations, rows.Y.ToArray(), OfY);
}
