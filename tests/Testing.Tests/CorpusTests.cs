using System;
using System.Linq;
using Xunit;

namespace MiDsl.Testing.Tests;

public sealed class CorpusTests
{
    [Fact]
    public void Corpus_is_large_and_its_names_are_unique()
    {
        var names = Corpus.All.Select(item => item.Name).ToArray();
        Assert.InRange(names.Length, 1000, 5000);
        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(Corpus.Families, family => Assert.True(Corpus.Of(family).Any(), family));
    }

    [Fact]
    public void Corpus_is_the_same_every_time() => Assert.Equal(Corpus.All, Corpus.All);

    [Fact]
    public void Valid_sources_have_no_syntax_error() =>
        Assert.All(Corpus.Valid, item => Assert.Empty(UserProject.Compile(item.Source).SyntaxTrees.Single().GetDiagnostics()));

    [Fact]
    public void Throwing_generator_is_caught_and_reported_once()
    {
        var failure = Assert.Throws<HarnessException>(() =>
            Corpus.AssertEach("valid", source => GeneratorRun.Of<ThrowingGenerator>(source).AssertNoException()));
        Assert.StartsWith("7 sources fail in 1 ways.", failure.Message, StringComparison.Ordinal);
        Corpus.AssertEach("valid", source => GeneratorRun.Of<CleanGenerator>(source).AssertNoException());
    }
}
