using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MiDsl.Testing.Tests;

public sealed class IncrementalTests
{
    private const string Source = "using MiDsl;\n[Estimator(Bound.Smile, Tau = 5)]\npublic partial class A { private int Removed() => 1; }\n";

    [Fact]
    public void Clean_generator_reuses_its_steps()
    {
        var run = IncrementalRun.Of<CleanGenerator>(Source);
        run.After(Edits.Unrelated).AssertReused("Declarations").AssertCached("Plans").AssertNothingWritten();
        run.After(Edits.CommentAbove("A")).AssertReused("Declarations").AssertCached("Plans").AssertNothingWritten();
        run.After(Edits.RemoveMember("Removed")).AssertReused("Declarations", "Plans");
        run.After(Edits.Replace("Tau = 5", "Tau = 6")).AssertModified("Declarations", "Plans");
        run.AssertHoldsNoRoslyn("Declarations", "Plans");
    }

    [Fact]
    public void Wrong_expectations_fail()
    {
        var run = IncrementalRun.Of<CleanGenerator>(Source).After(Edits.Unrelated);
        Assert.Throws<HarnessException>(() => run.AssertModified("Plans"));
        Assert.Throws<HarnessException>(() => run.AssertReused("Misspelt"));
        run.After(Edits.Replace("Tau = 5", "Tau = 6"));
        Assert.Throws<HarnessException>(() => run.AssertReused("Plans"));
        Assert.Throws<HarnessException>(() => run.AssertNothingWritten());
    }

    [Fact]
    public void Edits_that_find_nothing_fail()
    {
        var run = IncrementalRun.Of<CleanGenerator>(Source);
        Assert.Throws<HarnessException>(() => run.After(Edits.Replace("Tau = 9", "")));
        Assert.Throws<HarnessException>(() => run.After(Edits.RemoveMember("Missing")));
        Assert.Throws<HarnessException>(() => run.After(Edits.CommentAbove("Missing")));
    }

    [Fact]
    public void Held_symbol_is_found()
    {
        var run = IncrementalRun.Of<LeakyGenerator>(Source);
        var failure = Assert.Throws<HarnessException>(() => run.AssertHoldsNoRoslyn("Declarations"));
        Assert.Contains("LeakyModel.Held.array[0]: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Retained_compilation_is_found()
    {
        Retention.AssertNoCompilationRetained<CleanGenerator>(Source);
        Assert.Throws<HarnessException>(() => Retention.AssertNoCompilationRetained<LeakyGenerator>(Source));
    }

    [Fact]
    public void Graph_walk_looks_into_closures_and_bases()
    {
        Location location = Location.None;
        Func<Location> closure = () => location;
        Assert.Contains("location", ObjectGraph.PathToRoslyn(new object[] { 1, "text", closure }), StringComparison.Ordinal);
        Assert.Null(ObjectGraph.PathToRoslyn(new object?[] { 1, "text", null, typeof(Location), ImmutableArray.Create(2) }));
    }

    [Fact]
    public void Model_shape_faults_are_found()
    {
        ModelShape.AssertPlain(typeof(CleanGenerator.Declaration), typeof(Good));
        Assert.Contains("ISymbol", Assert.Throws<HarnessException>(() => ModelShape.AssertPlain(typeof(LeakyModel))).Message, StringComparison.Ordinal);
        Assert.Throws<HarnessException>(() => ModelShape.AssertPlain(typeof(HoldsArray)));
        Assert.Throws<HarnessException>(() => ModelShape.AssertPlain(typeof(HoldsImmutableArray)));
        Assert.Throws<HarnessException>(() => ModelShape.AssertPlain(typeof(HoldsClass)));
        Assert.Throws<HarnessException>(() => ModelShape.AssertPlain(typeof(Base)));
        Assert.Throws<HarnessException>(() => ModelShape.AssertPlain(GetType().Assembly, "No.Such.Type"));
    }

    private sealed record Good(int? Number, Good? Next, (string, Inner) Pair, ByHand Numbers);

    private readonly record struct Inner(DayOfWeek Day);

    private sealed class ByHand(int[] values) : IEquatable<ByHand>
    {
        private readonly int[] values = values;

        public bool Equals(ByHand? other) => other is not null && values.AsSpan().SequenceEqual(other.values);

        public override bool Equals(object? other) => Equals(other as ByHand);

        public override int GetHashCode() => values.Length;
    }

    private sealed record HoldsArray(int[] Values);

    private sealed record HoldsImmutableArray(ImmutableArray<int> Values);

    private sealed record HoldsClass(Version Version, IncrementalTests Tests);

    private abstract record Base;

    private sealed record Derived(Location Location) : Base;
}
