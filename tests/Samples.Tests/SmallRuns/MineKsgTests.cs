using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;
using MineKsg;
using Xunit;

namespace MiDsl.Samples.Tests.SmallRuns;

[Collection(OneThread.Name)]
public class MineKsgTests
{
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(1, 0.7, 0.33667)]
    [InlineData(1, -0.99, 1.95852)]
    [InlineData(20, 0.1, 0.10050)]
    [InlineData(20, -0.9, 16.60731)]
    public void The_truth_is_the_closed_form(int dim, double rho, double nats) => Assert.Equal(nats, new Correlated(dim, rho).Truth, 1e-5);

    [Theory]
    [InlineData(-0.9)]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Drawn_pairs_have_the_correlation(double rho)
    {
        PairedData data = new Correlated(2, rho).Sample(20_000, seed: 7);
        double Moment(int i, int j) => Enumerable.Range(0, data.Count).Average(row => (double)data.X[(2 * row) + i] * data.Y[(2 * row) + j]);
        Assert.Equal(rho, Moment(0, 0), 0.03);
        Assert.Equal(rho, Moment(1, 1), 0.03);
        Assert.Equal(0, Moment(0, 1), 0.03);
    }

    [Theory]
    [InlineData(Contender.Mine)]
    [InlineData(Contender.MineF)]
    [InlineData(Contender.KsgName)]
    public void In_one_dimension_all_are_near_the_truth(string name)
    {
        Correlated pairs = new(1, 0.7);
        InformationValue value = Contender.Quick.Single(one => one.Dim == 1 && one.Name == name).Run(pairs, 0, null);
        Assert.Equal(pairs.Truth, value.Value, 0.05);
    }

    [Fact]
    public void In_twenty_dimensions_neighbours_miss_most()
    {
        Correlated pairs = new(20, 0.7);
        InformationValue value = Contender.Quick.Single(one => one.Dim == 20 && one.Name == Contender.KsgName).Run(pairs, 0, null);
        Assert.InRange(value.Value, 0.1 * pairs.Truth, 0.3 * pairs.Truth);
    }

    [Theory]
    [InlineData(6.0, 5.5, 1.8, "held", "held", "held", "held")]
    [InlineData(7.0, 6.5, 1.8, "not held", "held", "held", "held")] // above the truth
    [InlineData(1.0, 0.9, 2.5, "not held", "not held", "not held", "held")] // below KSG, which misses too little
    [InlineData(5.0, 5.1, 1.8, "held", "held", "held", "not held")]
    public void Claims_on_twenty_dimensions_can_fail(double mine, double mineF, double ksg, params string[] verdicts)
    {
        Measurement[] measurements = [.. new[] { (Contender.Mine, mine), (Contender.MineF, mineF), (Contender.KsgName, ksg) }.Select(made =>
        {
            Measurement one = new(new Contender(made.Item1, 20, (_, _, _) => new Estimate(made.Item2, 0.01)), new(20, 0.7), 0);
            one.Run((_, _) => { });
            return one;
        })];
        IEnumerable<Claim> claims = MineKsg.Claims.Check(measurements);
        Assert.Equal(verdicts, claims.Select(claim => claim.Verdict));
    }
}
