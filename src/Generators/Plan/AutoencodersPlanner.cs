using System.Globalization;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Lays out the autoencoders of p(x, y), p(x) and p(y).</summary>
internal static class AutoencodersPlanner
{
    public static CriticPlan Plan(EstimatorDeclaration declaration, VariablePlan x, VariablePlan y)
    {
        AutoencodersDeclaration? declared = declaration.Autoencoders;
        EquatableArray<int> hidden = declaration.Variational?.Hidden ?? Defaults.Hidden;
        EquatableArray<int> reversed = hidden.Reverse().ToEquatableArray();
        Activation activation = declaration.Variational?.Activation ?? Defaults.Activation;
        int latent = declared?.Latent ?? Defaults.Latent;
        int joint = declared?.JointLatent ?? 2 * latent;
        var plan = new AutoencodersPlan(declared?.X ?? Defaults.Likelihood, declared?.Y ?? Defaults.Likelihood, declared?.Samples ?? Defaults.Draws);
        NetworkPlan[] networks =
        [
            Encoder("XY", x.Columns + y.Columns, joint), Decoder("XY", joint, x.Columns + y.Columns),
            Encoder("X", x.Columns, latent), Decoder("X", latent, x.Columns),
            Encoder("Y", y.Columns, latent), Decoder("Y", latent, y.Columns),
        ];
        string summary = $"autoencoders of p(x, y), p(x) and p(y), latent {Show(joint)}, {Show(latent)} and {Show(latent)}, "
            + $"{string.Join("-", hidden.Select(Show))} {activation}, x {plan.X}, y {plan.Y}, {Show(plan.Samples)} draws";
        return new CriticPlan(
            null, x with { InUnit = plan.X == Likelihood.Bernoulli }, y with { InUnit = plan.Y == Likelihood.Bernoulli },
            networks.ToEquatableArray(), null, null, PerturbationPlan.None, SpectralNorm: false, "", null, summary)
        {
            Autoencoders = plan,
        };

        NetworkPlan Encoder(string of, Width inputs, int outputs) =>
            new("q" + of, of.ToLowerInvariant(), CriticPlanner.Dense(inputs, hidden, Width.Of(2 * outputs), activation));

        NetworkPlan Decoder(string of, int inputs, Width outputs) =>
            new("p" + of, "z" + of, CriticPlanner.Dense(Width.Of(inputs), reversed, outputs, activation));
    }

    /// <summary>What is done to data without [Preprocess]: two variables in [0, 1] stay there.</summary>
    public static Preprocessing OfData(EstimatorDeclaration declaration) =>
        declaration.Bound.Bound == Bound.GenerativeModels && declaration.Autoencoders is { X: Likelihood.Bernoulli, Y: Likelihood.Bernoulli }
            ? Preprocessing.None
            : Preprocessing.Standardize;

    private static string Show(int value) => value.ToString(CultureInfo.InvariantCulture);
}
