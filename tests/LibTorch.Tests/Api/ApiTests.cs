using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using TorchSharp;
using Xunit;

namespace LibTorch.Tests.Api;

/// <summary>The drop-in is a subset of TorchSharp 0.105.1: no public type or member that the list does not hold, to the letter.</summary>
public sealed class ApiTests
{
    private static readonly HashSet<string> s_list = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Api", "api-0.105.1.txt")).ToHashSet(StringComparer.Ordinal);

    private static readonly Type[] s_types = ApiPrinter.PublicTypes(typeof(torch).Assembly).ToArray();

    [Fact]
    public void Every_member_is_in_the_list()
    {
        var strays = s_types.SelectMany(ApiPrinter.Members)
            .Where(m => !s_list.Contains(m.Line) && !ApiPrinter.IsOverride(m.Member))
            .Select(m => m.Line)
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.True(strays.Length == 0, $"{strays.Length} members are not in 0.105.1:\n{string.Join('\n', strays)}");
    }

    [Fact]
    public void Every_type_is_of_the_kind_and_the_bases_in_the_list()
    {
        var strays = s_types.Select(t => ApiPrinter.Line(t, ApiPrinter.Kind(t))).Where(line => !s_list.Contains(line)).Order(StringComparer.Ordinal).ToArray();
        Assert.True(strays.Length == 0, $"{strays.Length} types differ from 0.105.1:\n{string.Join('\n', strays)}");
    }

    [Fact]
    public void Enums_have_every_value_and_no_other()
    {
        var ours = s_types.Where(t => t.IsEnum).ToArray();
        var lines = ours.SelectMany(ApiPrinter.Lines).ToHashSet(StringComparer.Ordinal);
        var names = ours.Select(t => ApiPrinter.Name(t) + " | ").ToArray();
        var wanted = s_list.Where(line => names.Any(n => line.StartsWith(n, StringComparison.Ordinal)));
        Assert.Equal(wanted.Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_subset_is_not_empty()
    {
        var covered = s_types.SelectMany(ApiPrinter.Lines).Count(s_list.Contains);
        Assert.True(covered > 2000, $"only {covered} of {s_list.Count} members");
    }

    [Fact]
    public void The_printer_tells_a_drift()
    {
        var lines = ApiPrinter.Members(typeof(Drifted)).Select(m => m.Line.Split(" | ")[1]).ToArray();
        Assert.Contains("static softplus(TorchSharp.torch.Tensor input, double beta = 2) -> TorchSharp.torch.Tensor", lines);
        Assert.Contains("prop Pair {get;} -> (long, TorchSharp.torch.Tensor)", lines);
        Assert.Contains("Each<T>(params T[] values) -> long?", lines);
        Assert.DoesNotContain(lines, s_list.Contains);
    }

    public sealed class Drifted
    {
        private Drifted()
        {
        }

        public (long, torch.Tensor) Pair => default;

        public static torch.Tensor softplus(torch.Tensor input, double beta = 2) => input.softplus(beta);

        public long? Each<T>(params T[] values) => values.Length;
    }
}
