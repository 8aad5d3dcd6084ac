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
                    problems.Add(new Problem(RuleIds.Dimensions, $"Bound.{declaration.Bound.Bound} learns a Gaussian density of Y, which labels do not have; swap X and Y, or declare a bound with a critic", Place.OfArgument("Discrete", index: i)));
                }
            }
        }

        if (declaration.Variational is not { } variational)
        {
            return;
        }

        if (!BoundCatalogue.LearnsDensities(declaration.Bound.Bound))
        {
            problems.Add(new Problem(RuleIds.BoundParameter, $"[Variational] learns v(y|x), which Bound.{declaration.Bound.Bound} does not use; drop it or declare Bound.Club, DifferenceOfEntropies or GenerativeModels", Place.OfAttribute("Variational")));
        }

        if (variational.Hidden is { } hidden && hidden.Any(width => width < 1))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Hidden = [{string.Join(", ", hidden.Select(w => RuleBook.Show(w)))}] has a width below 1", Place.OfArgument("Variational", "Hidden")));
        }

        if (variational.Activation is { } activation && !Enum.IsDefined(typeof(Activation), activation))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"'{RuleBook.Show(activation)}' is no activation; choose one of Activation.ReLU, ELU, SiLU, GELU, Tanh, LeakyReLU", Place.OfArgument("Variational", "Activation")));
        }

        if (variational.Components < 1)
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Components = {RuleBook.Show(variational.Components)} must be at least 1", Place.OfArgument("Variational", "Components")));
        }
    }
}
