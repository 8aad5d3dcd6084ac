using System;
using System.IO;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using Xunit;

namespace MiDsl.Torch.Tests;

/// <summary>Save and Load.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData(typeof(DataNce))]
    [InlineData(typeof(DataDv))]
    [InlineData(typeof(DataNwj))]
    [InlineData(typeof(DataSmile))]
    public void Round_trip_of_data(Type type)
    {
        PairedData fresh = Gaussians.Data(0.8, 300, 3, seed: 8);
        using var trained = new Any(type);
        trained.Fit(Gaussians.Data(0.8, 300, 3));
        trained.Save(path);
        using var loaded = new Any(type);
        loaded.Load(path);
        CheckEqual(trained, loaded, fresh);
        if (type == typeof(DataDv))
        {
            Assert.Equal(Emitted.LogA(trained.Instance), Emitted.LogA(loaded.Instance));
        }

        // It can be trained on.
        loaded.Step(Tensors.Gaussian(1, 8, 3), Tensors.Gaussian(2, 8, 3));
        Assert.NotEqual(Emitted.Weights(trained.Instance), Emitted.Weights(loaded.Instance));
    }

    [Theory]
    [InlineData(typeof(ConcatenatedDv))]
    [InlineData(typeof(BilinearNwj))]
    [InlineData(typeof(OwnNce))]
    public void Round_trip_of_samplers(Type type)
    {
        using var trained = new Any(type, 0.8);
        trained.Fit();
        trained.Save(path);
        using var loaded = new Any(type, 0.8);
        loaded.Load(path);
        CheckEqual(trained, loaded, Gaussians.Data(0.8, 300, 2, seed: 8));
        Assert.Equal(trained.Evaluate().Value, loaded.Evaluate().Value);
    }

    [Fact]
    public void A_critic_that_only_stepped_keeps_its_moving_average()
    {
        using var stepped = new Any(typeof(SmallDv));
        stepped.Step(Tensors.Gaussian(1, 8, 2), Tensors.Gaussian(2, 8, 2));
        stepped.Save(path);
        using var loaded = new Any(typeof(SmallDv));
        loaded.Load(path);
        Assert.Equal(Emitted.LogA(stepped.Instance), Emitted.LogA(loaded.Instance));
    }

    [Fact]
    public void A_file_of_another_declaration_is_refused()
    {
        using var trained = new Any(typeof(DataNce));
        trained.Fit(Gaussians.Data(0.5, 100, 2));
        trained.Save(path);
        foreach (Type other in (Type[])[typeof(DataNwj), typeof(Memorizer), typeof(RawData), typeof(OwnOfData)])
        {
            using var estimator = new Any(other);
            Refused(estimator);
        }
    }

    [Fact]
    public void Other_dimensions_than_declared_are_refused()
    {
        using var trained = new Any(typeof(SeparableNce), 0.5);
        trained.Step(Tensors.Gaussian(1, 8, 2), Tensors.Gaussian(2, 8, 2));
        trained.Save(path);
        using var estimator = new Any(typeof(SeparableOfThree));
        Assert.Contains("2 dimensions", Assert.ThrowsAny<Exception>(() => estimator.Load(path)).Message, StringComparison.Ordinal);
    }

    /// <summary>Two networks of the user's own, of other sizes, cannot be told apart by their declarations.</summary>
    [Fact]
    public void A_file_of_another_network_is_refused_and_leaves_the_estimator_as_it_was()
    {
        using var small = new Any(typeof(OwnOfData));
        small.Step(Tensors.Gaussian(1, 8, 2), Tensors.Gaussian(2, 8, 3));
        small.Save(path);
        using var large = new Any(typeof(OwnPlain));
        large.Step(Tensors.Gaussian(1, 8, 3), Tensors.Gaussian(2, 8, 3));
        float[] before = Emitted.Weights(large.Instance);
        Refused(large);
        Assert.Equal(before, Emitted.Weights(large.Instance));
    }

    [Fact]
    public void Damaged_files_are_refused_and_leave_the_estimator_as_it_was()
    {
        PairedData fresh = Gaussians.Data(0.5, 100, 2, seed: 3);
        using var trained = new Any(typeof(DataDv));
        trained.Fit(Gaussians.Data(0.5, 100, 2));
        double before = trained.Evaluate(fresh).Value;
        trained.Save(path);
        byte[] whole = File.ReadAllBytes(path);
        foreach (int length in (int[])[0, 4, 8, 100, whole.Length / 2, whole.Length - 1])
        {
            RefusedContent(whole[..length]);
        }

        byte[] noise = new byte[2000];
        foreach (int seed in Enumerable.Range(0, 20))
        {
            new System.Random(seed).NextBytes(noise);
            RefusedContent(noise);
        }

        RefusedContent([.. whole, 0]);
        Assert.Equal(before, trained.Evaluate(fresh).Value);
        Assert.Contains(".missing", Assert.ThrowsAny<Exception>(() => trained.Load(path + ".missing")).Message, StringComparison.Ordinal);
        Assert.Equal(before, trained.Evaluate(fresh).Value);

        void RefusedContent(byte[] content)
        {
            File.WriteAllBytes(path, content);
            Refused(trained);
        }
    }

    /// <summary>A loaded critic does not know its training pairs; the role it reports may not claim that it does.</summary>
    [Fact]
    public void A_loaded_critic_does_not_vouch_for_the_pairs()
    {
        PairedData data = Gaussians.Data(0.5, 200, 2);
        using var trained = new Any(typeof(DataNce));
        trained.Fit(data);
        trained.Save(path);
        using var loaded = new Any(typeof(DataNce));
        loaded.Load(path);
        Assert.Equal(DataRole.Given, loaded.Evaluate(data).Data);
    }

    /// <summary>A message for a person, not an index out of range somewhere inside.</summary>
    private void Refused(Any estimator)
    {
        Exception e = Assert.ThrowsAny<Exception>(() => estimator.Load(path));
        Assert.True(e is InvalidDataException or DataException, e.ToString());
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    private static void CheckEqual(Any trained, Any loaded, PairedData pairs)
    {
        Assert.Equal(Emitted.Weights(trained.Instance), Emitted.Weights(loaded.Instance));
        float[,] x = Tensors.Rows([.. pairs.X], pairs.XDim);
        float[,] y = Tensors.Rows([.. pairs.Y], pairs.YDim);
        Assert.Equal(Emitted.Scores(trained.Instance, x, y), Emitted.Scores(loaded.Instance, x, y));
        InformationValue expected = trained.Evaluate(pairs);
        InformationValue actual = loaded.Evaluate(pairs);
        Assert.Equal((expected.Value, expected.StandardError), (actual.Value, actual.StandardError));
        Assert.Equal(trained.PointwiseInformation(pairs), loaded.PointwiseInformation(pairs));
    }
}
