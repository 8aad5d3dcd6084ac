using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What a critic and its baseline may not be.</summary>
internal static class CriticRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        CheckNetwork(declaration, problems);
        CheckBaseline(declaration, problems);
    }

    private static void CheckNetwork(EstimatorDeclaration declaration, List<Problem> problems)
    {
        CriticDeclaration critic = declaration.Critic;
        if (BoundCatalogue.LearnsDensities(declaration.Bound.Bound))
        {
            if (critic.IsWritten && declaration.Bound.Bound != Bound.GenerativeModels)
            {
                string title = BoundCatalogue.Find(declaration.Bound.Bound)!.Title;
                problems.Add(new Problem(RuleIds.Dimensions, $"{title} has no critic but learns the density v(y|x); declare [Variational(Hidden = [...])] instead of [Critic]", Place.OfArgument("Estimator")));
            }

            return;
        }

        if (KnownBounds.Contains(declaration.Bound.Bound) && !KnownBounds.HasCritic(declaration.Bound.Bound))
        {
            if (critic.IsWritten || critic.Module is not null)
            {
                problems.Add(new Problem(RuleIds.BoundParameter, $"Bound.{declaration.Bound.Bound} is computed from declared densities and learns no critic; drop [Critic], or declare Bound.Giwae or MineAis, which learn one", Place.OfArgument("Estimator")));
            }

            return;
        }

        if (critic.Form is { } form && !Enum.IsDefined(typeof(CriticForm), form))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"'{RuleBook.Show(form)}' is no critic form; choose CriticForm.Separable, Bilinear, Concatenated, EncodeAndDot or ConcatAndConvolve", Place.OfArgument("Critic")));
        }

        if (critic.Activation is { } activation && !Enum.IsDefined(typeof(Activation), activation))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"'{RuleBook.Show(activation)}' is no activation; choose one of Activation.ReLU, ELU, SiLU, GELU, Tanh, LeakyReLU", Place.OfArgument("Critic", "Activation")));
        }

        if (critic.Form == CriticForm.Bilinear)
        {
            Refuse("Hidden", critic.Hidden is not null);
            Refuse("Embedding", critic.Embedding is not null);
            Refuse("Activation", critic.Activation is not null);
            Refuse("Residual", critic.Extras.Residual == true);
            Refuse("LayerNorm", critic.Extras.LayerNorm == true);
            Refuse("Dropout", critic.Extras.Dropout > 0);
            Refuse("Noise", critic.Extras.Noise > 0);
            CheckExtras(critic, problems);
            return;

            void Refuse(string argument, bool written)
            {
                if (written)
                {
                    problems.Add(new Problem(RuleIds.Dimensions, $"{argument} has no meaning in the bilinear critic x^T W y; drop it or declare CriticForm.Separable", Place.OfArgument("Critic", argument)));
                }
            }
        }

        if (critic.Hidden is { } hidden && hidden.Any(width => width < 1))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Hidden = [{string.Join(", ", hidden.Select(w => RuleBook.Show(w)))}] has a width below 1", Place.OfArgument("Critic", "Hidden")));
        }

        if (critic is { Form: CriticForm.Concatenated, Hidden.Count: 0 })
        {
            problems.Add(new Problem(RuleIds.Dimensions, "a concatenated critic with no hidden layer is a term in x plus a term in y, and sees no information; give Hidden a width", Place.OfArgument("Critic", "Hidden")));
        }

        CheckExtras(critic, problems);
        if (critic.Embedding is { } embedding)
        {
            if (critic.Form is CriticForm.Concatenated or CriticForm.ConcatAndConvolve)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"Embedding = {RuleBook.Show(embedding)} belongs to a separable critic; a concatenated one ends in one score. Drop it", Place.OfArgument("Critic", "Embedding")));
            }
            else if (embedding < 1)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"Embedding = {RuleBook.Show(embedding)} must be at least 1", Place.OfArgument("Critic", "Embedding")));
            }
        }
    }

    private static void CheckExtras(CriticDeclaration critic, List<Problem> problems)
    {
        LayerExtras extras = critic.Extras;
        EquatableArray<int> hidden = critic.Hidden ?? Defaults.Hidden;
        if (extras.Residual == true && critic.Form != CriticForm.Bilinear && (hidden.Count < 2 || hidden.Distinct().Count() > 1))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Residual layers add to what came in, so all widths must be equal and at least two; Hidden = [{string.Join(", ", hidden.Select(w => RuleBook.Show(w)))}]", Place.OfArgument("Critic", "Residual")));
        }

        Range("Dropout", extras.Dropout, value => value >= 0 && value < 1, "must lie in [0, 1)");
        Range("Noise", extras.Noise, value => value >= 0 && !double.IsInfinity(value), "is a standard deviation: it must not be negative");
        Range("InputNoise", extras.InputNoise, value => value >= 0 && !double.IsInfinity(value), "is a standard deviation: it must not be negative");

        void Range(string argument, double? value, Func<double, bool> holds, string rule)
        {
            if (value is { } v && !holds(v))
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"{argument} = {RuleBook.Show(v)} {rule}", Place.OfArgument("Critic", argument)));
            }
        }
    }

    private static void CheckBaseline(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (declaration.Baseline is not { } baseline)
        {
            return;
        }

        if (declaration.Bound.Bound != Bound.Tuba)
        {
            problems.Add(new Problem(RuleIds.BoundParameter, $"[Baseline] belongs to TUBA, and Bound.{declaration.Bound.Bound} has none; drop it or declare Bound.Tuba", Place.OfAttribute("Baseline")));
        }

        if (baseline.Hidden is { } hidden && hidden.Any(width => width < 1))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Hidden = [{string.Join(", ", hidden.Select(w => RuleBook.Show(w)))}] has a width below 1", Place.OfArgument("Baseline", "Hidden")));
        }

        if (baseline.Activation is { } activation && !Enum.IsDefined(typeof(Activation), activation))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"'{RuleBook.Show(activation)}' is no activation; choose one of Activation.ReLU, ELU, SiLU, GELU, Tanh, LeakyReLU", Place.OfArgument("Baseline", "Activation")));
        }
    }
}
