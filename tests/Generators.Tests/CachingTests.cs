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

    /// <summary>Densities are declared by members too: their bodies are the user's own.</summary>
    private const string Known = """
        using MiDsl;
        using TorchSharp;
        using static TorchSharp.torch;

        namespace Users;

        [Estimator(Bound.Ais, Chains = 4)]
        [Marginal(Variable.Y, Dim = 2), Variational(Hidden = [8])]
        [Annealing(Temperatures = 20), Hmc(LeapfrogSteps = 3)]
        public sealed partial class Annealed
        {
            [Conditional(Dim = 3)]
            private static Tensor LogP(Tensor x, Tensor y) => x.sum(1L);

            [Conditional]
            private static Tensor DrawX(Tensor y, Generator generator) => randn(y.shape[0], 3, generator: generator);
        }

        """;

    [Theory]
    [InlineData("x.sum(1L)", "x.sum(1L) * 2")]
    [InlineData("namespace Users;", "namespace Users; // as they are")]
    public void Edit_of_a_density_s_body_writes_nothing(string old, string @new) =>
        IncrementalRun.Of<EstimatorGenerator>(Known).After(Edits.Replace(old, @new)).AssertReused(Declarations).AssertCached(Plans).AssertNothingWritten();

    [Theory]
    [InlineData("Chains = 4", "Chains = 5")]
    [InlineData("Temperatures = 20", "Temperatures = 21")]
    [InlineData("LeapfrogSteps = 3", "LeapfrogSteps = 4")]
    [InlineData("Dim = 2", "Dim = 4")]
    [InlineData("Hidden = [8]", "Hidden = [9]")]
    [InlineData("Tensor LogP(", "Tensor LogDensity(")]
    public void Edit_of_a_density_s_declaration_is_written(string old, string @new) =>
        IncrementalRun.Of<EstimatorGenerator>(Known).After(Edits.Replace(old, @new)).AssertModified(Declarations, Plans);
}
