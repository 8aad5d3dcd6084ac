using System.Linq;
using LinearVae;
using LinearVae.Bounds;
using LinearVae.Sweeps;
using MineAis;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Samples.Tests.SmallRuns;

[Collection(OneThread.Name)]
public class LinearVaeTests
{
    /// <summary>The sample's closed forms agree with each other: the density's mean is the information, to five errors (1 in a million by chance).</summary>
    [Fact]
    public void The_density_of_the_linear_model_has_the_information_for_a_mean()
    {
        using LinearModel model = new(20, 4, snr: 50, seed: 1);
        using StructuredInfoNce estimator = new() { Seed = 5 };
        estimator.UseDecoder(model.Matrix, model.Bias);
        using var pairs = estimator.FreshPairs(20_000);
        (double mean, double error) = BatchMeans.Of(model.Density(pairs.X, pairs.Y));
        Assert.InRange(mean, model.Truth - (5 * error), model.Truth + (5 * error));
    }

    /// <summary>On the same pairs the exact density lies in the bracket, up to four errors of its width (7 degrees: 1 in 200 by chance, one seed).</summary>
    [Fact]
    public void The_bracket_holds_the_density_of_its_pairs()
    {
        using LinearModel model = new(20, 4, snr: 50, seed: 1);
        using Ais25 estimator = new() { Seed = 0 };
        estimator.UseDecoder(model.Matrix, model.Bias);
        Interval interval = estimator.Evaluate(64);
        using var pairs = estimator.FreshPairs(64);
        double exact = model.Density(pairs.X, pairs.Y).Average();
        Assert.InRange(exact, interval.Lower.Value - (4 * interval.WidthError), interval.Upper.Value + (4 * interval.WidthError));
        Assert.InRange(interval.Sampling!.AcceptanceMean!.Value, 0.4, 0.95);
    }

    /// <summary>The channel of mine-ais carries what it says: by the Gaussian closed form of 20,000 pairs, within .1 nats.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public void The_channel_carries_its_information(double nats)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        (Tensor x, Tensor y) = new Channel(nats).Draw(20_000, generator);
        Estimate gaussian = GaussianInformation.Estimate(PairedData.From(x.contiguous().data<float>().ToArray(), 20, y.contiguous().data<float>().ToArray(), 10));
        Assert.InRange(gaussian.Value, nats - 0.1, nats + 0.1);
    }
}
