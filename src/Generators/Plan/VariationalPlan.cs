using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>A learned conditional density that is also drawn from: q(y|x).</summary>
/// <param name="Observed">What it is conditioned on; its dimensions may be known from data only.</param>
/// <param name="Latent">Whose density it is.</param>
/// <param name="Network">
/// From the observed variable to the parameters. Diagonal: means, log scales; of a mixture the log shares, means, log scales. Full: means,
/// log scales, a square block of which the part below the diagonal counts. Flow: means, log scales, the context of the couplings.
/// </param>
/// <param name="Family">The family.</param>
/// <param name="Components">Gaussians in the mixture, of the diagonal family.</param>
/// <param name="Couplings">Of a flow, from the latent variable to the base Gaussian.</param>
/// <param name="Summary">For headers, settings and checkpoints.</param>
internal sealed record VariationalPlan(
    VariablePlan Observed,
    VariablePlan Latent,
    NetworkPlan Network,
    VariationalFamily Family,
    int Components,
    EquatableArray<CouplingPlan> Couplings,
    string Summary)
{
    /// <summary>Lays out the networks.</summary>
    /// <param name="observed">Symbol of the observed variable, x unless swapped.</param>
    /// <param name="observedColumns">Its dimensions; known, or the symbol that the constructor takes.</param>
    /// <param name="latent">Symbol of the latent variable.</param>
    /// <param name="latentDim">Its dimensions. With one, a full covariance or a flow is a Gaussian with one scale.</param>
    /// <param name="hidden">Widths of the hidden layers. Each coupling of a flow has one hidden layer, of the last of these widths.</param>
    /// <param name="activation">Between the layers.</param>
    /// <param name="family">The family.</param>
    /// <param name="components">Gaussians in the mixture, of the diagonal family.</param>
    /// <param name="couplings">Coupling layers of a flow.</param>
    /// <param name="image">Where convolutions come first, of which image.</param>
    /// <param name="convolutions">And which convolutions.</param>
    /// <param name="batchNorm">Whether hidden layers are normalised over the batch; those of the couplings never are.</param>
    public static VariationalPlan Of(
        string observed,
        Width observedColumns,
        string latent,
        int latentDim,
        EquatableArray<int> hidden,
        Activation activation,
        VariationalFamily family = VariationalFamily.DiagonalGaussian,
        int components = 1,
        int couplings = 4,
        ImagePlan? image = null,
        ConvolutionDeclaration? convolutions = null,
        bool batchNorm = false)
    {
        if (latentDim == 1 && family != VariationalFamily.DiagonalGaussian)
        {
            (family, components) = (VariationalFamily.DiagonalGaussian, 1);
        }

        components = family == VariationalFamily.DiagonalGaussian ? components : 1;
        int context = hidden.Count > 0 ? hidden[hidden.Count - 1] : 2 * latentDim;
        int outputs = family switch
        {
            VariationalFamily.FullGaussian => (2 * latentDim) + (latentDim * latentDim),
            VariationalFamily.Flow => (2 * latentDim) + context,
            _ => components > 1 ? components * (1 + (2 * latentDim)) : 2 * latentDim,
        };
        string described = family switch
        {
            VariationalFamily.FullGaussian => "a Gaussian with full covariance",
            VariationalFamily.Flow => $"a flow of {Show(couplings)} affine couplings",
            _ => components > 1 ? $"a mixture of {Show(components)} diagonal Gaussians" : "a diagonal Gaussian",
        };
        string network = hidden.Count == 0 && image is null ? "linear" : $"{CriticPlanner.Widths(hidden)} {activation}".TrimStart();
        Width flat = observedColumns;
        List<LayerPlan> convolved = [];
        if (image is not null)
        {
            convolved = CriticPlanner.Convolutions(convolutions!, image, image.Channels, activation, batchNorm ? Norm.Batch : Norm.None, out flat);
            network = $"convolutions {CriticPlanner.Widths(convolutions!.Channels!.Value)}, {network}";
        }

        return new VariationalPlan(
            new VariablePlan(observed, observedColumns, null, null, image),
            new VariablePlan(latent, Width.Of(latentDim), null, null, null),
            new NetworkPlan("v", observed, convolved.Concat(CriticPlanner.Dense(flat, hidden, Width.Of(outputs), activation, CriticPlanner.Extras(batchNorm))).ToEquatableArray()),
            family,
            components,
            family == VariationalFamily.Flow ? Couple(latentDim, context, hidden, activation, couplings) : default,
            $"q({latent}|{observed}) {described}, {network}{(batchNorm ? ", batch norm" : "")}");
    }

    /// <summary>Couplings move the second half, the first, the second, ...; all start as the identity.</summary>
    private static EquatableArray<CouplingPlan> Couple(int dim, int context, EquatableArray<int> hidden, Activation activation, int count)
    {
        EquatableArray<int> widths = hidden.Count > 0 ? EquatableArray<int>.Of(hidden[hidden.Count - 1]) : default;
        var couplings = new List<CouplingPlan>();
        for (int k = 1; k <= count; k++)
        {
            bool second = k % 2 == 1;
            int moved = second ? dim - (dim / 2) : dim / 2;
            LayerPlan[] layers = [.. CriticPlanner.Dense(Width.Of(dim - moved + context), widths, Width.Of(2 * moved), activation)];
            layers[layers.Length - 1] = layers[layers.Length - 1] with { FromZero = true };
            couplings.Add(new CouplingPlan(new NetworkPlan($"coupling {Show(k)}", second ? "[a; c]" : "[b; c]", layers.ToEquatableArray()), dim - moved, moved, second));
        }

        return couplings.ToEquatableArray();
    }

    private static string Show(int value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An affine coupling: some dimensions stay and, with the context, say how the others are shifted and scaled.</summary>
/// <param name="Network">From [what stays; context] to shifts, then log scales.</param>
/// <param name="Fixed">Dimensions that stay.</param>
/// <param name="Moved">The others.</param>
/// <param name="MovesSecond">Whether the others are the last ones.</param>
internal sealed record CouplingPlan(NetworkPlan Network, int Fixed, int Moved, bool MovesSecond);
