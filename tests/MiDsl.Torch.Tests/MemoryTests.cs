using System;
using System.Diagnostics;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Tensors are freed as steps go, not when the garbage collector comes by.</summary>
public sealed class MemoryTests(ITestOutputHelper output)
{
    /// <summary>
    /// Donsker-Varadhan, whose moving average outlives every step. 90,000 steps that leaked one tensor of eight bytes
    /// each would show as 90,000 tensors, and as 27 MB or more: a tensor takes above 300 bytes with its storage.
    /// </summary>
    [Fact]
    public void Memory_stays_flat_over_100_000_steps()
    {
        using var estimator = new FlatDv();
        using Tensor x = tensor(Tensors.Gaussian(1, 8, 2));
        using Tensor y = tensor(Tensors.Gaussian(2, 8, 2));
        var clock = Stopwatch.StartNew();
        Steps(10_000);
        long bytesBefore = ResidentBytes();
        long tensorsBefore = LiveTensors();
        Steps(90_000);
        long tensors = LiveTensors() - tensorsBefore;
        double megabytes = (ResidentBytes() - bytesBefore) / 1e6;
        output.WriteLine(FormattableString.Invariant($"{tensors:+0;-0;0} tensors, {megabytes:+0.0;-0.0} MB, {clock.Elapsed.TotalSeconds:F1} s"));
        Assert.Equal(0, tensors);
        Assert.True(megabytes < 16, FormattableString.Invariant($"{megabytes:F1} MB more after 90,000 steps"));
        Assert.True(double.IsFinite(estimator.LastBatchValue));

        void Steps(int count)
        {
            for (int step = 0; step < count; step++)
            {
                estimator.Step(x, y);
            }
        }
    }

    /// <summary>The rest of the surface, a few hundred calls each.</summary>
    [Fact]
    public void Terms_of_a_larger_loss_leave_no_tensors()
    {
        using var info = new InformationTerm();
        using Linear generator = nn.Linear(3, 3);
        using Tensor codes = tensor(Tensors.Gaussian(1, 16, 3));
        Flat(300, () =>
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor samples = generator.call(codes);
            info.Step(samples, codes);
            Tensor term = info.Objective(samples, codes);
            info.BackwardInto(generator, samples.square().mean(), -term);
            Assert.True(info.LastGradientNorms!.Scale <= 1);
        });
    }

    [Theory]
    [InlineData(typeof(DataNce))]
    [InlineData(typeof(DataDv))]
    [InlineData(typeof(DataNwj))]
    [InlineData(typeof(DataSmile))]
    [InlineData(typeof(DrawnOfData))]
    [InlineData(typeof(NearOfData))]
    [InlineData(typeof(SpectralBilinear))]
    [InlineData(typeof(MixtureDoe))]
    [InlineData(typeof(StudentBase))]
    public void Readings_leave_no_tensors(Type type)
    {
        using var estimator = new Any(type);
        PairedData data = Gaussians.Data(0.5, 100, 2);
        PairedData fresh = Gaussians.Data(0.5, 100, 2, seed: 1);
        estimator.Fit(data);
        Flat(30, () =>
        {
            estimator.Evaluate(fresh);
            estimator.EvaluateInSample(data);
            estimator.PointwiseInformation(fresh);
        });
    }

    [Theory]
    [InlineData(typeof(DataNce))]
    [InlineData(typeof(DataDv))]
    [InlineData(typeof(NoTestPairs))]
    [InlineData(typeof(DrawnOfData))]
    [InlineData(typeof(NearOfData))]
    [InlineData(typeof(ShiftedOfData))]
    [InlineData(typeof(SpectralBilinear))]
    public void Fits_leave_no_tensors_but_one_critic(Type type)
    {
        using var estimator = new Any(type);
        PairedData data = Gaussians.Data(0.5, 100, 2);
        Flat(3, () => estimator.Fit(data), critics: 1);
    }

    [Theory]
    [InlineData(typeof(StandardizedDraws))]
    [InlineData(typeof(Generic<int>))]
    public void Fits_of_samplers_leave_no_tensors_but_one_critic(Type type)
    {
        using var estimator = new Any(type);
        Flat(3, () =>
        {
            estimator.Fit();
            estimator.Evaluate();
        }, critics: 1);
    }

    [Theory]
    [InlineData(typeof(DataNce))]
    [InlineData(typeof(DataDv))]
    [InlineData(typeof(SmallDv))]
    public void Dispose_frees_everything(Type type) =>
        Flat(5, () =>
        {
            using var estimator = new Any(type);
            estimator.Step(Tensors.Gaussian(1, 8, 2), Tensors.Gaussian(2, 8, 2));
            estimator.Dispose(); // twice with using: harmless
        }, critics: 1);

    [Fact]
    public void Nothing_to_dispose_is_no_error()
    {
        using var estimator = new SmallDv();
        Assert.Null(estimator.LastGradientNorms);
    }

    private static void Flat(int times, Action action, int critics = 0)
    {
        action();
        Settle();
        long before = LiveTensors();
        for (int k = 0; k < times; k++)
        {
            action();
        }

        // Without a collection: what only a finalizer would free counts as leaked.
        long left = LiveTensors() - before;
        Assert.Equal(times * critics * LeftByOneParameter(), left);
    }

    /// <summary>TorchSharp itself counts the emptied tensor that a parameter was made of until its finalizer runs.</summary>
    private static long LeftByOneParameter()
    {
        Settle();
        long before = LiveTensors();
        using (Tensor zero = zeros(1))
        {
            nn.Parameter(zero).Dispose();
        }

        return LiveTensors() - before;
    }

    private static long LiveTensors() => Tensor.TotalCount;

    /// <summary>What earlier tests left to finalizers must not free itself while this one counts.</summary>
    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static long ResidentBytes()
    {
        Settle();

        // Managed pages that were let go are given back, else the collector's own reserve counts as growth.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
