using System.Threading.Tasks;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.Analyzers.Tests;

/// <summary>Whatever is declared, the analyzer does not throw.</summary>
public sealed class CorpusTests
{
    private static readonly AnalyzerRun Run = new(AllAnalyzers.Make());

    public static TheoryData<string> Families { get; } = [.. Corpus.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public Task Analyzer_does_not_throw(string family) =>
        Corpus.AssertEach(family, source => Run.AssertNoException(source));

    [Fact]
    public Task Valid_sources_are_clean() =>
        Corpus.AssertEach("valid", source => Run.Verify(source));
}
