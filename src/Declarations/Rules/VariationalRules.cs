using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What the learned conditional density may not be.</summary>
internal static class VariationalRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        bool learns = BoundCatalogue.LearnsConditional(declaration.Bound.Bound);
        if (learns)
        {
            for (int i = 0; i < declaration.Discrete.Count; i++)
            {
                if (declaration.Discrete[i].Variable == Variable.Y)
                {
                    problems.Add(new Problem(RuleIds.Dimensions, $"Bound.{declaration.Bound.Bound} learns a Gaussian density of Y, which labels do not have; swap X and Y, or declare a bound with a critic", Place.OfArgument("Discrete", index: i)).MendedBy(BoundMends.OnSamples(BoundMends.Declare)));
                }
            }
        }

        if (declaration.Variational is not { } variational)
        {
            return;
        }

        bool proposes = KnownBounds.Contains(declaration.Bound.Bound);
        if (!proposes && !BoundCatalogue.LearnsDensities(declaration.Bound.Bound))
        {
            problems.Add(new Problem(RuleIds.BoundParameter, $"[Variational] learns v(y|x), which Bound.{declaration.Bound.Bound} does not use; drop it or declare Bound.Club, DifferenceOfEntropies or GenerativeModels", Place.OfAttribute("Variational"))
                .MendedBy(Mend.DropAttribute("Variational"), BoundMends.Declare(Bound.Club), BoundMends.Declare(Bound.DifferenceOfEntropies), BoundMends.Declare(Bound.GenerativeModels)));
        }

        if (declaration.Bound.Bound != Bound.GenerativeModels)
        {
            CheckFamily(declaration, variational, proposes, problems);
        }

        if (variational.Hidden is { } hidden && hidden.Any(width => width < 1))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Hidden = [{string.Join(", ", hidden.Select(w => RuleBook.Show(w)))}] has a width below 1", Place.OfArgument("Variational", "Hidden")).MendedBy(CriticRules.Widths(Place.OfArgument("Variational", "Hidden"), hidden)));
        }

        CheckConvolutions(declaration, variational, proposes, problems);
        if (variational.Activation is { } activation && !Enum.IsDefined(typeof(Activation), activation))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"'{RuleBook.Show(activation)}' is no activation; choose one of Activation.ReLU, ELU, SiLU, GELU, Tanh, LeakyReLU", Place.OfArgument("Variational", "Activation")).MendedBy(Mend.Choose(Place.OfArgument("Variational", "Activation"), Defaults.Activation)));
        }

        if (variational.Components < 1)
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Components = {RuleBook.Show(variational.Components)} must be at least 1", Place.OfArgument("Variational", "Components")).MendedBy(Mend.Drop(Place.OfArgument("Variational", "Components"), "a single Gaussian")));
        }
    }

    private static void CheckConvolutions(EstimatorDeclaration declaration, VariationalDeclaration variational, bool proposes, List<Problem> problems)
    {
        bool convolves = proposes && variational.Convolutions.Channels is not null;
        ImageRules.CheckConvolutions(
            "Variational", variational.Convolutions, convolves,
            proposes ? "drop it or declare Channels" : $"Bound.{declaration.Bound.Bound} learns densities by dense layers: drop it", problems);
        if (convolves && declaration.Images.All(image => image.Variable == variational.Variable))
        {
            Variable given = variational.Variable == Variable.Y ? Variable.X : Variable.Y;
            Place channels = Place.OfArgument("Variational", "Channels");
            problems.Add(new Problem(RuleIds.Dimensions, $"convolutions take an image, and {given} is declared none; write [Image(Variable.{given}, Height = ..., Width = ...)], or drop Channels", channels).MendedBy(Mend.Drop(channels)));
        }
    }

    private static void CheckFamily(EstimatorDeclaration declaration, VariationalDeclaration variational, bool proposes, List<Problem> problems)
    {
        if (variational.Family is { } family)
        {
            if (!Enum.IsDefined(typeof(VariationalFamily), family))
            {
                Add("Family", $"'{RuleBook.Show(family)}' is no family; choose VariationalFamily.DiagonalGaussian, FullGaussian or Flow", Mend.Choose(Of("Family"), Defaults.Family));
            }
            else if (!proposes && family != VariationalFamily.DiagonalGaussian)
            {
                Add("Family", $"Family = {RuleBook.Show(family)} is a proposal of the bounds on known densities; Bound.{declaration.Bound.Bound} learns diagonal Gaussians: drop it, or declare Components", Mend.Drop(Of("Family")));
            }
            else if (family != VariationalFamily.DiagonalGaussian && variational.Components > 1)
            {
                Add("Components", $"Components = {RuleBook.Show(variational.Components)} mixes diagonal Gaussians, and Family = {RuleBook.Show(family)} is none; drop one of them", Mend.Drop(Of("Components")), Mend.Drop(Of("Family"), "a mixture of diagonal Gaussians"));
            }
        }

        if (variational.Couplings is { } couplings)
        {
            if (variational.Family != VariationalFamily.Flow)
            {
                Add("Couplings", $"Couplings = {RuleBook.Show(couplings)} belongs to VariationalFamily.Flow; drop it or declare Family = VariationalFamily.Flow", Mend.Drop(Of("Couplings")), Mend.Set(Of("Family"), "VariationalFamily.Flow"));
            }
            else if (couplings < 1)
            {
                Add("Couplings", $"Couplings = {RuleBook.Show(couplings)} must be at least 1", Mend.Set(Of("Couplings"), RuleBook.Show(Defaults.Couplings), "the usual value"));
            }
        }

        static Place Of(string argument) => Place.OfArgument("Variational", argument);

        void Add(string argument, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Dimensions, message, Of(argument)).MendedBy(mends));
    }
}
