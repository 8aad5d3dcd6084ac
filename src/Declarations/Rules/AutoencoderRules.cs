using System;
using System.Collections.Generic;

namespace MiDsl.Declarations;

/// <summary>What the three autoencoders may not be.</summary>
internal static class AutoencoderRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        AutoencodersDeclaration? autoencoders = declaration.Autoencoders;
        if (declaration.Bound.Bound != Bound.GenerativeModels)
        {
            if (autoencoders is { IsWritten: true })
            {
                Add(RuleIds.BoundParameter, $"[Autoencoders] learn p(x, y), p(x) and p(y), which Bound.{declaration.Bound.Bound} does not use; drop it or declare Bound.GenerativeModels", Place.OfAttribute("Autoencoders"), Mend.DropAttribute("Autoencoders"), BoundMends.Declare(Bound.GenerativeModels));
            }

            return;
        }

        if (declaration.Critic.IsWritten)
        {
            Add(RuleIds.Dimensions, "generative models have no critic but learn p(x, y), p(x) and p(y); declare [Variational(Hidden = [...])] and [Autoencoders(Latent = ...)] instead of [Critic]", Place.OfArgument("Estimator"), CriticRules.DropCritic(declaration.Critic));
        }

        for (int i = 0; i < declaration.Discrete.Count; i++)
        {
            string variable = RuleBook.Show(declaration.Discrete[i].Variable);
            Add(RuleIds.Dimensions, $"Bound.GenerativeModels learns a density of {variable}, which labels do not have; drop [Discrete] and give bits with [Autoencoders({variable} = Likelihood.Bernoulli)], or declare a bound with a critic", Place.OfArgument("Discrete", index: i), Mend.DropAttribute("Discrete", i));
        }

        if (autoencoders is null)
        {
            return;
        }

        foreach (string name in autoencoders.Foreign)
        {
            Add(RuleIds.BoundParameter, $"{name} has no meaning in an autoencoder, whose q(z|v) is Gaussian with diagonal covariance; drop it", Place.OfArgument("Variational", name), Mend.Drop(Place.OfArgument("Variational", name)));
        }

        AtLeastOne("Latent", autoencoders.Latent);
        AtLeastOne("JointLatent", autoencoders.JointLatent);
        AtLeastOne("Samples", autoencoders.Samples);
        CheckLikelihood("X", autoencoders.X);
        CheckLikelihood("Y", autoencoders.Y);
        if (autoencoders is { X: Likelihood.Bernoulli, Y: Likelihood.Bernoulli } && declaration.Preprocessing is { } step and not Preprocessing.None)
        {
            Add(RuleIds.Setting, $"Preprocessing.{RuleBook.Show(step)} would take X and Y out of [0, 1], where Likelihood.Bernoulli needs them; drop [Preprocess]", Place.OfArgument("Preprocess"), Mend.DropAttribute("Preprocess"));
        }

        void AtLeastOne(string argument, int? value)
        {
            if (value < 1)
            {
                Add(RuleIds.Dimensions, $"{argument} = {RuleBook.Show(value)} must be at least 1", Place.OfArgument("Autoencoders", argument), Mend.Drop(Place.OfArgument("Autoencoders", argument), "the default"), Mend.Set(Place.OfArgument("Autoencoders", argument), "1", "the least"));
            }
        }

        void CheckLikelihood(string argument, Likelihood? likelihood)
        {
            if (likelihood is { } value && !Enum.IsDefined(typeof(Likelihood), value))
            {
                Add(RuleIds.Dimensions, $"'{RuleBook.Show(value)}' is no likelihood; choose Likelihood.Gaussian or Bernoulli", Place.OfArgument("Autoencoders", argument), Mend.Choose(Place.OfArgument("Autoencoders", argument), Defaults.Likelihood));
            }
        }

        void Add(string id, string message, Place place, params Mend[] mends) => problems.Add(new Problem(id, message, place).MendedBy(mends));
    }
}
