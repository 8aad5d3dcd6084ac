using System.Linq;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>Whatever is declared: no exception, and no internal error.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Families { get; } = [.. Corpus.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public void Generator_neither_throws_nor_reports(string family) =>
        Corpus.AssertEach(family, source =>
            Assert.Empty(GeneratorRun.Of<EstimatorGenerator>(source).AssertNoException().GeneratorDiagnostics));
}

/// <summary>Whatever is declared: no code that breaks a build which was whole. A class of its own, to run beside the other.</summary>
public sealed class CorpusCompilationTests
{
    // Where MiDsl is a type and var a class, no text can be right.
    public static TheoryData<string> Families { get; } = [.. Corpus.Families.Where(family => family != "hostile")];

    [Theory]
    [MemberData(nameof(Families))]
    public void Sources_that_compile_alone_compile_with_what_is_generated(string family) =>
        Corpus.AssertEach(family, source => GeneratorRun.Of<EstimatorGenerator>(source).AssertAddsNoError());

    [Fact]
    public void Valid_sources_compile() =>
        Corpus.AssertEach("valid", source => GeneratorRun.Of<EstimatorGenerator>(source).AssertCompiles());
}
