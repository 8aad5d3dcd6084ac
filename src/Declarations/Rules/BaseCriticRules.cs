using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>Where a closed form may not stand beside the network.</summary>
internal static class BaseCriticRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        CriticDeclaration critic = declaration.Critic;
        if (critic.Base is not { } family || family == BaseCritic.None || BoundCatalogue.LearnsDensities(declaration.Bound.Bound))
        {
            return;
        }

        Place place = Place.OfArgument("Critic", "Base");
        if (!Enum.IsDefined(typeof(BaseCritic), family))
        {
            Add($"'{RuleBook.Show(family)}' is no closed form; choose BaseCritic.None, Gaussian or Student", Mend.Choose(place, BaseCritic.Gaussian));
            return;
        }

        if (critic.Form is { } form and not (CriticForm.Separable or CriticForm.Concatenated) && Enum.IsDefined(typeof(CriticForm), form))
        {
            Add($"Base = {RuleBook.Show(family)} is corrected by a separable or concatenated network, and CriticForm.{form} is neither; drop it or declare CriticForm.Concatenated", Mend.Drop(place), Mend.Set(Place.OfArgument("Critic"), "CriticForm.Concatenated"));
        }

        if (declaration.Discrete.FirstOrDefault() is { } labels)
        {
            Add($"Base = {RuleBook.Show(family)} is a density of numbers, and {RuleBook.Show(labels.Variable)} holds labels; drop it", Mend.Drop(place));
        }

        if (declaration.Negatives?.Sampling == NegativeSampling.Neighbours)
        {
            Add($"Base = {RuleBook.Show(family)} is log p(x, y) / p(x) p(y), and near negatives keep z: they need log p(y|x, z) / p(y|z); drop it", Mend.Drop(place));
        }

        if (critic.Extras.SpectralNorm == true)
        {
            Add($"Base = {RuleBook.Show(family)} is as steep as the data says, and SpectralNorm would bound only the network beside it; drop one", Mend.Drop(place), Mend.Drop(Place.OfArgument("Critic", "SpectralNorm")));
        }

        void Add(string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Dimensions, message, place).MendedBy(mends));
    }
}
