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
                problems.Add(new Problem(RuleIds.Dimensions, $"{title} has no critic but learns the density v(y|x); declare [Variational(Hidden = [...])] instead of [Critic]", Place.OfArgument("Estimator")).MendedBy(DropCritic(critic)));
            }

            return;
        }

        if (KnownBounds.Contains(declaration.Bound.Bound) && !KnownBounds.HasCritic(declaration.Bound.Bound))
        {
            if (critic.IsWritten || critic.Module is not null)
            {
                problems.Add(new Problem(RuleIds.BoundParameter, $"Bound.{declaration.Bound.Bound} is computed from declared densities and learns no critic; drop [Critic], or declare Bound.Giwae or MineAis, which learn one", Place.OfArgument("Estimator"))
                    .MendedBy([DropCritic(critic), .. BoundMends.Allowed(declaration).Where(mend => mend.Text is "Bound.Giwae" or "Bound.MineAis")]));
            }

            return;
        }

        if (critic.Form is { } form && !Enum.IsDefined(typeof(CriticForm), form))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"'{RuleBook.Show(form)}' is no critic form; choose CriticForm.Separable, Bilinear, Concatenated, EncodeAndDot or ConcatAndConvolve", Place.OfArgument("Critic")).MendedBy(Mend.Choose(Place.OfArgument("Critic"), Defaults.Form)));
        }

        if (critic.Activation is { } activation && !Enum.IsDefined(typeof(Activation), activation))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"'{RuleBook.Show(activation)}' is no activation; choose one of Activation.ReLU, ELU, SiLU, GELU, Tanh, LeakyReLU", Place.OfArgument("Critic", "Activation")).MendedBy(Mend.Choose(Place.OfArgument("Critic", "Activation"), Defaults.Activation)));
        }

        if (critic.Form == CriticForm.Bilinear)
        {
            Refuse("Hidden", critic.Hidden is not null);
            Refuse("Embedding", critic.Embedding is not null);
            Refuse("Activation", critic.Activation is not null);
            Refuse("Residual", critic.Extras.Residual == true);
            Refuse("LayerNorm", critic.Extras.LayerNorm == true);
            Refuse("BatchNorm", critic.Extras.BatchNorm == true);
            Refuse("Dropout", critic.Extras.Dropout > 0);
            Refuse("Noise", critic.Extras.Noise > 0);
            CheckExtras(critic, problems);
            return;

            void Refuse(string argument, bool written)
            {
                if (written)
                {
                    problems.Add(new Problem(RuleIds.Dimensions, $"{argument} has no meaning in the bilinear critic x^T W y; drop it or declare CriticForm.Separable", Place.OfArgument("Critic", argument))
                        .MendedBy(Mend.Drop(Place.OfArgument("Critic", argument)), Mend.Set(Place.OfArgument("Critic"), "CriticForm.Separable")));
                }
            }
        }

        if (critic.Hidden is { } hidden && hidden.Any(width => width < 1))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Hidden = [{string.Join(", ", hidden.Select(w => RuleBook.Show(w)))}] has a width below 1", Place.OfArgument("Critic", "Hidden")).MendedBy(Widths(Place.OfArgument("Critic", "Hidden"), hidden)));
        }

        if (critic is { Form: CriticForm.Concatenated, Hidden.Count: 0 })
        {
            problems.Add(new Problem(RuleIds.Dimensions, "a concatenated critic with no hidden layer is a term in x plus a term in y, and sees no information; give Hidden a width", Place.OfArgument("Critic", "Hidden")).MendedBy(Mend.Drop(Place.OfArgument("Critic", "Hidden"), "the default widths")));
        }

        CheckExtras(critic, problems);
        if (critic.Embedding is { } embedding)
        {
            if (critic.Form is CriticForm.Concatenated or CriticForm.ConcatAndConvolve)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"Embedding = {RuleBook.Show(embedding)} belongs to a separable critic; a concatenated one ends in one score. Drop it", Place.OfArgument("Critic", "Embedding")).MendedBy(Mend.Drop(Place.OfArgument("Critic", "Embedding"))));
            }
            else if (embedding < 1)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"Embedding = {RuleBook.Show(embedding)} must be at least 1", Place.OfArgument("Critic", "Embedding")).MendedBy(Mend.Set(Place.OfArgument("Critic", "Embedding"), RuleBook.Show(Defaults.Embedding), "the usual value")));
            }
        }
    }

    private static void CheckExtras(CriticDeclaration critic, List<Problem> problems)
    {
        LayerExtras extras = critic.Extras;
        EquatableArray<int> hidden = critic.Hidden ?? Defaults.Hidden;
        if (extras.Residual == true && critic.Form != CriticForm.Bilinear && (hidden.Count < 2 || hidden.Distinct().Count() > 1))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Residual layers add to what came in, so all widths must be equal and at least two; Hidden = [{string.Join(", ", hidden.Select(w => RuleBook.Show(w)))}]", Place.OfArgument("Critic", "Residual"))
                .MendedBy([.. EqualWidths(hidden), Mend.Drop(Place.OfArgument("Critic", "Residual"))]));
        }

        Range("Dropout", extras.Dropout, value => value >= 0 && value < 1, "must lie in [0, 1)", 0.1);
        Range("Noise", extras.Noise, value => value >= 0 && !double.IsInfinity(value), "is a standard deviation: it must not be negative", 0);
        Range("InputNoise", extras.InputNoise, value => value >= 0 && !double.IsInfinity(value), "is a standard deviation: it must not be negative", 0);

        void Range(string argument, double? value, Func<double, bool> holds, string rule, double usual)
        {
            if (value is { } v && !holds(v))
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"{argument} = {RuleBook.Show(v)} {rule}", Place.OfArgument("Critic", argument))
                    .MendedBy(Mend.Drop(Place.OfArgument("Critic", argument), "there is then none"), Mend.Set(Place.OfArgument("Critic", argument), RuleBook.Show(usual))));
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
            problems.Add(new Problem(RuleIds.BoundParameter, $"[Baseline] belongs to TUBA, and Bound.{declaration.Bound.Bound} has none; drop it or declare Bound.Tuba", Place.OfAttribute("Baseline")).MendedBy(Mend.DropAttribute("Baseline"), BoundMends.Declare(Bound.Tuba)));
        }

        if (baseline.Hidden is { } hidden && hidden.Any(width => width < 1))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Hidden = [{string.Join(", ", hidden.Select(w => RuleBook.Show(w)))}] has a width below 1", Place.OfArgument("Baseline", "Hidden")).MendedBy(Widths(Place.OfArgument("Baseline", "Hidden"), hidden)));
        }

        if (baseline.Activation is { } activation && !Enum.IsDefined(typeof(Activation), activation))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"'{RuleBook.Show(activation)}' is no activation; choose one of Activation.ReLU, ELU, SiLU, GELU, Tanh, LeakyReLU", Place.OfArgument("Baseline", "Activation")).MendedBy(Mend.Choose(Place.OfArgument("Baseline", "Activation"), Defaults.Activation)));
        }
    }

    /// <summary>The architecture on the class, or the role of the member that makes a network.</summary>
    internal static Mend DropCritic(CriticDeclaration critic) =>
        critic.Module is { } module ? Mend.DropRole(module.Split('(')[0], "Critic") : Mend.DropAttribute("Critic");

    /// <summary>Leaves the widths out that are none, or all where nothing is left.</summary>
    internal static Mend Widths(Place place, EquatableArray<int> widths) =>
        widths.Where(w => w >= 1).ToArray() is { Length: > 0 } some
            ? Mend.Set(place, $"[{string.Join(", ", some.Select(w => RuleBook.Show(w)))}]")
            : Mend.Drop(place, "the default widths");

    private static IEnumerable<Mend> EqualWidths(EquatableArray<int> hidden)
    {
        if (hidden.Count > 0 && hidden.Max() is var widest and >= 1)
        {
            yield return Mend.Set(Place.OfArgument("Critic", "Hidden"), $"[{string.Join(", ", Enumerable.Repeat(RuleBook.Show(widest), Math.Max(2, hidden.Count)))}]");
        }
    }
}
