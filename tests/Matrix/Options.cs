using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Matrix.Tests;

internal enum PairsOption
{
    None,
    Data,
    Sampler,
}

internal enum MarginalOption
{
    None,
    StandardNormal,
    Density,
    Sampler,
    Both,
    OfOthers,
}

internal enum ConditionalOption
{
    None,
    Decoder,
    Density,
    Sampler,
    Both,
    OfOthers,
}

internal enum ProposalOption
{
    None,
    Learned,
    Density,
    Sampler,
    Both,
}

internal enum CriticOption
{
    None,
    Separable,
    Bilinear,
    Concatenated,
    EncodeAndDot,
    ConcatAndConvolve,
    Own,
}

internal enum SideOption
{
    Default,
    Lower,
    Upper,
    Both,
}

/// <summary>How annealed chains are weighed, for the lower and the upper bound.</summary>
internal enum WeightsOption
{
    Default,
    IndependentReverse,
    Exchanged,
}

/// <summary>One point of the matrix.</summary>
internal sealed record Combination(
    Bound Bound,
    SideOption Side,
    CriticOption Critic,
    PairsOption Pairs,
    MarginalOption Marginal,
    ConditionalOption Conditional,
    ProposalOption Proposal,
    bool Reference,
    bool Posterior,
    bool Transition,
    WeightsOption Weights)
{
    private static readonly Bound[] Bounds = [.. BoundCatalogue.Rows.Select(row => row.Bound)];

    /// <summary>How many values each coordinate has.</summary>
    public static int[] Sizes { get; } = [Bounds.Length, 4, 7, 3, 6, 6, 5, 2, 2, 2, 3];

    /// <summary>Every point; chains are weighed in several ways where there are any.</summary>
    public static IEnumerable<Combination> All()
    {
        int[] at = new int[Sizes.Length];
        while (true)
        {
            if (at[^1] == 0 || KnownBounds.IsAnnealed(Bounds[at[0]]))
            {
                yield return Of(at);
            }

            int i = at.Length - 1;
            while (i >= 0 && ++at[i] == Sizes[i])
            {
                at[i--] = 0;
            }

            if (i < 0)
            {
                yield break;
            }
        }
    }

    public static Combination Of(IReadOnlyList<int> at) => new(
        Bounds[at[0]], (SideOption)at[1], (CriticOption)at[2], (PairsOption)at[3], (MarginalOption)at[4], (ConditionalOption)at[5], (ProposalOption)at[6],
        at[7] == 1, at[8] == 1, at[9] == 1, KnownBounds.IsAnnealed(Bounds[at[0]]) ? (WeightsOption)at[10] : WeightsOption.Default);

    private bool Annealed => KnownBounds.IsAnnealed(Bound);

    private bool Known => KnownBounds.Contains(Bound);

    private bool Convolves => Critic is CriticOption.EncodeAndDot or CriticOption.ConcatAndConvolve;

    private bool Learns => !Known || Proposal == ProposalOption.Learned || KnownBounds.HasCritic(Bound);

    /// <summary>Columns of X: pixels where the critic convolves.</summary>
    public int XDim => Convolves ? 64 : 2;

    /// <summary>As the generator reads it.</summary>
    public EstimatorDeclaration Declaration(string name)
    {
        const string Draw = "Draw";
        EquatableArray<int> narrow = EquatableArray<int>.Of(4);
        DensityMember density(string member) => new(member, DensityForm.LogDensity, IsStatic: true);
        DensityMember sampler(string member) => new(member, DensityForm.Sampler, IsStatic: true);
        RoleMembers members(bool hasDensity, bool hasSampler, string role) =>
            new(hasDensity ? density("Log" + role) : null, hasSampler ? sampler("Draw" + role) : null);
        VariationalDeclaration? variational = Proposal == ProposalOption.Learned ? new(Variable.Y, null, narrow, null, null, null) : null;
        return new EstimatorDeclaration(
            new TypeShape("", default, "class " + name, name, name, true, default, default),
            new BoundDeclaration(Bound, null, null, null, null, null, new SidesDeclaration(
                Side == SideOption.Default ? null : (Side)(int)Side,
                KnownBounds.HasSamples(Bound) ? 3 : null,
                Annealed ? 2 : null,
                Weights switch { WeightsOption.IndependentReverse => ChainWeights.IndependentReverse, WeightsOption.Exchanged => ChainWeights.IndependentMultiSample, _ => null },
                Weights switch { WeightsOption.IndependentReverse => ChainWeights.IndependentReverse, WeightsOption.Exchanged => ChainWeights.CoupledReverse, _ => null })),
            Pairs switch
            {
                PairsOption.Data => new JointDeclaration(JointKind.Data, "", XDim, 2, null),
                PairsOption.Sampler => new JointDeclaration(JointKind.TensorSampler, Draw, XDim, 2, null),
                _ => null,
            },
            Critic switch
            {
                CriticOption.None => NoCritic(false, null),
                CriticOption.Own => NoCritic(true, "Network()"),
                _ => new CriticDeclaration(
                    Enum.Parse<CriticForm>(Critic.ToString()),
                    Critic == CriticOption.Bilinear ? null : narrow,
                    null,
                    null,
                    LayerExtras.None,
                    new ConvolutionDeclaration(Convolves ? narrow : null, null, null),
                    true,
                    null,
                    null),
            },
            null,
            variational,
            null,
            Convolves ? EquatableArray<ImageDeclaration>.Of(new ImageDeclaration(Variable.X, 8, 8)) : default,
            default,
            new TrainingDeclaration(3, 16, null, null, null, null, null, null, null, null, 32, 256, 3, null, null, null),
            null,
            null,
            new DensitiesDeclaration(
                Marginal switch
                {
                    MarginalOption.None => null,
                    MarginalOption.StandardNormal => new MarginalDeclaration(Variable.Y, 2, true, true, RoleMembers.None),
                    _ => new MarginalDeclaration(Variable.Y, 2, Marginal != MarginalOption.OfOthers, false, members(Marginal != MarginalOption.Sampler, Marginal != MarginalOption.Density, "Prior")),
                },
                Conditional switch
                {
                    ConditionalOption.None or ConditionalOption.Decoder => null,
                    _ => new ConditionalDeclaration(Variable.X, XDim, Conditional != ConditionalOption.OfOthers, members(Conditional != ConditionalOption.Sampler, Conditional != ConditionalOption.Density, "Likelihood")),
                },
                Conditional == ConditionalOption.Decoder ? new DecoderDeclaration(Variable.X, XDim, EquatableArray<int>.Of(), ConvolutionDeclaration.None, null, null, null, 0.6, false) : null,
                Proposal is ProposalOption.None or ProposalOption.Learned
                    ? null
                    : new ProposalDeclaration(Variable.Y, members(Proposal != ProposalOption.Sampler, Proposal != ProposalOption.Density, "Q")),
                Reference ? density("LogReference") : null,
                Posterior ? sampler("DrawPosterior") : null,
                Transition ? new DensityMember("Move", DensityForm.Sampler, IsStatic: true) : null,
                Annealed ? new AnnealingDeclaration(3, null, null) : null,
                Annealed && !Transition ? new HmcDeclaration(2, null, null, null, null) : null,
                Known ? new EvaluationDeclaration(32, null, null) : null),
            default)
        {
            Autoencoders = variational is null ? null : new AutoencodersDeclaration(false, null, null, null, null, null, default),
        };

        static CriticDeclaration NoCritic(bool written, string? module) =>
            new(null, null, null, null, LayerExtras.None, ConvolutionDeclaration.None, written, null, module);
    }

    /// <summary>As a user writes it; what its members call is <see cref="ToyModel"/>.</summary>
    public string Source(string name)
    {
        List<string> attributes = [], members = [];
        string sides = (KnownBounds.HasSamples(Bound) ? ", Samples = 3" : Annealed ? ", Chains = 2" : "") + (Side == SideOption.Default ? "" : $", Report = Side.{Side}")
            + Weights switch
            {
                WeightsOption.IndependentReverse => ", LowerBy = ChainWeights.IndependentReverse, UpperBy = ChainWeights.IndependentReverse",
                WeightsOption.Exchanged => ", LowerBy = ChainWeights.IndependentMultiSample, UpperBy = ChainWeights.CoupledReverse",
                _ => "",
            };
        attributes.Add($"Estimator(Bound.{Bound}{sides})");
        attributes.Add("Training(Steps = 3, BatchSize = 16, ValidationPairs = 32, TestPairs = 256, ValidationInterval = 3)");
        if (Annealed)
        {
            attributes.Add("Annealing(Temperatures = 3)");
            if (!Transition)
            {
                attributes.Add("Hmc(LeapfrogSteps = 2)");
            }
        }

        if (Known)
        {
            attributes.Add("Evaluation(Pairs = 32)");
        }

        switch (Pairs)
        {
            case PairsOption.Data:
                attributes.Add($"Joint(X = {XDim}, Y = 2)");
                break;
            case PairsOption.Sampler:
                members.Add($"[Joint(X = {XDim}, Y = 2)] static (Tensor X, Tensor Y) Draw(long n, Generator generator) => Toy.Pairs(n, {XDim}, generator);");
                break;
        }

        switch (Critic)
        {
            case CriticOption.None:
                break;
            case CriticOption.Own:
                members.Add("[Critic] static nn.Module<Tensor, Tensor, Tensor> Network() => new OwnCritic();");
                break;
            case CriticOption.Bilinear:
                attributes.Add("Critic(CriticForm.Bilinear)");
                break;
            default:
                attributes.Add($"Critic(CriticForm.{Critic}, Hidden = [4]{(Convolves ? ", Channels = [4]" : "")})");
                break;
        }

        if (Convolves)
        {
            attributes.Add("Image(Variable.X, Height = 8, Width = 8)");
        }

        string exact = Marginal == MarginalOption.OfOthers ? ", Exact = false" : "";
        switch (Marginal)
        {
            case MarginalOption.None:
                break;
            case MarginalOption.StandardNormal:
                attributes.Add("Marginal(Variable.Y, Dim = 2)");
                break;
            default:
                Role($"Marginal(Variable.Y, Dim = 2{exact})", Marginal != MarginalOption.Sampler, "LogPrior(Tensor y) => Toy.LogPrior(y)", Marginal != MarginalOption.Density, "DrawPrior(long n, Generator generator) => Toy.DrawPrior(n, generator)");
                break;
        }

        exact = Conditional == ConditionalOption.OfOthers ? ", Exact = false" : "";
        switch (Conditional)
        {
            case ConditionalOption.None:
                break;
            case ConditionalOption.Decoder:
                attributes.Add($"Decoder(Dim = {XDim}, Hidden = [], Scale = 0.6)");
                break;
            default:
                Role(
                    $"Conditional(Dim = {XDim}{exact})", Conditional != ConditionalOption.Sampler, "LogLikelihood(Tensor x, Tensor y) => Toy.LogLikelihood(x, y)",
                    Conditional != ConditionalOption.Density, $"DrawLikelihood(Tensor y, Generator generator) => Toy.DrawLikelihood(y, {XDim}, generator)");
                break;
        }

        switch (Proposal)
        {
            case ProposalOption.None:
                break;
            case ProposalOption.Learned:
                attributes.Add("Variational(Hidden = [4])");
                break;
            default:
                Role("Variational", Proposal != ProposalOption.Sampler, "LogQ(Tensor y, Tensor x) => Toy.LogQ(y, x)", Proposal != ProposalOption.Density, "DrawQ(Tensor x, Generator generator) => Toy.DrawQ(x, generator)");
                break;
        }

        if (Reference)
        {
            members.Add("[Reference] static Tensor LogReference(Tensor x) => Toy.LogReference(x);");
        }

        if (Posterior)
        {
            members.Add("[Posterior] static Tensor DrawPosterior(Tensor x, Generator generator) => Toy.DrawPosterior(x, generator);");
        }

        if (Transition)
        {
            members.Add("[Transition] static Tensor Move(Tensor x, Tensor y, double b, Generator generator) => Toy.Move(x, y, b, generator);");
        }

        string data = Pairs == PairsOption.Data ? $"Toy.Data({(Learns ? 600 : 128)}, {XDim})" : "";
        members.Add($"public object Run() {{ {(Conditional == ConditionalOption.Decoder ? $"UseDecoder(Toy.Weights({XDim}), zeros({XDim})); " : "")}return {(Learns ? "Fit" : "Evaluate")}({data}); }}");
        return $$"""
            [{{string.Join("]\n[", attributes)}}]
            public sealed partial class {{name}}
            {
                {{string.Join("\n    ", members)}}
            }

            """;

        void Role(string attribute, bool hasDensity, string density, bool hasSampler, string sampler)
        {
            if (hasDensity)
            {
                members.Add($"[{attribute}] static Tensor {density};");
            }

            if (hasSampler)
            {
                members.Add($"[{attribute}] static Tensor {sampler};");
            }
        }
    }
}
