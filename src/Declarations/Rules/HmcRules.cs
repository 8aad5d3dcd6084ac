using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What Hamiltonian Monte Carlo cannot move.</summary>
internal static class HmcRules
{
    /// <summary>Whether chains move by gradients.</summary>
    public static bool Moves(EstimatorDeclaration declaration) =>
        KnownBounds.IsAnnealed(declaration.Bound.Bound) && !(declaration.Bound.Bound == Bound.Ais && declaration.Densities.Transition is not null);

    /// <summary>Whether chains would move labels by gradients.</summary>
    public static bool MovesLabels(EstimatorDeclaration declaration) => Moves(declaration) && LabelsOf(declaration) >= 0;

    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (!MovesLabels(declaration))
        {
            return;
        }

        Variable latent = VariableRoles.Latent(declaration);
        problems.Add(new Problem(
            RuleIds.Gradient,
            $"Hamiltonian Monte Carlo follows the gradient in {latent}, and [Discrete(Variable.{latent})] says that {latent} holds labels, which have none; add a [Transition] that moves labels, such as Gibbs', or declare a bound without chains: {Others(declaration)}",
            Place.OfArgument("Discrete", index: LabelsOf(declaration)))
            .MendedBy([.. BoundMends.Allowed(declaration, except: declaration.Bound.Bound).Where(mend => !mend.Text.Contains("Ais"))]));
    }

    private static int LabelsOf(EstimatorDeclaration declaration)
    {
        Variable latent = VariableRoles.Latent(declaration);
        for (int i = 0; i < declaration.Discrete.Count; i++)
        {
            if (declaration.Discrete[i].Variable == latent)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Others(EstimatorDeclaration declaration) =>
        string.Join(", ", KnownBounds.Allowed(declaration).Where(bound => !bound.Contains("Ais"))) is { Length: > 0 } some ? some : "Bound.Iwae or StructuredInfoNce";
}
