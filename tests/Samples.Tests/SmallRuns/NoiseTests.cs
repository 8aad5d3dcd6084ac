using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;
using Noise;
using Xunit;

namespace MiDsl.Samples.Tests.SmallRuns;

[Collection(OneThread.Name)]
public class NoiseTests
{
    // By another program, to three decimals: f by f, sigma .1 to .9.
    private static readonly double[] Table =
    [
        1.667, 0.749, 0.419, 0.258, 0.172,
        1.249, 0.470, 0.226, 0.128, 0.081,
        1.536, 0.670, 0.365, 0.220, 0.145,
    ];

    [Fact]
    public void Quadrature_gives_the_known_table() =>
        Assert.All(NoisyFunction.All().Zip(Table), pair => Assert.Equal(pair.Second, pair.First.Truth, 0.001));

    [Fact]
    public void A_constant_says_nothing() => Assert.Equal(0, Quadrature.Information(_ => 3, 0.5), 1e-6);

    [Fact]
    public void Two_far_values_are_one_bit() => Assert.Equal(Math.Log(2), Quadrature.Information(x => Math.Sign(x), 0.1), 1e-6);

    // The sampler and the quadrature have nothing in common: neighbours hold them together.
    [Fact]
    public void What_is_drawn_has_the_information_of_the_quadrature() => Assert.All(NoisyFunction.All(), pairs =>
    {
        float[] x = new float[4000], y = new float[4000];
        pairs.Draw(new Rng(7), x, y);
        Assert.Equal(pairs.Truth, Ksg.Estimate(PairedData.From(x, y)).Value, 0.06);
    });

    [Fact]
    public void Mine_is_near_the_truth_at_a_middling_noise()
    {
        NoisyFunction pairs = NoisyFunction.All().First(one => one is { Name: "x", Sigma: 0.5 });
        Measurement measured = new(pairs, Seed: 0, Full: false);
        measured.Run((_, _) => { });
        Assert.Equal(pairs.Truth, measured.Nats, 0.05);
    }

    [Fact]
    public void Equitability_fails_where_the_truth_differs()
    {
        Assert.Equal(0.418, Noise.Claims.TrueSpread(0.1), 0.001);
        Assert.Equal(0.091, Noise.Claims.TrueSpread(0.9), 0.001);
    }
}
