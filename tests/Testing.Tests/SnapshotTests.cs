using System;
using System.IO;
using System.Threading.Tasks;
using VerifyXunit;
using Xunit;

namespace MiDsl.Testing.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("snapshots");

    private string Prefix => Path.Combine(directory.FullName, "Class.Method");

    private string Verified => Prefix + ".verified.cs";

    private string Received => Prefix + ".received.cs";

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public Task Snapshot_beside_the_test_is_found() => Verifier.Verify("class A\n{\n}\n", "cs").UseTextForParameters("case");

    [Fact]
    public void Missing_snapshot_fails_and_is_received()
    {
        Assert.Throws<HarnessException>(() => new Snapshot(accept: false, ci: false).Compare("a", Prefix, "cs"));
        Assert.False(File.Exists(Verified));
        Assert.Equal("a\n", File.ReadAllText(Received));
    }

    [Fact]
    public void Difference_fails_with_the_lines_that_differ()
    {
        File.WriteAllText(Verified, "same\nold\n");
        var failure = Assert.Throws<HarnessException>(() => new Snapshot(accept: false, ci: false).Compare("same\nnew", Prefix, "cs"));
        Assert.Contains("  same\n- old\n+ new\n", failure.Message, StringComparison.Ordinal);
        Assert.Equal("same\nold\n", File.ReadAllText(Verified));
    }

    [Fact]
    public void Indentation_is_a_difference()
    {
        File.WriteAllText(Verified, "  a\n");
        var failure = Assert.Throws<HarnessException>(() => new Snapshot(accept: false, ci: false).Compare("    a", Prefix, "cs"));
        Assert.Contains("-   a\n+     a\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ends_and_trailing_blanks_are_no_difference()
    {
        File.WriteAllText(Verified, "a\nb\n");
        File.WriteAllText(Received, "from an earlier run");
        new Snapshot(accept: false, ci: false).Compare("a  \r\nb\r\n\r\n", Prefix, "cs");
        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void Accepting_writes_the_snapshot()
    {
        File.WriteAllText(Received, "from an earlier run");
        new Snapshot(accept: true, ci: false).Compare("a\r\n", Prefix, "cs");
        Assert.Equal("a\n", File.ReadAllText(Verified));
        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void Accepting_is_refused_under_ci()
    {
        Assert.Throws<HarnessException>(() => new Snapshot(accept: true, ci: true).Compare("a", Prefix, "cs"));
        Assert.False(File.Exists(Verified));
    }
}
