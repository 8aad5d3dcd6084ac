using System.Threading.Tasks;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Analyzers.Tests;

/// <summary>MIDSL014: what stays with its thread, and what keeps its direction.</summary>
public sealed class ScopeTests
{
    private static readonly AnalyzerRun Run = new(AllAnalyzers.Make());

    [Theory]
    [InlineData("using var scope = NewDisposeScope(); {|MIDSL014:await|} Task.Yield();", "await inside a DisposeScope: a scope belongs to its thread, and what follows an await may run on another, where the scope neither sees tensors nor ends; leave the scope before the await and hand tensors on with MoveToOuterDisposeScope")]
    [InlineData("using (no_grad()) { {|MIDSL014:await|} Task.Yield(); }", "await inside 'no_grad()': the gradient mode belongs to its thread, and what follows an await may run on another, with gradients as they are there; leave the block before the await")]
    [InlineData("using (NewDisposeScope()) { if (x > 0) { {|MIDSL014:await|} Task.Yield(); } }", null)]
    [InlineData("using (NewDisposeScope()) using (no_grad()) {|MIDSL014:await|} Task.Yield();", null)]
    [InlineData("using IDisposable off = inference_mode(); for (int i = 0; i < 2; i++) { {|MIDSL014:await|} Task.Yield(); }", null)]
    [InlineData("using (set_grad_enabled(false)) { {|MIDSL014:await|} foreach (int i in Many()) { } }", null)]
    [InlineData("using (enable_grad()) { {|MIDSL014:await|} using (Later()) { } }", null)]
    [InlineData("using var scope = NewDisposeScope(); {|MIDSL014:await|} using var later = Later();", null)]
    [InlineData("var off = no_grad(); using (off) { {|MIDSL014:await|} Task.Yield(); }", null)]
    [InlineData("switch (x) { case 1: using (NewDisposeScope()) { } break; default: { using var scope = NewDisposeScope(); {|MIDSL014:await|} Task.Yield(); break; } }", null)]
    [InlineData("Func<Task> f = async () => { using var scope = NewDisposeScope(); {|MIDSL014:await|} Task.Yield(); }; await f();", null)]
    [InlineData("using (NewDisposeScope()) { } await Task.Yield();", null)]
    [InlineData("await Task.Yield(); using var scope = NewDisposeScope();", null)]
    [InlineData("{ using var scope = NewDisposeScope(); } await Task.Yield();", null)]
    [InlineData("using var scope = NewDisposeScope(); Func<Task> f = async () => await Task.Yield(); f.Invoke();", null)]
    [InlineData("using var scope = NewDisposeScope(); async Task Inner() => await Task.Yield(); _ = Inner();", null)]
    [InlineData("using var other = new System.IO.MemoryStream(); await Task.Yield();", null)]
    [InlineData("using (await Opened()) { }", null)]
    public Task Awaits(string body, string? message) => Verify(
        "public static class P { static async Task M(int x) { await Task.CompletedTask; " + body + " }"
        + " static async IAsyncEnumerable<int> Many() { await Task.Yield(); yield return 1; } static IAsyncDisposable Later() => throw new NotSupportedException(); static Task<DisposeScope> Opened() => throw new NotSupportedException(); }",
        message);

    [Theory]
    [InlineData("new LowerBound({|MIDSL014:high.Value|}, 0)", "a LowerBound made from the value of an UpperBound: constructing a result does not change its direction; keep the type that it has, combine results with +, -, Scale and Mean, or make an Estimate, which claims none")]
    [InlineData("new UpperBound({|MIDSL014:low.Value|}, low.StandardError)", null)]
    [InlineData("new LowerBound({|MIDSL014:guess.Value|}, 0)", "a LowerBound made from the value of an Estimate, which has no direction: constructing a result does not change its direction; keep the type that it has, combine results with +, -, Scale and Mean, or make an Estimate, which claims none")]
    [InlineData("new LowerBound({|MIDSL014:both.Middle|}, 0)", null)]
    [InlineData("new LowerBound({|MIDSL014:both.Upper.Value|}, 0)", null)]
    [InlineData("new LowerBound(-{|MIDSL014:low.Value|}, 0)", null)]
    [InlineData("new LowerBound(low.Value + 0.5 * {|MIDSL014:high.Value|}, 0)", null)]
    [InlineData("new LowerBound(low.Value - {|MIDSL014:low.Value|}, 0)", null)]
    [InlineData("new LowerBound(standardError: 0, value: {|MIDSL014:high.Value|})", null)]
    [InlineData("new LowerBound(low.Value, 0)", null)]
    [InlineData("new LowerBound(low.Value - high.Value, 0)", null)]
    [InlineData("new UpperBound(-low.Value, 0)", null)]
    [InlineData("new LowerBound(2 * low.Value / 3, 0)", null)]
    [InlineData("new LowerBound(-1 * high.Value, 0)", null)]
    [InlineData("new LowerBound(some.Value, 0)", null)]
    [InlineData("new LowerBound(Math.Min(low.Value, high.Value), 0)", null)]
    [InlineData("new Estimate(high.Value, 0)", null)]
    [InlineData("new LowerBound(1.5, high.StandardError)", null)]
    public Task Directions(string made, string? message) => Verify(
        $"public static class P {{ static object M(LowerBound low, UpperBound high, Estimate guess, Interval both, InformationValue some) => {made}; }}", message);

    [Fact]
    public Task Through_a_local() => Verify("public static class P { static LowerBound M(UpperBound high) { double value = {|MIDSL014:high.Value|}; return new(value, high.StandardError); } }", null);

    [Fact]
    public Task A_local_that_is_written_again_is_not_followed() => Verify("public static class P { static LowerBound M(UpperBound high) { double value = high.Value; value = 1; return new(value, 0); } }", null);

    [Theory]
    [InlineData("using (NewDisposeScope( { await ; }")]
    [InlineData("using var s = ; await Task.Yield();")]
    [InlineData("new LowerBound(;")]
    [InlineData("var v = new LowerBound(v.Value, v.Value);")]
    public Task Broken_code(string body) => Run.AssertNoException(Usings + "public static class P { static async Task M() { " + body + " } }");

    private const string Usings = "using System; using System.Collections.Generic; using System.Threading.Tasks; using MiDsl; using TorchSharp; using static TorchSharp.torch;\n";

    private static Task Verify(string source, string? message) => Run.Verify(Usings + source, message is null ? [] : [message]);
}
