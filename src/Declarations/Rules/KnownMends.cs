using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>Members that give what a bound on known densities lacks, for the user to write out.</summary>
internal static class KnownMends
{
    /// <summary>Everything that is missing, in one edit; and q as a network, which needs nothing written.</summary>
    public static IEnumerable<Mend> Supply(EstimatorDeclaration declaration, Knowledge missing)
    {
        bool onlyProposal = (missing & ~Knowledge.Proposal) == Knowledge.None;
        if (onlyProposal && Learned(declaration, missing) is { } learned)
        {
            yield return learned;
        }

        if (missing == Knowledge.Pairs)
        {
            yield return Mend.Add("Joint", "pairs are given to Fit or Evaluate");
        }

        // Pairs are simulated where the samplers of both densities are there.
        Knowledge known = KnownBounds.Of(declaration), lacking = missing;
        if (missing.HasFlag(Knowledge.Pairs))
        {
            lacking |= (Knowledge.MarginalSampler | Knowledge.ConditionalSampler) & ~known;
        }

        Mend? chain = null;
        foreach (Mend mend in Members(declaration, lacking, learns: !onlyProposal).Reverse())
        {
            chain = mend with { Then = chain };
        }

        if (chain is not null)
        {
            yield return chain with { Title = "Add " + string.Join(", ", Titles(chain)) + ", to be written" };
        }
    }

    /// <summary>[Posterior], which draws the starts of independent reverse chains.</summary>
    public static Mend Posterior(EstimatorDeclaration declaration)
    {
        string observed = VariableRoles.Symbol(VariableRoles.Observed(declaration)), latent = VariableRoles.Symbol(VariableRoles.Latent(declaration));
        return Member("[Posterior]", $"private Tensor SamplePosterior(Tensor {observed}, Generator generator)", $"a row of {latent} from p({latent}|{observed}) for each row of {observed}")
            with
        { Title = "Add a [Posterior] sampler, to be written" };
    }

    /// <summary>A sampler of pairs.</summary>
    public static Mend Sampler() =>
        Member("[Joint(X = 1, Y = 1)] // the dimensions of x and y", "private (Tensor X, Tensor Y) Draw(long n, Generator generator)", "n rows of X and n of Y, drawn from p(x, y)")
            with
        { Title = "Add a [Joint] sampler, to be written" };

    private static Mend? Learned(EstimatorDeclaration declaration, Knowledge missing) =>
        (missing & Knowledge.Proposal) == Knowledge.None || KnownBounds.HasProposal(declaration) ? null
        : Mend.Add(VariableRoles.Latent(declaration) == Variable.Y ? "Variational" : "Variational(Variable.X)", "q is learned");

    private static IEnumerable<string> Titles(Mend chain)
    {
        for (Mend? mend = chain; mend is not null; mend = mend.Then)
        {
            yield return mend.Title;
        }
    }

    private static IEnumerable<Mend> Members(EstimatorDeclaration declaration, Knowledge lacking, bool learns)
    {
        Variable latentVariable = VariableRoles.Latent(declaration), observedVariable = VariableRoles.Observed(declaration);
        string observed = VariableRoles.Symbol(observedVariable), latent = VariableRoles.Symbol(latentVariable);
        string marginal = $"[Marginal(Variable.{latentVariable}{Dim(latentVariable)})]";
        switch (lacking & (Knowledge.MarginalDensity | Knowledge.MarginalSampler))
        {
            case Knowledge.MarginalDensity:
                yield return Member(marginal, $"private Tensor LogMarginal(Tensor {latent})", $"log p({latent}), one value a row");
                break;
            case Knowledge.MarginalSampler:
                yield return Member(marginal, "private Tensor SampleMarginal(long n, Generator generator)", $"n rows of {latent} from p({latent})");
                break;
            case not Knowledge.None:
                yield return Member(marginal, "private Distribution MarginalDistribution()", $"p({latent}), normalised");
                break;
        }

        string conditional = Dim(observedVariable) is { Length: > 0 } dim
            ? $"[Conditional(Variable.{observedVariable}{dim})]"
            : observedVariable == Variable.X ? "[Conditional]" : "[Conditional(Variable.Y)]";
        switch (lacking & (Knowledge.ConditionalDensity | Knowledge.ConditionalSampler))
        {
            case Knowledge.ConditionalDensity:
                yield return Member(conditional, $"private Tensor LogConditional(Tensor {observed}, Tensor {latent})", $"log p({observed}|{latent}), one value a row");
                break;
            case Knowledge.ConditionalSampler:
                yield return Member(conditional, $"private Tensor SampleConditional(Tensor {latent}, Generator generator)", $"a row of {observed} from p({observed}|{latent}) for each row of {latent}");
                break;
            case not Knowledge.None:
                yield return Member(conditional, $"private Distribution ConditionalDistribution(Tensor {latent})", $"p({observed}|{latent}), normalised, one distribution a row");
                break;
        }

        if (learns && Learned(declaration, lacking) is { } learned)
        {
            yield return learned with { Title = "[Variational]" };
        }
        else if ((lacking & Knowledge.Proposal) != Knowledge.None)
        {
            string attribute = latentVariable == Variable.Y ? "[Variational]" : "[Variational(Variable.X)]";
            yield return lacking.HasFlag(Knowledge.Proposal)
                ? Member(attribute, $"private Distribution Proposal(Tensor {observed})", $"q({latent}|{observed}), normalised, one distribution a row")
                : lacking.HasFlag(Knowledge.ProposalDensity)
                ? Member(attribute, $"private Tensor LogProposal(Tensor {latent}, Tensor {observed})", $"log q({latent}|{observed}), one value a row")
                : Member(attribute, $"private Tensor SampleProposal(Tensor {observed}, Generator generator)", $"a row of {latent} from q({latent}|{observed}) for each row of {observed}");
        }

        if (lacking.HasFlag(Knowledge.Reference))
        {
            yield return Member("[Reference]", $"private Tensor LogReference(Tensor {observed})", $"log r({observed}), normalised, one value a row");
        }

        string Dim(Variable variable) =>
            (variable == Variable.X ? declaration.Joint?.X : declaration.Joint?.Y) > 0 ? "" : ", Dim = 1";
    }

    private static Mend Member(string attribute, string signature, string content) =>
        new(MendKind.AddMember, attribute.Split('(', ']')[0] + "]", Place.TypeName, $"{attribute}\n{signature} => throw new NotImplementedException(\"{content}\");");
}
