using System;
using System.Linq;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>Nothing of Roslyn outlives the reading of a declaration; three looks, each sees what the others miss.</summary>
public sealed class ModelTests
{
    private static readonly string[] Steps = [EstimatorGenerator.DeclarationsStep, EstimatorGenerator.PlansStep];

    public static TheoryData<string> Valid { get; } = [.. Corpus.Valid.Select(item => item.Source)];

    [Theory]
    [MemberData(nameof(Valid))]
    public void Types_of_the_model_are_plain(string source) =>
        ModelShape.AssertPlain(IncrementalRun.Of<EstimatorGenerator>(source).TypesOf(Steps));

    [Theory]
    [MemberData(nameof(Valid))]
    public void Objects_of_the_model_lead_to_no_symbol(string source) =>
        IncrementalRun.Of<EstimatorGenerator>(source).AssertHoldsNoRoslyn(Steps);

    [Theory]
    [MemberData(nameof(Valid))]
    public void Compilations_are_let_go(string source) =>
        Retention.AssertNoCompilationRetained<EstimatorGenerator>(source);

    [Fact]
    public void Invalid_declarations_keep_nothing_either() =>
        Assert.All(Corpus.Of("samplers").Concat(Corpus.Of("attributes")), item =>
        {
            var run = IncrementalRun.Of<EstimatorGenerator>(item.Source);
            if (run.HasStep(Steps[0]))
            {
                run.AssertHoldsNoRoslyn(Steps);
            }
        });
}
