using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What a decoder may not be.</summary>
internal static class DecoderRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (declaration.Densities.Decoder is not { } decoder)
        {
            return;
        }

        CheckConvolutions(declaration, decoder, problems);

        if (decoder.Hidden is { } hidden && hidden.Any(width => width < 1))
        {
            Add("Hidden", $"Hidden = [{string.Join(", ", hidden.Select(w => RuleBook.Show(w)))}] has a width below 1", CriticRules.Widths(Of("Hidden"), hidden));
        }

        Defined("Activation", decoder.Activation, Defaults.Activation, "Activation.ReLU, ELU, SiLU, GELU, Tanh or LeakyReLU");
        Defined("Output", decoder.Output, Defaults.Output, "DecoderOutput.Identity, Sigmoid or Tanh");
        Defined("Likelihood", decoder.Likelihood, Defaults.Likelihood, "Likelihood.Gaussian or Bernoulli");
        if (decoder.Likelihood == Likelihood.Bernoulli)
        {
            Refuse("Output", decoder.Output is not null and not DecoderOutput.Identity, "the decoder of a Bernoulli likelihood gives logits");
            Refuse("Scale", decoder.Scale is not null, "a Bernoulli likelihood has no scale");
            Refuse("LearnScale", decoder.LearnScale, "a Bernoulli likelihood has no scale");
        }
        else if (decoder.Scale == 0)
        {
            problems.Add(new Problem(RuleIds.NoNoise, "Scale = 0 makes the decoder deterministic: without noise p(x|y) has no density, and the information is infinite; give the standard deviation of the noise, e.g. Scale = 0.1", Place.OfArgument("Decoder", "Scale"))
                .MendedBy(Mend.Drop(Place.OfArgument("Decoder", "Scale"), "the default, 1"), Mend.Set(Place.OfArgument("Decoder", "Scale"), "0.1", "if that is the noise")));
        }
        else if (decoder.Scale is { } scale && !(scale > 0 && !double.IsInfinity(scale)))
        {
            Add("Scale", $"Scale = {RuleBook.Show(scale)} is a standard deviation: it must be positive and finite", Mend.Set(Of("Scale"), RuleBook.Show(Defaults.Scale), "the default"));
        }

        void Refuse(string argument, bool written, string reason)
        {
            if (written)
            {
                Add(argument, $"{argument} has no meaning: {reason}; drop it", Mend.Drop(Of(argument)));
            }
        }

        void Defined<T>(string argument, T? value, T first, string choices)
            where T : struct, Enum
        {
            if (value is { } v && !Enum.IsDefined(typeof(T), v))
            {
                Add(argument, $"'{RuleBook.Show(v)}' is none; choose {choices}", Mend.Choose(Of(argument), first));
            }
        }

        static Place Of(string argument) => Place.OfArgument("Decoder", argument);

        void Add(string argument, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Dimensions, message, Of(argument)).MendedBy(mends));
    }

    /// <summary>Transposed convolutions end in exactly the declared image.</summary>
    private static void CheckConvolutions(EstimatorDeclaration declaration, DecoderDeclaration decoder, List<Problem> problems)
    {
        ConvolutionDeclaration convolutions = decoder.Convolutions;
        if (convolutions.Channels is not { } channels)
        {
            Foreign("Kernel", convolutions.Kernel);
            Foreign("Stride", convolutions.Stride);
            return;
        }

        int kernel = convolutions.Kernel ?? Defaults.Kernel, stride = convolutions.Stride ?? Defaults.Stride;
        if (channels.Count == 0 || channels.Any(c => c < 1))
        {
            Add("Channels", $"Channels = [{string.Join(", ", channels.Select(c => RuleBook.Show(c)))}] must name at least one transposed convolution, each of at least one channel; drop it for a decoder without", Mend.Drop(Of("Channels")));
        }
        else if (stride < 1)
        {
            Add("Stride", $"Stride = {RuleBook.Show(stride)} must be at least 1", Mend.Set(Of("Stride"), RuleBook.Show(Defaults.Stride), "the usual value"));
        }
        else if (kernel < stride || (kernel - stride) % 2 != 0)
        {
            Add(convolutions.Kernel is null ? "Stride" : "Kernel", $"Kernel = {RuleBook.Show(kernel)} over Stride = {RuleBook.Show(stride)} does not enlarge an image {RuleBook.Show(stride)} times: it must be the stride plus an even number",
                Mend.Set(Of("Kernel"), RuleBook.Show(unchecked(stride + 2)), "the stride plus 2"));
        }
        else if (declaration.Images.FirstOrDefault(image => image.Variable == decoder.Variable) is not { } of)
        {
            Add("Channels", $"transposed convolutions end in an image, and {decoder.Variable} is declared none; write [Image(Variable.{decoder.Variable}, Height = ..., Width = ...)], or drop Channels", Mend.Drop(Of("Channels")));
        }
        else if (of is { Height: >= 1, Width: >= 1 })
        {
            long enlarged = channels.Aggregate(1L, (by, _) => Math.Min(by * stride, int.MaxValue));
            if (of.Height % enlarged != 0 || of.Width % enlarged != 0)
            {
                Add("Channels", $"{RuleBook.Show(channels.Count)} convolutions of Stride = {RuleBook.Show(stride)} enlarge {RuleBook.Show((int)enlarged)} times, and {RuleBook.Show(of.Height)} x {RuleBook.Show(of.Width)} is no multiple of that", [.. Fewer(channels, stride, of.Height.Value, of.Width.Value)]);
            }
        }

        if (declaration.Variational is not { Convolutions.Channels: not null } && declaration.Images.FirstOrDefault(image => image.Variable != decoder.Variable) is { Variable: not null } other)
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"the decoder draws {decoder.Variable}, and takes {other.Variable} as plain rows; drop its [Image]", Place.OfArgument("Image", index: IndexOf(other)))
                .MendedBy(Mend.DropAttribute("Image", IndexOf(other))));
        }

        int IndexOf(ImageDeclaration image) => Enumerable.Range(0, declaration.Images.Count).First(i => ReferenceEquals(declaration.Images[i], image));

        void Foreign(string argument, int? value)
        {
            if (value is not null)
            {
                Add(argument, $"{argument} belongs to transposed convolutions; drop it, or declare Channels", Mend.Drop(Of(argument)));
            }
        }

        static Place Of(string argument) => Place.OfArgument("Decoder", argument);

        void Add(string argument, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Dimensions, message, Of(argument)).MendedBy(mends));
    }

    // The last of the convolutions, as many as enlarge to the declared image.
    private static IEnumerable<Mend> Fewer(EquatableArray<int> channels, int stride, int height, int width)
    {
        int count = channels.Count - 1;
        while (count > 0 && Enumerable.Range(0, count).Aggregate(1L, (by, _) => Math.Min(by * stride, int.MaxValue)) is var by && (height % by != 0 || width % by != 0))
        {
            count--;
        }

        if (count > 0)
        {
            yield return Mend.Set(Place.OfArgument("Decoder", "Channels"), $"[{string.Join(", ", channels.Skip(channels.Count - count).Select(c => RuleBook.Show(c)))}]", "the image is reached");
        }
    }
}
