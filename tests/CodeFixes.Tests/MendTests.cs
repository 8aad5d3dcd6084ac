using System;
using System.Linq;
using System.Threading.Tasks;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.CodeFixes.Tests;

/// <summary>What each edit makes of a source, to the letter.</summary>
public sealed class MendTests
{
    private static readonly CodeFixRun Run = Fixes.Run();

    [Theory]
    [InlineData("Set EmaRate = 0.01: the usual value", "Estimator(Bound.DonskerVaradhan, EmaRate = 7)", "Estimator(Bound.DonskerVaradhan, EmaRate = 0.01)")]
    [InlineData("Drop Tau", "Estimator(Bound.InfoNce, Tau = 5)", "Estimator(Bound.InfoNce)")]
    [InlineData("Drop Tau", "Estimator(Bound.DonskerVaradhan, Tau = 5, EmaRate = 0.5)", "Estimator(Bound.DonskerVaradhan, EmaRate = 0.5)")]
    [InlineData("Declare Bound.Smile: an estimate, clipping the partition can push the value to either side of the truth", "Estimator(bound: Bound.InfoNce, Tau = 5)", "Estimator(bound: Bound.Smile, Tau = 5)")]
    [InlineData("Read by Bound.Nwj: a lower bound, unbiased", "Estimator(Bound.JensenShannon, ReadBy = Bound.InfoNce)", "Estimator(Bound.JensenShannon, ReadBy = Bound.Nwj)")]
    [InlineData("Drop [Baseline]", "Estimator(Bound.Nwj), Baseline(Hidden = [4])", "Estimator(Bound.Nwj)")]
    [InlineData("Drop [Baseline]", "Baseline, Estimator(Bound.Nwj)", "Estimator(Bound.Nwj)")]
    [InlineData("Set Hidden = [8]", "Estimator(Bound.Nwj), Critic(CriticForm.Separable, Hidden = [0, 8])", "Estimator(Bound.Nwj), Critic(CriticForm.Separable, Hidden = [8])")]
    [InlineData("Write CriticForm.Concatenated", "Estimator(Bound.Nwj), Critic((CriticForm)9)", "Estimator(Bound.Nwj), Critic(CriticForm.Concatenated)")]
    [InlineData("Set PerPair = 2: the least", "Estimator(Bound.IAlpha), Negatives(NegativeSampling.CyclicShift)", "Estimator(Bound.IAlpha), Negatives(NegativeSampling.CyclicShift, PerPair = 2)")]
    [InlineData("Write NegativeSampling.Neighbours: I(X; Y | Z)", "Estimator(Bound.Nwj), Joint(Given = 1)", "Estimator(Bound.Nwj), Joint(Given = 1)]\n[Negatives(NegativeSampling.Neighbours)")]
    [InlineData("Set Device = \"cpu\"", "Estimator(Bound.Nwj), Training(Steps = 9, Device = \"gpu\")", "Estimator(Bound.Nwj), Training(Steps = 9, Device = \"cpu\")")]
    [InlineData("Set TestPairs = 128: the least", "Estimator(Bound.Nwj), Training(TestPairs = 100)", "Estimator(Bound.Nwj), Training(TestPairs = 128)")]
    [InlineData("Drop Dropout: there is then none", "Estimator(Bound.Nwj), Critic(CriticForm.Separable, Dropout = 1, LayerNorm = true)", "Estimator(Bound.Nwj), Critic(CriticForm.Separable, LayerNorm = true)")]
    [InlineData("Drop SpectralNorm", "Estimator(Bound.Nwj), Critic(CriticForm.Separable, BatchNorm = true, SpectralNorm = true)", "Estimator(Bound.Nwj), Critic(CriticForm.Separable, BatchNorm = true)")]
    [InlineData("Set BatchSize = 64: the default", "Estimator(Bound.Nwj), Critic(CriticForm.Separable, BatchNorm = true), Training(BatchSize = 2)", "Estimator(Bound.Nwj), Critic(CriticForm.Separable, BatchNorm = true), Training(BatchSize = 64)")]
    [InlineData("Drop X: it is read off the data", "Estimator(Bound.Nwj), Joint(X = -1)", "Estimator(Bound.Nwj), Joint")]
    public Task Arguments_and_attributes(string title, string attributes, string mended)
    {
        string joint = attributes.Contains("Joint", StringComparison.Ordinal) ? "" : ", Joint";
        return Run.Verify($"using MiDsl;\n[{attributes}{joint}]\npublic partial class A;\n", title, $"using MiDsl;\n[{Insert(mended, joint)}]\npublic partial class A;\n");

        static string Insert(string text, string joint) => text + joint;
    }

