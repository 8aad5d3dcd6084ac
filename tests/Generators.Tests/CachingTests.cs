using MiDsl.Testing;
using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>What is done again after an edit, and what is not.</summary>
public sealed class CachingTests
{
    private const string Declarations = EstimatorGenerator.DeclarationsStep;
    private const string Plans = EstimatorGenerator.PlansStep;

    private const string Source = """
        using System;
        using MiDsl;

        namespace Users;

        [Estimator(Bound.Smile, Tau = 5)]
        [Critic(CriticForm.Separable, Hidden = [64, 64])]
        [Training(Steps = 100)]
        public sealed partial class Gaussian
        {
            [Joint(X = 2, Y = 3)]
            private void Draw(Rng rng, int n, Span<float> x, Span<float> y) => x.Fill(0);

            private int Beside() => 1;
        }

        """;

    private readonly IncrementalRun run = IncrementalRun.Of<EstimatorGenerator>(Source);

    [Fact]
    public void Unrelated_edit_writes_nothing() =>
        run.After(Edits.Unrelated).AssertReused(Declarations).AssertCached(Plans).AssertNothingWritten();

    [Fact]
    public void Comment_above_writes_nothing() =>
        run.After(Edits.CommentAbove("Gaussian")).AssertReused(Declarations).AssertCached(Plans).AssertNothingWritten();

    [Fact]
    public void Edit_of_a_body_writes_nothing() =>
        run.After(Edits.Replace("x.Fill(0)", "x.Fill(1)")).AssertReused(Declarations).AssertCached(Plans).AssertNothingWritten();

    [Fact]
    public void Removed_member_without_a_role_writes_nothing() =>
        run.After(Edits.RemoveMember("Beside")).AssertReused(Declarations).AssertCached(Plans).AssertNothingWritten();

    [Theory]
    [InlineData("Tau = 5", "Tau = 6")]
    [InlineData("[64, 64]", "[64, 65]")]
    [InlineData("X = 2", "X = 4")]
    [InlineData("Steps = 100", "Steps = 200")]
    [InlineData("void Draw", "void Sample")]
    [InlineData("class Gaussian", "class Normal")]
    public void Edit_of_the_declaration_is_written(string old, string @new) =>
        run.After(Edits.Replace(old, @new)).AssertModified(Declarations, Plans);

    [Fact]
    public void Removed_sampler_is_seen() =>
        run.After(Edits.RemoveMember("Draw")).AssertModified(Declarations, Plans);
}
