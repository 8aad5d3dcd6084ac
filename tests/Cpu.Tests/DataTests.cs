using System;
using System.IO;
using System.Linq;
using System.Threading;
using MiDsl.Cpu.Tests.Estimators;
using Xunit;

namespace MiDsl.Cpu.Tests;

/// <summary>Estimators on given pairs: splits, preparations, files, pointwise values, what is refused.</summary>
public sealed class DataTests
{
    private static readonly double Truth = -Math.Log(1 - (0.7 * 0.7));

    /// <summary>Held-out values of short trainings: within .12 below, four standard errors above. Seeds are fixed.</summary>
    [Fact]
    public void Data_with_columns_of_its_own_is_learned()
    {
        LowerBound value = new DataNce().Fit(Data(4000, 1));
        Assert.Equal(DataRole.HeldOut, value.Data);
        Assert.InRange(value.Value, Truth - 0.12, Truth + (4 * value.StandardError));
    }

    [Fact]
    public void Closed_form_with_cross_fitting_holds_out_every_pair()
    {
        BasedMine estimator = new();
        LowerBound value = estimator.Fit(Data(1000, 2));
        Assert.InRange(value.Pairs, 900, 1000);
        Assert.InRange(value.Value, Truth - (4 * value.StandardError), Truth + (4 * value.StandardError));
        Assert.Contains("closed form is fitted", Assert.Throws<InvalidOperationException>(() => new BasedMine().Step(new float[4], new float[4], pairs: 2)).Message, StringComparison.Ordinal);
    }

    /// <summary>x is z and noise, y is z and noise: given z they are independent.</summary>
    [Fact]
    public void Near_negatives_read_conditional_information()
    {
        Rng rng = new(3);
        float[] x = new float[2 * 2000], y = new float[2000];
        for (int i = 0; i < 2000; i++)
        {
            float z = rng.NextGaussian();
            (x[2 * i], x[(2 * i) + 1], y[i]) = (z + (0.5f * rng.NextGaussian()), z, z + (0.5f * rng.NextGaussian()));
        }

        Estimate value = new NearNwj().Fit(PairedData.From(x, 2, y, 1));
        Assert.InRange(value.Value, -0.1, 0.1);
    }

    [Fact]
    public void Labels_are_learned_and_checked()
    {
        Rng rng = new(4);
        float[] x = new float[2000], y = new float[2000];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = rng.NextInt(3);
            x[i] = (3 * y[i]) + rng.NextGaussian();
        }

        // Far apart: nearly log 3.
        Estimate value = new LabelSmile().Fit(PairedData.From(x, 1, y, 1));
        Assert.InRange(value.Value, 0.6, 1.15);
        y[7] = 3;
        Assert.Contains("declares labels 0 to 2", Assert.Throws<DataException>(() => new LabelSmile().Fit(PairedData.From(x, 1, y, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pointwise_values_have_the_bound_as_their_mean()
    {
        DataNce estimator = new();
        estimator.Fit(Data(1000, 5));
        PairedData fresh = Data(640, 6);
        float[] densities = estimator.PointwiseInformation(fresh);
        Assert.Equal(640, densities.Length);
        Assert.Equal(estimator.Evaluate(fresh).Value, densities.Average(density => (double)density), 1e-5);
    }

    [Fact]
    public void A_saved_critic_reads_the_same()
    {
        string path = Path.Combine(Path.GetTempPath(), $"midsl-cpu-{Guid.NewGuid():N}.safetensors");
        try
        {
            BasedMine trained = new();
            trained.Fit(Data(600, 7));
            trained.Save(path);
            BasedMine loaded = new();
            loaded.Load(path);
            PairedData fresh = Data(300, 8);
            Assert.Equal(trained.Evaluate(fresh).Value, loaded.Evaluate(fresh).Value);
            Assert.Contains("load it into the class that saved it", Assert.Throws<DataException>(() => new DataNce().Load(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Training_pairs_are_refused_and_cancelling_keeps_what_is_learned()
    {
        DataNce estimator = new();
        PairedData data = Data(1000, 9);
        estimator.Fit(data);
        Assert.Throws<InvalidOperationException>(() => estimator.Evaluate(data));

        using CancellationTokenSource stop = new();
        DataNce stopped = new();
        Assert.Throws<OperationCanceledException>(() => stopped.Fit(Data(1000, 9), new Stop(stop), stop.Token));
        Assert.True(double.IsFinite(stopped.Evaluate(Data(200, 10)).Value));
        Assert.Equal(200, stopped.Evaluate(Data(200, 10)).Settings!.StepsRun, 100.0);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        double Run(long seed) => new DataNce { Seed = seed }.Fit(Data(600, 11)).Value;
        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));
    }

    private static PairedData Data(int n, long seed)
    {
        (float[] x, float[] y) = (new float[2 * n], new float[2 * n]);
        Pairs.Draw(new Rng(seed), n, x, y, 0.7);
        return PairedData.From(x, 2, y, 2);
    }

    private sealed class Stop(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => source.Cancel();
    }
}
