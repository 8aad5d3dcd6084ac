using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>Where layers may not be normalised over the batch.</summary>
internal static class BatchNormRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (NormsCritic(declaration))
        {
            CheckCritic(declaration, problems);
        }

        if (declaration.Variational is { BatchNorm: true } variational)
        {
            CheckVariational(declaration, variational, problems);
        }

        if (declaration.Densities.Decoder is { BatchNorm: true } decoder)
        {
            CheckHidden("Decoder", decoder.Hidden, decoder.Convolutions.Channels is not null, problems);
        }

        CheckBatch(declaration, problems);
    }

    // A bilinear critic has no layers, which CriticRules says of all their arguments.
    private static bool NormsCritic(EstimatorDeclaration declaration) => declaration.Critic is { Extras.BatchNorm: true, Form: not CriticForm.Bilinear }
        && !BoundCatalogue.LearnsDensities(declaration.Bound.Bound)
        && (!KnownBounds.Contains(declaration.Bound.Bound) || KnownBounds.HasCritic(declaration.Bound.Bound));

    private static void CheckCritic(EstimatorDeclaration declaration, List<Problem> problems)
    {
        CriticDeclaration critic = declaration.Critic;
        Place place = Of("Critic");
        CheckHidden("Critic", critic.Hidden, critic.Form is CriticForm.EncodeAndDot or CriticForm.ConcatAndConvolve, problems);
        if (critic.Extras.LayerNorm == true)
        {
            problems.Add(new Problem(RuleIds.Dimensions, "BatchNorm = true and LayerNorm = true would normalise the same units twice; drop one", place)
                .MendedBy(Mend.Drop(place), Mend.Drop(Place.OfArgument("Critic", "LayerNorm"))));
        }

        if (critic.Extras.SpectralNorm == true)
        {
            problems.Add(new Problem(RuleIds.Dimensions, "SpectralNorm = true keeps each layer from stretching a distance, and BatchNorm = true would stretch each unit to a learned length again; drop one", place)
                .MendedBy(Mend.Drop(place), Mend.Drop(Place.OfArgument("Critic", "SpectralNorm"))));
        }

        if (KnownBounds.HasCritic(declaration.Bound.Bound))
        {
            string reason = declaration.Bound.Bound == Bound.MineAis
                ? "draws negatives by HMC from a fixed f, and f by the statistics of a batch is another"
                : "scores pairs and negatives apart, and statistics of each apart would tell which is which";
            problems.Add(new Problem(RuleIds.Dimensions, $"BatchNorm = true has no place in the critic of Bound.{declaration.Bound.Bound}, which {reason}; drop it or declare LayerNorm = true", place)
                .MendedBy(Mend.Drop(place), Mend.Set(Place.OfArgument("Critic", "LayerNorm"), "true", "each row by itself") with { Then = Mend.Drop(place) }));
        }
    }

    private static void CheckVariational(EstimatorDeclaration declaration, VariationalDeclaration variational, List<Problem> problems)
    {
        Place place = Of("Variational");
        CheckHidden("Variational", variational.Hidden, variational.Convolutions.Channels is not null, problems);
        string reason = declaration.Bound.Bound switch
        {
            Bound.MineAis => "Bound.MineAis draws negatives by HMC from a fixed q e^f, and q by the statistics of a batch is another",
            Bound.GenerativeModels => "the three autoencoders of Bound.GenerativeModels have plain layers",
            _ => "",
        };
        if (reason.Length > 0)
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"BatchNorm = true has no place here: {reason}; drop it", place).MendedBy(Mend.Drop(place)));
        }
    }

    private static void CheckHidden(string attribute, EquatableArray<int>? hidden, bool convolves, List<Problem> problems)
    {
        if (hidden is { Count: 0 } && !convolves)
        {
            problems.Add(new Problem(RuleIds.Dimensions, "BatchNorm = true normalises hidden layers, and Hidden = [] declares none; give Hidden a width, or drop BatchNorm", Of(attribute))
                .MendedBy(Mend.Drop(Of(attribute)), Mend.Drop(Place.OfArgument(attribute, "Hidden"), "the default widths")));
        }
    }

    private static void CheckBatch(EstimatorDeclaration declaration, List<Problem> problems)
    {
        string[] normed = [.. new[]
        {
            NormsCritic(declaration) ? "Critic" : "",
            declaration.Variational?.BatchNorm == true ? "Variational" : "",
            declaration.Densities.Decoder?.BatchNorm == true ? "Decoder" : "",
        }.Where(attribute => attribute.Length > 0)];
        if (declaration.Training.BatchSize == 2 && normed.Length > 0)
        {
            Place place = Place.OfArgument("Training", "BatchSize");
            problems.Add(new Problem(RuleIds.Setting, $"BatchSize = 2 leaves BatchNorm = true of [{normed[0]}] two rows a unit, which become +1 and -1 whatever they were; give larger batches, or drop BatchNorm", place)
                .MendedBy([Mend.Set(place, RuleBook.Show(Defaults.BatchSize), "the default"), .. normed.Length == 1 ? [Mend.Drop(Of(normed[0]))] : (Mend[])[]]));
        }
    }

    private static Place Of(string attribute) => Place.OfArgument(attribute, "BatchNorm");
}
