using System;
using System.IO;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>A training that was stopped goes on with the bits it would have had.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(typeof(ResumedAverage))]
    [InlineData(typeof(ResumedNoise))]
    [InlineData(typeof(ResumedNorms))]
    [InlineData(typeof(ResumedAverages))]
    [InlineData(typeof(ResumedShifts))]
    public void Steps_go_on_bit_by_bit(Type type)
    {
        using var straight = new Any(type) { Seed = 5 };
        Steps(straight, 0, 20);
        using (var first = new Any(type) { Seed = 5 })
        {
            Steps(first, 0, 12);
            Checkpoint.Save(path, (ICheckpointed)first.Instance);
        }

        using var resumed = new Any(type);
        Checkpoint.Load(path, (ICheckpointed)resumed.Instance);
        Assert.Equal(5, resumed.Seed);
        Steps(resumed, 12, 20);
        Assert.Equal(Emitted.Weights(straight.Instance), Emitted.Weights(resumed.Instance));
        Assert.Equal(straight.LastBatchValue, resumed.LastBatchValue);
        PairedData data = Gaussians.Data(0.8, 300, 2, seed: 8);
        Assert.Equal(straight.EvaluateInSample(data).Value, resumed.EvaluateInSample(data).Value);
    }

    [Fact]
    public void What_prepares_the_pairs_and_the_tangent_come_back()
    {
        using var fitted = new Any(typeof(DataDv));
        fitted.Fit(Gaussians.Data(0.8, 300, 3));
        Checkpoint.Save(path, (ICheckpointed)fitted.Instance);
        using var resumed = new Any(typeof(DataDv));
        Checkpoint.Load(path, (ICheckpointed)resumed.Instance);
        PairedData fresh = Gaussians.Data(0.8, 300, 3, seed: 8);
        Assert.Equal(fitted.Evaluate(fresh).Value, resumed.Evaluate(fresh).Value);
        Assert.Equal(Emitted.LogA(fitted.Instance), Emitted.LogA(resumed.Instance));
    }

    [Fact]
    public void Nothing_begun_stays_nothing_begun()
    {
        using var fresh = new Any(typeof(ResumedAverage)) { Seed = 3 };
        Checkpoint.Save(path, (ICheckpointed)fresh.Instance);
        using var resumed = new Any(typeof(ResumedAverage));
        Checkpoint.Load(path, (ICheckpointed)resumed.Instance);
        Assert.Throws<InvalidOperationException>(() => resumed.LastBatchValue);
        Assert.Equal(3, resumed.Seed);
    }

    [Fact]
    public void Another_declaration_is_refused_and_nothing_is_lost()
    {
        using var written = new Any(typeof(ResumedAverage));
        Steps(written, 0, 2);
        Checkpoint.Save(path, (ICheckpointed)written.Instance);
        using var other = new Any(typeof(ResumedShifts));
        Steps(other, 0, 2);
        float[] before = Emitted.Weights(other.Instance);
        var error = Assert.Throws<DataException>(() => Checkpoint.Load(path, (ICheckpointed)other.Instance));
        Assert.Contains("under 'declaration', but here it is \"", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Emitted.Weights(other.Instance));
    }

    [Fact]
    public void A_training_of_ones_own_goes_on_too()
    {
        using Loop straight = new();
        straight.Steps(8);
        using (Loop first = new())
        {
            first.Steps(3);
            Checkpoint.Save(path, first);
        }

        using Loop resumed = new();
        Checkpoint.Load(path, resumed);
        resumed.Steps(5);
        Assert.Equal(straight.Weights(), resumed.Weights());
        Assert.Equal(straight.Seen, resumed.Seen);
    }

    [Fact]
    public void What_a_file_lacks_is_named()
    {
        using Loop loop = new();
        Checkpoint.Save(path, loop);
        var (tensors, notes) = SafeTensors.Read(path);
        SafeTensors.Write(path, tensors.Where(t => t.Key != "steps.0.exp_avg").ToDictionary(), notes);
        Assert.Contains("has no 'steps.0.exp_avg'", Assert.Throws<DataException>(() => Checkpoint.Load(path, loop)).Message, StringComparison.Ordinal);
        SafeTensors.Write(path, tensors, notes.Where(n => n.Key != "information.seed").ToDictionary());
        Assert.Contains("has no 'information.seed'", Assert.Throws<DataException>(() => Checkpoint.Load(path, loop)).Message, StringComparison.Ordinal);
        SafeTensors.Write(path, tensors, notes.ToDictionary(n => n.Key, n => n.Key == "steps.0.step" ? "many" : n.Value));
        Assert.Contains("no whole number 'many' under 'steps.0.step'", Assert.Throws<DataException>(() => Checkpoint.Load(path, loop)).Message, StringComparison.Ordinal);
        SafeTensors.Write(path, tensors.ToDictionary(t => t.Key, t => t.Key == "encoder.bias" ? ([3L], new float[3]) : t.Value), notes);
        Assert.Contains("'encoder.bias' of shape [3], but here it is [2]", Assert.Throws<DataException>(() => Checkpoint.Load(path, loop)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_float_cannot_keep_is_refused()
    {
        using Tensor exact = zeros(2, dtype: float64);
        Assert.Contains("'exact' is float64", Assert.Throws<ArgumentException>(() => Checkpoint.Save(path, new Single(exact))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    private static void Steps(Any estimator, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            float[,] x = Tensors.Gaussian(step, 8, 2), noise = Tensors.Gaussian(step + 1000, 8, 2), y = new float[8, 2];
            for (int i = 0; i < 16; i++)
            {
                y[i / 2, i % 2] = x[i / 2, i % 2] + noise[i / 2, i % 2];
            }

            estimator.Step(x, y);
        }
    }

    private sealed record Single(Tensor Value) : ICheckpointed
    {
        public void Exchange(Checkpoint checkpoint) => checkpoint.Tensor("exact", Value);
    }

    /// <summary>An encoder that raises the information of its code, with a noise of its own.</summary>
    private sealed class Loop : ICheckpointed, IDisposable
    {
        private readonly Linear encoder;
        private readonly Adam steps;
        private readonly Generator noise = new(7);
        private readonly ResumedAverage information = new();
        private double[] seen = [];
        private long step;

        public Loop()
        {
            random.manual_seed(1);
            encoder = nn.Linear(3, 2);
            steps = optim.Adam(encoder.parameters(), lr: 1e-2);
        }

        public double[] Seen => seen;

        public void Exchange(Checkpoint checkpoint)
        {
            step = checkpoint.Count("step", step);
            seen = checkpoint.Numbers("seen", seen);
            checkpoint.Module("encoder", encoder);
            checkpoint.Optimizer("steps", steps);
            checkpoint.Generator("noise", noise);
            checkpoint.Part("information", information);
        }

        public void Steps(int count)
        {
            for (int i = 0; i < count; i++, step++)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor x = tensor(Tensors.Gaussian(step, 8, 3));
                Tensor code = encoder.call(x) + (0.1 * randn(8, 2, generator: noise));
                information.Step(x, code);
                steps.zero_grad();
                (-information.Objective(x, code)).backward();
                steps.step();
                seen = [.. seen, information.LastBatchValue];
            }
        }

        public float[] Weights() => [.. encoder.parameters().SelectMany(p => Tensors.Floats(p)), .. Emitted.Weights(information)];

        public void Dispose()
        {
            information.Dispose();
            noise.Dispose();
            steps.Dispose();
            encoder.Dispose();
        }
    }
}
