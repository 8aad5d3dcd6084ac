using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Annealing;

public sealed class EvaluationCheckpointTests : TemporaryFolder
{
    private static readonly double[] Odd =
        [0.1, -0.0, 1e-320, double.MaxValue, Math.PI, 1 / 3.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    [Fact]
    public void NumbersComeBackToTheBitInEveryCulture() => Culture.Each(() =>
    {
        string path = PathOf("run.json");
        File.Delete(path);
        EvaluationCheckpoint first = EvaluationCheckpoint.Open(path, "Ais, seed 1");
        Assert.False(first.TryGet("path", out double[] none));
        Assert.Empty(none);
        first.Put("path", AnnealingPath.Sigmoid(50));
        first.Put("lower \"1\"", Odd);
        first.Put("empty", []);
        EvaluationCheckpoint second = EvaluationCheckpoint.Open(path, "Ais, seed 1");
        Assert.Equal(["empty", "lower \"1\"", "path"], second.Names);
        Assert.True(second.TryGet("path", out double[] schedule));
        Assert.True(second.TryGet("lower \"1\"", out double[] odd));
        Assert.True(second.TryGet("empty", out double[] empty));
        Assert.Equal(Bits(AnnealingPath.Sigmoid(50)), Bits(schedule));
        Assert.Equal(Bits(Odd), Bits(odd));
        Assert.Empty(empty);
        second.Put("path", [1]);
        Assert.True(EvaluationCheckpoint.Open(path, "Ais, seed 1").TryGet("path", out schedule));
        Assert.Equal([1.0], schedule);
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    });

    [Fact]
    public void WithoutAFileMemoryKeepsACopy()
    {
        EvaluationCheckpoint memory = EvaluationCheckpoint.Open(null, "k");
        double[] numbers = [1, 2];
        memory.Put("a", numbers);
        numbers[0] = 9;
        Assert.True(memory.TryGet("a", out double[] kept));
        kept[1] = 9;
        Assert.True(memory.TryGet("a", out kept));
        Assert.Equal([1.0, 2.0], kept);
    }

    [Fact]
    public void AnotherEvaluationIsRefusedByBothNames()
    {
        string path = PathOf("run.json");
        EvaluationCheckpoint.Open(path, "Ais, seed 1").Put("a", [1]);
        DataException e = Assert.Throws<DataException>(() => EvaluationCheckpoint.Open(path, "Ais, seed 2"));
        Assert.Contains("\"Ais, seed 1\", but this evaluation is \"Ais, seed 2\"", e.Message, StringComparison.Ordinal);
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("""{"format": "MiDsl evaluation 1", "key": "k"}""")]
    [InlineData("""{"format": "MiDsl evaluation 9", "key": "k", "values": {}}""")]
    [InlineData("""{"format": "MiDsl evaluation 1", "key": "k", "values": {"a": 1}}""")]
    [InlineData("""{"format": "MiDsl evaluation 1", "key": "k", "values": {"a": [true]}}""")]
    [InlineData("""{"format": "MiDsl evaluation 1", "key": "k", "values": {"a": ["x"]}}""")]
    [InlineData("""{"format": "MiDsl evaluation 1", "key": "k", "values": {"a": [1, 2""")]
    public void ADamagedFileIsNamedWithTheMend(string text)
    {
        string path = Write("run.json", text);
        DataException e = Assert.Throws<DataException>(() => EvaluationCheckpoint.Open(path, "k"));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Contains("delete it to begin anew", e.Message, StringComparison.Ordinal);
    }

    /// <summary>A write that was cut off leaves a partial file beside the whole one.</summary>
    [Fact]
    public void AHalfWrittenFileDoesNoHarm()
    {
        string path = PathOf("run.json");
        EvaluationCheckpoint.Open(path, "k").Put("a", [1]);
        Write("run.json.partial", "{\"form");
        EvaluationCheckpoint again = EvaluationCheckpoint.Open(path, "k");
        Assert.True(again.TryGet("a", out _));
        again.Put("b", [2]);
        Assert.Equal(["a", "b"], EvaluationCheckpoint.Open(path, "k").Names);
    }

    private static long[] Bits(double[] numbers) => [.. numbers.Select(BitConverter.DoubleToInt64Bits)];
}