    [Theory]
    [InlineData("Set LowerBy = ChainWeights.CoupledReverse: needs only the pair's own sample", "Bound.Ais, LowerBy = ChainWeights.IndependentReverse", "Bound.Ais, LowerBy = ChainWeights.CoupledReverse")]
    [InlineData("Drop Report: Structured InfoNCE is a lower bound", "Bound.StructuredInfoNce, Report = Side.Upper", "Bound.StructuredInfoNce")]
    [InlineData("Declare Bound.Iwae (upper): K must grow like e^KL for a tight value", "Bound.StructuredInfoNce, Report = Side.Upper", "Bound.Iwae, Report = Side.Upper")]
    [InlineData("Declare Bound.LeaveOneOut: an upper bound, far above the truth once the information exceeds log K", "Bound.StructuredInfoNce, Report = Side.Upper", "Bound.LeaveOneOut, Report = Side.Upper")]
    [InlineData("Add [Variational]: q is learned", "Bound.BarberAgakov, Report = Side.Lower", "Bound.BarberAgakov, Report = Side.Lower)]\n[Variational")]
    [InlineData("Declare Bound.MineAis: a lower bound, tight where the critic is good and the chains mix", "Bound.BarberAgakov, Report = Side.Lower", "Bound.MineAis, Report = Side.Lower")]
    [InlineData("Set Samples = 16: the usual value", "Bound.LeaveOneOut, Samples = 1", "Bound.LeaveOneOut, Samples = 16")]
    public Task Bounds_on_known_densities(string title, string estimator, string mended) => Run.Verify(
        $"using MiDsl;\n[Marginal(Variable.Y, Dim = 2)]\n[Decoder(Dim = 3)]\n[Estimator({estimator})]\npublic partial class A;\n",
        title,
        $"using MiDsl;\n[Marginal(Variable.Y, Dim = 2)]\n[Decoder(Dim = 3)]\n[Estimator({(mended.EndsWith("[Variational", StringComparison.Ordinal) ? mended + "]" : mended + ")]")}\npublic partial class A;\n");

    [Fact]
    public Task The_other_side_where_only_that_is_valid() => Run.Verify(
        "using MiDsl;\n[Estimator(Bound.Iwae, Report = Side.Upper), Joint(X = 3, Y = 2)]\n[Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)]\npublic partial class A;",
        "Set Report = Side.Lower: the lower bound is valid here",
        "using MiDsl;\n[Estimator(Bound.Iwae, Report = Side.Lower), Joint(X = 3, Y = 2)]\n[Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)]\npublic partial class A;");

    [Fact]
    public Task Pairs_are_simulated_without_Joint() => Run.Verify(
        "using MiDsl;\n\n// above\n[Estimator(Bound.Iwae, Report = Side.Upper)]\n[Joint(X = 3, Y = 2)] // given\n[Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)]\npublic partial class A;",
        "Drop [Joint]: pairs are simulated from the declared densities",
        "using MiDsl;\n\n// above\n[Estimator(Bound.Iwae, Report = Side.Upper)]\n// given\n[Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)]\npublic partial class A;");

    [Fact]
    public Task Comments_between_arguments_stay() => Run.Verify(
        """
        using MiDsl;

        /// <summary>What it is.</summary>
        [Estimator(Bound.InfoNce)] // first
        [Joint]

        // why so short
        [Training(
            Steps = 10, // short
            WeightAverage = 2, // far out
            /* seed */ Seed = 3)]
        public sealed partial class A;
        """,
        "Set WeightAverage = 0.99: the usual value",
        """
        using MiDsl;

        /// <summary>What it is.</summary>
        [Estimator(Bound.InfoNce)] // first
        [Joint]

        // why so short
        [Training(
            Steps = 10, // short
            WeightAverage = 0.99, // far out
            /* seed */ Seed = 3)]
        public sealed partial class A;
        """);

    [Fact]
    public Task Comments_of_what_is_dropped_stay() => Run.Verify(
        """
        using MiDsl;

        [Estimator(
            Bound.InfoNce, // the bound
            Tau = 5)] // clipped
        [Joint]
        public sealed partial class A;
        """,
        "Drop Tau",
        """
        using MiDsl;

        [Estimator(
            Bound.InfoNce // the bound
            )] // clipped
        [Joint]
        public sealed partial class A;
        """);

    [Fact]
    public Task A_written_argument_gets_its_own_line_where_others_have() => Run.Verify(
        "using MiDsl;\r\n[Estimator(Bound.IAlpha), Joint]\r\n[Negatives(\r\n    NegativeSampling.CyclicShift,\r\n    InEvaluation = 4)]\r\npublic partial class A;\r\n",
        "Set PerPair = 2: the least",
        "using MiDsl;\r\n[Estimator(Bound.IAlpha), Joint]\r\n[Negatives(\r\n    NegativeSampling.CyclicShift,\r\n    InEvaluation = 4,\r\n    PerPair = 2)]\r\npublic partial class A;\r\n");

    [Fact]
    public Task Partial_with_the_classes_around_it() => Run.Verify(
        "using MiDsl;\npublic static class Outer\n{\n    internal record class Middle\n    {\n        [Estimator(Bound.Nwj), Joint]\n        private sealed class A { }\n    }\n}\n",
        "Make 'A' partial",
        "using MiDsl;\npublic static partial class Outer\n{\n    internal partial record class Middle\n    {\n        [Estimator(Bound.Nwj), Joint]\n        private sealed partial class A { }\n    }\n}\n");

    [Theory]
    [InlineData("Drop 'abstract' of 'A'", "public abstract partial class A;", "public partial class A;")]
    [InlineData("Drop 'static' of 'A'", "static partial class A { }", "partial class A { }")]
    [InlineData("Make 'A' internal: drop 'file'", "file partial class A;", "partial class A;")]
    [InlineData("Make 'A' partial", "public class /* of mine */ A;", "public partial class /* of mine */ A;")]
    public Task Modifiers(string title, string declaration, string mended) => Run.Verify(
        $"using MiDsl;\n[Estimator(Bound.Nwj), Joint]\n{declaration}", title, $"using MiDsl;\n[Estimator(Bound.Nwj), Joint]\n{mended}");

    [Fact]
    public Task A_member_gets_another_name_wherever_it_is_used() => Run.Verify(
        "using MiDsl;\n[Estimator(Bound.Nwj), Joint]\npublic partial class A\n{\n    public int Seed() => 1;\n}\n\ninternal sealed class User\n{\n    public int Of(A a) => a.Seed();\n}\n",
        "Rename 'Seed' to 'OwnSeed'",
        "using MiDsl;\n[Estimator(Bound.Nwj), Joint]\npublic partial class A\n{\n    public int OwnSeed() => 1;\n}\n\ninternal sealed class User\n{\n    public int Of(A a) => a.OwnSeed();\n}\n");

    [Fact]
    public Task A_sampler_to_be_written() => Run.Verify(
        """
        using System;
        using MiDsl;
        using static TorchSharp.torch;

        namespace Users;

        [Estimator(Bound.Nwj)]
        public sealed partial class A
        {
            private readonly int rho;

            // the end
        }
        """,
        "Add a [Joint] sampler, to be written",
        """
        using System;
        using MiDsl;
        using static TorchSharp.torch;

        namespace Users;

        [Estimator(Bound.Nwj)]
        public sealed partial class A
        {
            private readonly int rho;

            // the end

            [Joint(X = 1, Y = 1)] // the dimensions of x and y
            private (Tensor X, Tensor Y) Draw(long n, Generator generator) => throw new NotImplementedException("n rows of X and n of Y, drawn from p(x, y)");
        }
        """);

    [Fact]
    public Task A_class_without_a_body_gets_one_and_names_are_as_long_as_they_must() => Run.Verify(
        "[MiDsl.Estimator(MiDsl.Bound.Nwj)]\r\npublic partial class A;\r\n",
        "Add a [Joint] sampler, to be written",
        "[MiDsl.Estimator(MiDsl.Bound.Nwj)]\r\npublic partial class A\r\n{\r\n    [MiDsl.Joint(X = 1, Y = 1)] // the dimensions of x and y\r\n"
        + "    private (TorchSharp.torch.Tensor X, TorchSharp.torch.Tensor Y) Draw(long n, TorchSharp.torch.Generator generator) => throw new System.NotImplementedException(\"n rows of X and n of Y, drawn from p(x, y)\");\r\n}\r\n");

    [Fact]
    public Task Densities_to_be_written() => Run.Verify(
        "using System;\nusing MiDsl;\nusing static TorchSharp.torch;\n\n[Estimator(Bound.Iwae)]\npublic partial class A { }\n",
        "Add [Marginal], [Conditional], to be written",
        """
        using System;
        using MiDsl;
        using static TorchSharp.torch;

        [Estimator(Bound.Iwae)]
        public partial class A
        {
            [Marginal(Variable.Y, Dim = 1)]
            private Tensor SampleMarginal(long n, Generator generator) => throw new NotImplementedException("n rows of y from p(y)");

            [Conditional(Variable.X, Dim = 1)]
            private distributions.Distribution ConditionalDistribution(Tensor y) => throw new NotImplementedException("p(x|y), normalised, one distribution a row");
        }

        """);

    [Fact]
    public Task A_sampler_of_the_posterior_under_a_free_name() => Run.Verify(
        "using System;\nusing MiDsl;\nusing TorchSharp;\n\n[Estimator(Bound.Ais, LowerBy = ChainWeights.IndependentReverse)]\n[Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)]\npublic partial class A\n{\n\tprivate int SamplePosterior;\n}\n",
        "Add a [Posterior] sampler, to be written",
        "using System;\nusing MiDsl;\nusing TorchSharp;\n\n[Estimator(Bound.Ais, LowerBy = ChainWeights.IndependentReverse)]\n[Marginal(Variable.Y, Dim = 2), Decoder(Dim = 3)]\npublic partial class A\n{\n\tprivate int SamplePosterior;\n\n"
        + "\t[Posterior]\n\tprivate torch.Tensor SamplePosterior2(torch.Tensor x, torch.Generator generator) => throw new NotImplementedException(\"a row of y from p(y|x) for each row of x\");\n}\n");

    [Fact]
    public Task Roles_of_members() => Run.Verify(
        "using System; using MiDsl;\n[Estimator(Bound.Nwj)]\npublic partial class A\n{\n    [Joint(X = 1, Y = 1)]\n    void Draw(Rng rng, int n, Span<float> x, Span<float> y) { }\n\n    // the second\n    [Obsolete, Joint(X = 1, Y = 1)]\n    void Again(Rng rng, int n, Span<float> x, Span<float> y) { }\n}\n",
        "Drop [Joint] on 'Again'",
        "using System; using MiDsl;\n[Estimator(Bound.Nwj)]\npublic partial class A\n{\n    [Joint(X = 1, Y = 1)]\n    void Draw(Rng rng, int n, Span<float> x, Span<float> y) { }\n\n    // the second\n    [Obsolete]\n    void Again(Rng rng, int n, Span<float> x, Span<float> y) { }\n}\n");

    [Fact]
    public Task Arguments_of_members() => Run.Verify(
        "using System; using MiDsl;\n[Estimator(Bound.Nwj)]\npublic partial class A\n{\n    [Joint(X = 0, Y = 1)]\n    void Draw(Rng rng, int n, Span<float> x, Span<float> y) { }\n}\n",
        "Set X = 1: the least",
        "using System; using MiDsl;\n[Estimator(Bound.Nwj)]\npublic partial class A\n{\n    [Joint(X = 1, Y = 1)]\n    void Draw(Rng rng, int n, Span<float> x, Span<float> y) { }\n}\n");

    [Fact]
    public Task Annotations_without_a_bound() => Run.Verify(
        "using MiDsl;\n\n/// <summary>Mine.</summary>\n[Critic(CriticForm.Separable)]\n[Joint]\npublic partial class A;\n",
        "Declare Bound.InfoNce: a lower bound, low variance",
        "using MiDsl;\n\n/// <summary>Mine.</summary>\n[Estimator(Bound.InfoNce)]\n[Critic(CriticForm.Separable)]\n[Joint]\npublic partial class A;\n");

    [Fact]
    public Task Attributes_and_enums_by_alias() => Run.Verify(
        "using Kind = MiDsl.Bound;\nusing Mutual = MiDsl.EstimatorAttribute;\n[Mutual((Kind)77), MiDsl.Joint]\npublic partial class A;\n",
        "Declare Bound.InfoNce: a lower bound, low variance",
        "using Kind = MiDsl.Bound;\nusing Mutual = MiDsl.EstimatorAttribute;\n[Mutual(Kind.InfoNce), MiDsl.Joint]\npublic partial class A;\n");

    [Fact]
    public Task A_part_in_another_file_is_edited_there() => Run.Verify(
        "using MiDsl;\n[Estimator(Bound.Nwj)]\npublic partial class A;\n" + UserProject.FileBreak + "using MiDsl;\n\n[Joint]\n[Baseline(Hidden = [3])]\npublic partial class A\n{\n}\n",
        "Drop [Baseline]",
        "using MiDsl;\n[Estimator(Bound.Nwj)]\npublic partial class A;\n" + UserProject.FileBreak + "using MiDsl;\n\n[Joint]\npublic partial class A\n{\n}\n");

    [Fact]
    public Task The_edit_may_lie_in_another_file_than_the_problem() => Run.Verify(
        "using MiDsl;\n[Estimator(Bound.Nwj), Joint]\npublic partial class A;\n" + UserProject.FileBreak + "using MiDsl;\n[Baseline]\npartial class A;\n",
        "Declare Bound.Tuba: a lower bound, the variance grows like e^I",
        "using MiDsl;\n[Estimator(Bound.Tuba), Joint]\npublic partial class A;\n" + UserProject.FileBreak + "using MiDsl;\n[Baseline]\npartial class A;\n");

    [Fact]
    public Task All_in_one_attribute_at_once() => Run.VerifyAll(
        "using MiDsl;\n[Estimator(Bound.Nwj), Joint]\n[Critic(CriticForm.Bilinear, Hidden = [3], Embedding = 3, LayerNorm = true)]\npublic partial class A;\n\n[Estimator(Bound.Nwj), Joint]\n[Critic(CriticForm.Bilinear, Hidden = [4])]\npublic partial class B;\n",
        "Drop Hidden",
        "using MiDsl;\n[Estimator(Bound.Nwj), Joint]\n[Critic(CriticForm.Bilinear, Embedding = 3, LayerNorm = true)]\npublic partial class A;\n\n[Estimator(Bound.Nwj), Joint]\n[Critic(CriticForm.Bilinear)]\npublic partial class B;\n");

    [Fact]
    public Task All_of_a_project_whatever_the_number() => Run.VerifyAll(
        "using MiDsl;\n[Estimator(Bound.Nwj), Joint]\n[Training(Steps = 0, BatchSize = 1)]\npublic partial class A;\n" + UserProject.FileBreak
        + "using MiDsl;\n[Estimator(Bound.IAlpha), Joint, Training(BatchSize = 1)]\npublic partial class B;\n",
        "Set BatchSize = 2: the least",
        "using MiDsl;\n[Estimator(Bound.Nwj), Joint]\n[Training(Steps = 0, BatchSize = 2)]\npublic partial class A;\n" + UserProject.FileBreak
        + "using MiDsl;\n[Estimator(Bound.IAlpha), Joint, Training(BatchSize = 3)]\npublic partial class B;\n");

    [Fact]
    public Task All_of_one_document_leaves_the_others() => Run.VerifyAll(
        "using MiDsl;\n[Estimator(Bound.Nwj, Tau = 1), Joint]\npublic partial class A;\n" + UserProject.FileBreak + "using MiDsl;\n[Estimator(Bound.Nwj, Tau = 2), Joint]\npublic partial class B;\n",
        "Drop Tau",
        "using MiDsl;\n[Estimator(Bound.Nwj), Joint]\npublic partial class A;\n" + UserProject.FileBreak + "using MiDsl;\n[Estimator(Bound.Nwj, Tau = 2), Joint]\npublic partial class B;\n",
        Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Document);
}
