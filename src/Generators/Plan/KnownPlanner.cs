using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Decides for the bounds on known densities: sides, roles, chains, networks.</summary>
internal static class KnownPlanner
{
    /// <summary>The plan of a declaration that breaks no rule.</summary>
    public static KnownPlan Plan(EstimatorDeclaration declaration)
    {
        BoundRow row = BoundCatalogue.Find(declaration.Bound.Bound)!;
        DensitiesDeclaration d = declaration.Densities;
        Variable latent = VariableRoles.Latent(declaration), observed = VariableRoles.Observed(declaration);
        return new KnownPlan(
            declaration.Type,
            row,
            new RolePlan(observed, DimOf(declaration, observed)),
            new RolePlan(latent, DimOf(declaration, latent)),
            declaration.Joint switch
            {
                null => PairOrigin.Simulated,
                { Kind: JointKind.Data } => PairOrigin.Given,
                _ => PairOrigin.Sampled,
            },
            declaration.Joint,
            KnownBounds.SideOf(declaration),
            d.Marginal is { } marginal ? new MarginalPlan(marginal.IsStandardNormal, marginal.Members) : null,
            d.Conditional?.Members ?? RoleMembers.None,
            d.Proposal?.Members ?? RoleMembers.None,
            d.Reference,
            d.Posterior,
            PlanDecoder(declaration, observed, latent),
            PlanProposal(declaration, observed, latent),
            KnownBounds.HasCritic(row.Bound) ? CriticPlanner.Plan(declaration, new JointDeclaration(JointKind.Data, "", DimOf(declaration, Variable.X), DimOf(declaration, Variable.Y), null)) : null,
            declaration.Bound.Sides.Samples ?? (row.Bound == Bound.BarberAgakov ? 1 : Defaults.Samples),
            KnownBounds.IsAnnealed(row.Bound) ? PlanChains(declaration) : null,
            new EvaluationPlan(
                d.Evaluation?.Pairs ?? Defaults.Pairs,
                d.Evaluation?.SubBatches ?? Defaults.SubBatches,
                d.Evaluation?.RowsAtOnce ?? Defaults.RowsAtOnce),
            Planner.PlanTraining(declaration.Training),
            declaration.Clipping,
            BoundCatalogue.ResultOf(declaration));
    }

    private static DecoderPlan? PlanDecoder(EstimatorDeclaration declaration, Variable observed, Variable latent)
    {
        if (declaration.Densities.Decoder is not { } decoder)
        {
            return null;
        }

        return DecoderPlan.Of(
            VariableRoles.Symbol(observed),
            DimOf(declaration, observed)!.Value,
            VariableRoles.Symbol(latent),
            DimOf(declaration, latent)!.Value,
            decoder.Hidden ?? Defaults.Hidden,
            decoder.Activation ?? Defaults.Activation,
            decoder.Output ?? Defaults.Output,
            decoder.Likelihood ?? Defaults.Likelihood,
            decoder.Scale ?? Defaults.Scale,
            decoder.LearnScale,
            PlanImage(declaration, decoder),
            decoder.BatchNorm);
    }

    private static DecodedImage? PlanImage(EstimatorDeclaration declaration, DecoderDeclaration decoder)
    {
        if (decoder.Convolutions is not { Channels: { } channels } convolutions)
        {
            return null;
        }

        ImageDeclaration image = declaration.Images.First(one => one.Variable == decoder.Variable);
        return new DecodedImage(image.Height!.Value, image.Width!.Value, channels, convolutions.Kernel ?? Defaults.Kernel, convolutions.Stride ?? Defaults.Stride);
    }

    private static VariationalPlan? PlanProposal(EstimatorDeclaration declaration, Variable observed, Variable latent)
    {
        if (!KnownBounds.LearnsProposal(declaration) || declaration.Variational is not { } variational)
        {
            return null;
        }

        return VariationalPlan.Of(
            VariableRoles.Symbol(observed),
            Width.Of(DimOf(declaration, observed)!.Value),
            VariableRoles.Symbol(latent),
            DimOf(declaration, latent)!.Value,
            variational.Hidden ?? Defaults.Hidden,
            variational.Activation ?? Defaults.Activation,
            variational.Family ?? Defaults.Family,
            variational.Components ?? Defaults.Components,
            variational.Couplings ?? Defaults.Couplings,
            PlanEncoded(declaration, variational, observed),
            variational.Convolutions,
            variational.BatchNorm);
    }

    private static ImagePlan? PlanEncoded(EstimatorDeclaration declaration, VariationalDeclaration variational, Variable observed)
    {
        if (variational.Convolutions.Channels is null)
        {
            return null;
        }

        ImageDeclaration image = declaration.Images.First(one => one.Variable == observed);
        (int height, int width) = (image.Height!.Value, image.Width!.Value);
        return new ImagePlan(height, width, Width.Of(DimOf(declaration, observed)!.Value / (height * width)), EachLocation: false);
    }

    // A rule sees to it that the dimensions are known where a network needs them.
    private static int? DimOf(EstimatorDeclaration declaration, Variable variable) => variable == VariableRoles.Latent(declaration)
        ? declaration.Densities.Marginal?.Dim ?? OfJoint(declaration, variable)
        : declaration.Densities.Conditional?.Dim ?? declaration.Densities.Decoder?.Dim ?? OfJoint(declaration, variable);

    private static int? OfJoint(EstimatorDeclaration declaration, Variable variable)
    {
        int? dim = variable == Variable.X ? declaration.Joint?.X : declaration.Joint?.Y;
        return dim > 0 ? dim : null;
    }

    private static ChainsPlan PlanChains(EstimatorDeclaration declaration)
    {
        SidesDeclaration sides = declaration.Bound.Sides;
        (AnnealingDeclaration? annealing, HmcDeclaration? hmc) = (declaration.Densities.Annealing, declaration.Densities.Hmc);
        return new ChainsPlan(
            sides.Chains ?? Defaults.Chains,
            sides.LowerBy ?? Defaults.LowerBy,
            sides.UpperBy ?? Defaults.UpperBy,
            annealing?.Temperatures ?? Defaults.Temperatures,
            annealing?.Schedule ?? Defaults.AnnealingSchedule,
            annealing?.Range ?? Defaults.Range,
            hmc?.LeapfrogSteps ?? Defaults.LeapfrogSteps,
            hmc?.TargetAcceptance ?? Defaults.TargetAcceptance,
            hmc?.MaxStep ?? Defaults.MaxStep,
            hmc?.Jitter ?? Defaults.Jitter,
            hmc?.NegativeTransitions ?? Defaults.NegativeTransitions,
            declaration.Densities.Transition);
    }
}
