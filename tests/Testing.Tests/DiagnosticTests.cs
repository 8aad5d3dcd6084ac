using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace MiDsl.Testing.Tests;

public sealed class DiagnosticTests
{
    private static readonly AnalyzerRun Run = new(new NameAnalyzer());

    [Theory]
    [InlineData("class {|TEST001:a|} { }")]
    [InlineData("{|TEST001:a|}{|TEST002:|}b")]
    [InlineData("{|TEST001:a{|TEST002:b|}c|}")]
    [InlineData("{|TEST001,TEST002:a|}")]
    [InlineData("nothing")]
    public void Markup_is_read_and_written(string marked)
    {
        var markup = DiagnosticMarkup.Parse(marked);
        Assert.DoesNotContain("|", markup.Source, StringComparison.Ordinal);
        Assert.Equal(marked, DiagnosticMarkup.Write(markup.Source, markup.Spans));
    }

    [Fact]
    public void Markup_gives_spans_in_the_source_without_marks() =>
        Assert.Equal(
            [new("A1", new TextSpan(1, 2)), new("B2", new TextSpan(1, 4))],
            DiagnosticMarkup.Parse("x{|B2:{|A1:ab|}cd|}").Spans.ToArray());

    [Theory]
    [InlineData("{|TEST001:a")]
    [InlineData("a|}")]
    public void Broken_markup_fails(string marked) =>
        Assert.Throws<HarnessException>(() => DiagnosticMarkup.Parse(marked));

    [Fact]
    public Task Exact_expectation_passes() =>
        Run.Verify("class {|TEST001:a|} { }\nclass B { }\nclass {|TEST001:c|} : {|CS0246:Missing|};", "Name 'a' is lower", "Name 'c' is lower");

    [Fact]
    public Task Several_files_are_held_apart() =>
        Run.Verify("class A;" + UserProject.FileBreak + "class {|TEST001:b|};");

    [Theory]
    [InlineData("class a;", "unexpected TEST001 at (1,7) 'a': Name 'a' is lower")]
    [InlineData("class {|TEST001:A|};", "missing    TEST001 at (1,7) 'A'")]
    [InlineData("{|TEST001:class a|};", "class {|TEST001:a|};")]
    [InlineData("class {|TEST001:{|TEST001:a|}|};", "missing    TEST001")]
    [InlineData("class {|TEST002:a|};", "missing    TEST002")]
    [InlineData("class B : Missing;", "unexpected CS0246")]
    [InlineData("class crash;", "unexpected, in no source: ")]
    [InlineData("class B;" + UserProject.FileBreak + "class c;", "Source1.cs")]
    public async Task Every_difference_fails(string marked, string message)
    {
        var failure = await Assert.ThrowsAsync<HarnessException>(() => Run.Verify(marked));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_message_fails()
    {
        var failure = await Assert.ThrowsAsync<HarnessException>(() => Run.Verify("class {|TEST001:a|};", "Name 'b' is lower"));
        Assert.Contains("Messages differ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crash_of_an_analyzer_is_found()
    {
        await Run.AssertNoException("class a;");
        await Assert.ThrowsAsync<HarnessException>(() => Run.AssertNoException("class crash;"));
    }

    [Fact]
    public Task Generated_members_are_seen() =>
        new AnalyzerRun(new NameAnalyzer()) { Generator = new CleanGenerator() }
            .Verify("using MiDsl;\n[Estimator(Bound.Nwj)] partial class {|TEST001:a|} { double B() => Fit(); }");
}
