using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LibTorch.Tests.Core;

/// <summary>Operators and their gradients against the values that Golden/make_golden.py had PyTorch compute.</summary>
public sealed class GoldenTests : IDisposable
{
    private static readonly JsonElement s_golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "core.json"))).RootElement;

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> Names => [.. s_golden.EnumerateObject().Select(p => p.Name)];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_PyTorch(string name)
    {
        var golden = s_golden.GetProperty(name);
        var inputs = golden.GetProperty("inputs").EnumerateArray().Select(Input).ToArray();
        var outputs = GoldenCases.All[name](inputs);
        Equal(golden.GetProperty("outputs").EnumerateArray().ToArray(), outputs, name);
        if (!golden.TryGetProperty("gradients", out var gradients))
            return;
        var loss = outputs.Where(o => o.requires_grad).Select(o => (o * arange(o.numel(), dtype: o.dtype).cos().reshape(o.shape)).sum()).Aggregate((a, b) => a + b);
        var found = autograd.grad([loss], inputs.Where(i => i.requires_grad).ToArray(), allow_unused: true);
        Equal(gradients.EnumerateArray().ToArray(), found.ToArray(), name + " gradient");
    }

    [Fact]
    public void Every_case_here_has_a_golden_value() => Assert.Empty(GoldenCases.All.Keys.Except(s_golden.EnumerateObject().Select(p => p.Name)));

    private static Tensor Input(JsonElement stored)
    {
        var shape = stored.GetProperty("shape").EnumerateArray().Select(s => s.GetInt64()).ToArray();
        var t = stored.GetProperty("kind").GetString() == "whole"
            ? tensor(stored.GetProperty("values").EnumerateArray().Select(v => v.GetInt64()).ToArray(), shape)
            : tensor(stored.GetProperty("values").EnumerateArray().Select(Number).ToArray(), shape);
        return t.requires_grad_(t.is_floating_point() && !stored.TryGetProperty("fixed", out _));
    }

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN },
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => value.GetDouble(),
    };

    private static void Equal(JsonElement[] expected, Tensor?[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i].ValueKind == JsonValueKind.Null)
            {
                Assert.Null(actual[i]);
                continue;
            }
            var found = actual[i]!;
            Assert.Equal(expected[i].GetProperty("shape").EnumerateArray().Select(s => s.GetInt64()), found.shape);
            Assert.Equal(expected[i].GetProperty("kind").GetString(), found.dtype == ScalarType.Bool ? "bool" : found.is_floating_point() ? "real" : "whole");
            var values = found.to_type(ScalarType.Float64).detach().data<double>().ToArray();
            var wanted = expected[i].GetProperty("values").EnumerateArray().Select(Number).ToArray();
            for (var j = 0; j < values.Length; j++)
            {
                if (!Close(wanted[j], values[j]))
                    Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what}, output {i}[{j}]: {values[j]:R}, expected {wanted[j]:R}"));
            }
        }
    }

    // The same library computed both, but not on the same machine: vector lengths may change the last digits.
    private static bool Close(double expected, double actual) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-10 * Math.Max(1, Math.Abs(expected));
}
