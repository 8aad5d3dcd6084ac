using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LibTorch.Tests;

/// <summary>Values that make_golden_nn.py wrote, as tensors.</summary>
internal static class GoldenJson
{
    private static readonly Dictionary<string, JsonElement> s_files = new(StringComparer.Ordinal);

    internal static JsonElement Read(string file)
    {
        lock (s_files)
        {
            if (!s_files.TryGetValue(file, out var root))
                s_files[file] = root = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file))).RootElement;
            return root;
        }
    }

    internal static IEnumerable<string> Names(this JsonElement parent) => parent.EnumerateObject().Select(p => p.Name);

    internal static JsonElement At(this JsonElement parent, string name) => parent.GetProperty(name);

    internal static double[] Doubles(this JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetDouble())];

    internal static long[] Longs(this JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetInt64())];

    internal static Tensor Tensor(this JsonElement stored)
    {
        var shape = stored.At("shape").Longs();
        return stored.TryGetProperty("whole", out _)
            ? tensor(stored.At("values").Longs(), shape)
            : tensor(stored.At("values").Doubles(), shape);
    }

    /// <summary>Same shape, and elements equal to within a relative and absolute tolerance.</summary>
    internal static void Equal(JsonElement expected, Tensor actual, string what, double tolerance = 1e-10)
    {
        Assert.True(actual is not null, $"{what}: null");
        Assert.True(
            expected.At("shape").Longs().SequenceEqual(actual.shape),
            $"{what}: shape {string.Join(',', actual.shape)}, expected {expected.At("shape")}");
        using var flat = actual.detach().to(ScalarType.Float64).reshape(-1).contiguous();
        Equal(expected.At("values").Doubles(), flat.data<double>().ToArray(), what, tolerance);
    }

    internal static void Equal(double[] expected, double[] actual, string what, double tolerance = 1e-10)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var allowed = tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= allowed,
                FormattableString.Invariant($"{what}[{i}]: {actual[i]:R}, expected {expected[i]:R}"));
        }
    }

    /// <summary>The weights by which make_golden_nn.py sums an output.</summary>
    internal static Tensor Cotangent(Tensor output)
        => arange(output.NumberOfElements, dtype: ScalarType.Float64).cos().reshape(output.shape);
}
