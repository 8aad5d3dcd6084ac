using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What images and convolutions may not be.</summary>
internal static class ImageRules
{
    /// <summary>Whether what is declared of images is declared of a decoder's or an encoder's convolutions, and of no critic's.</summary>
    public static bool TakenByDensities(EstimatorDeclaration declaration) =>
        (declaration.Densities.Decoder?.Convolutions.Channels is not null || declaration.Variational?.Convolutions.Channels is not null)
        && declaration.Critic.Form is not (CriticForm.EncodeAndDot or CriticForm.ConcatAndConvolve);

    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        CriticDeclaration critic = declaration.Critic;
        bool convolves = critic.Form is CriticForm.EncodeAndDot or CriticForm.ConcatAndConvolve;
        CheckConvolutions("Critic", critic.Convolutions, convolves, "drop it or declare CriticForm.EncodeAndDot or ConcatAndConvolve", problems);
        CheckConditions(declaration, problems);
        for (int i = 0; i < declaration.Images.Count; i++)
        {
            CheckImage(declaration, i, convolves, problems);
        }

        if (!convolves)
        {
            return;
        }

        ImageDeclaration? x = declaration.Images.FirstOrDefault(image => image.Variable == Variable.X);
        ImageDeclaration? y = declaration.Images.FirstOrDefault(image => image.Variable == Variable.Y);
        if (x is null && (y is null || critic.Form == CriticForm.ConcatAndConvolve))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"CriticForm.{critic.Form} convolves, and {(critic.Form == CriticForm.ConcatAndConvolve ? "X" : "neither X nor Y")} is an image; declare [Image(Variable.X, Height = ..., Width = ...)]", Place.OfArgument("Critic"))
                .MendedBy(Mend.Set(Place.OfArgument("Critic"), "CriticForm.Separable", "rows without pixels"), Mend.Set(Place.OfArgument("Critic"), "CriticForm.Concatenated", "rows without pixels")));
        }
        else if (critic.Form == CriticForm.ConcatAndConvolve && y is not null && (x!.Height != y.Height || x.Width != y.Width))
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"ConcatAndConvolve lays X over Y, but X is {RuleBook.Show(x.Height)} x {RuleBook.Show(x.Width)} and Y {RuleBook.Show(y.Height)} x {RuleBook.Show(y.Width)}; declare CriticForm.EncodeAndDot", Place.OfArgument("Critic")).MendedBy(Mend.Set(Place.OfArgument("Critic"), "CriticForm.EncodeAndDot")));
        }
    }

    /// <summary>What a critic or an encoder says of its convolutions.</summary>
    /// <param name="attribute">Where it is said.</param>
    /// <param name="convolutions">What is said.</param>
    /// <param name="convolves">Whether there are any.</param>
    /// <param name="mend">What to do where there are none.</param>
    /// <param name="problems">Added to.</param>
    public static void CheckConvolutions(string attribute, ConvolutionDeclaration convolutions, bool convolves, string mend, List<Problem> problems)
    {
        Written("Channels", convolutions.Channels is not null);
        Written("Kernel", convolutions.Kernel is not null);
        Written("Stride", convolutions.Stride is not null);
        if (!convolves)
        {
            return;
        }

        if (convolutions.Channels is { } channels && (channels.Count == 0 || channels.Any(c => c < 1)))
        {
            Add("Channels", $"Channels = [{string.Join(", ", channels.Select(c => RuleBook.Show(c)))}] must name at least one convolution, each of at least one channel", Mend.Drop(Of("Channels"), "the default channels"));
        }

        if (convolutions.Kernel < 1)
        {
            Add("Kernel", $"Kernel = {RuleBook.Show(convolutions.Kernel)} must be at least 1", Mend.Set(Of("Kernel"), RuleBook.Show(Defaults.Kernel), "the usual value"));
        }

        if (convolutions.Stride < 1)
        {
            Add("Stride", $"Stride = {RuleBook.Show(convolutions.Stride)} must be at least 1", Mend.Set(Of("Stride"), RuleBook.Show(Defaults.Stride), "the usual value"));
        }

        void Written(string argument, bool written)
        {
            if (written && !convolves)
            {
                Add(argument, $"{argument} belongs to convolutions; {mend}", Mend.Drop(Of(argument)));
            }
        }

        Place Of(string argument) => Place.OfArgument(attribute, argument);

        void Add(string argument, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Dimensions, message, Of(argument)).MendedBy(mends));
    }

    private static void CheckConditions(EstimatorDeclaration declaration, List<Problem> problems)
    {
        CriticDeclaration critic = declaration.Critic;
        if (critic.Convolutions.ConditionEach != true)
        {
            return;
        }

        var place = Place.OfArgument("Critic", "ConditionEachConvolution");
        if (critic.Form != CriticForm.ConcatAndConvolve)
        {
            Mend[] convolved = declaration.Images.Count > 0 && declaration.Images.All(image => image.Variable == Variable.X && image.EachLocation != true) ? [Mend.Set(Place.OfArgument("Critic"), "CriticForm.ConcatAndConvolve")] : [];
            problems.Add(new Problem(RuleIds.Dimensions, "ConditionEachConvolution lets a vector Y into the convolutions of X; drop it or declare CriticForm.ConcatAndConvolve", place)
                .MendedBy([Mend.Drop(place), .. convolved]));
        }
        else if (declaration.Images.Any(image => image.Variable == Variable.Y))
        {
            problems.Add(new Problem(RuleIds.Dimensions, "ConditionEachConvolution is for a vector Y, and Y is an [Image] here, whose channels enter the first convolution; drop it", place)
                .MendedBy(Mend.Drop(place)));
        }
    }

    private static void CheckImage(EstimatorDeclaration declaration, int index, bool convolves, List<Problem> problems)
    {
        ImageDeclaration image = declaration.Images[index];
        if (image.Variable is not { } variable || !Enum.IsDefined(typeof(Variable), variable))
        {
            Add("", $"'{RuleBook.Show(image.Variable)}' is no variable; choose Variable.X or Variable.Y", Mend.Choose(Place.OfArgument("Image", index: index), Variable.X));
            return;
        }

        if (declaration.Images.Take(index).Any(earlier => earlier.Variable == variable))
        {
            Add("", $"{variable} is declared [Image] twice; keep one", Mend.DropAttribute("Image", index));
        }

        if (image.EachLocation == true)
        {
            CheckLocations(declaration, index, variable, convolves, problems);
        }
        else if (!convolves && !TakenByDensities(declaration))
        {
            Add("", $"{variable} is declared [Image], but nothing convolves it; declare CriticForm.EncodeAndDot or ConcatAndConvolve, or EachLocation = true for a map of features, or drop [Image]", Mend.Set(Place.OfArgument("Critic"), "CriticForm.EncodeAndDot", "the image is convolved"), Mend.DropAttribute("Image", index));
        }

        if (!Size("Height", image.Height) | !Size("Width", image.Width))
        {
            return;
        }

        int? columns = variable == Variable.X ? declaration.Joint?.X : declaration.Joint?.Y;
        int pixels = unchecked(image.Height!.Value * image.Width!.Value);
        if (columns > 0 && (pixels < 1 || columns % pixels != 0))
        {
            Add("", $"{variable} has {RuleBook.Show(columns)} columns, no whole number of channels of {RuleBook.Show(image.Height)} x {RuleBook.Show(image.Width)} pixels");
        }

        if (Convolving(declaration, variable, convolves) is not (string attribute, { } convolutions))
        {
            return;
        }

        int layers = (convolutions.Channels ?? Defaults.Channels).Count, kernel = convolutions.Kernel ?? Defaults.Kernel, stride = convolutions.Stride ?? Defaults.Stride;
        if (kernel >= 1 && stride >= 1 && Convolved.Least(layers, kernel, stride, Math.Min(image.Height.Value, image.Width.Value)) < 1)
        {
            Add("", $"{RuleBook.Show(image.Height)} x {RuleBook.Show(image.Width)} pixels are too few for {RuleBook.Show(layers)} convolutions of Kernel = {RuleBook.Show(kernel)}, Stride = {RuleBook.Show(stride)}; nothing would be left", [.. Fewer(attribute, convolutions, image.Height.Value, image.Width.Value)]);
        }

        bool Size(string argument, int? value)
        {
            if (value >= 1)
            {
                return true;
            }

            Add(argument, value is null ? $"the image {variable} needs its {argument}" : $"{argument} = {RuleBook.Show(value)} must be at least 1");
            return false; // what the pixels are, no edit can know
        }

        void Add(string argument, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Dimensions, message, Place.OfArgument("Image", argument, index)).MendedBy(mends));
    }

    /// <summary>The attribute whose convolutions take the image, and what it says of them; null where none do.</summary>
    private static (string Attribute, ConvolutionDeclaration Convolutions)? Convolving(EstimatorDeclaration declaration, Variable image, bool critic) =>
        critic ? ("Critic", declaration.Critic.Convolutions)
        : TakenByDensities(declaration) && declaration.Variational is { Convolutions: { Channels: not null } encoder } q && q.Variable != image ? ("Variational", encoder)
        : null;

    /// <summary>A critic that sees one location at a time.</summary>
    private static void CheckLocations(EstimatorDeclaration declaration, int index, Variable variable, bool convolves, List<Problem> problems)
    {
        CriticDeclaration critic = declaration.Critic;
        Place flag = Place.OfArgument("Image", "EachLocation", index);
        if (KnownBounds.Contains(declaration.Bound.Bound))
        {
            Add("EachLocation belongs to critics of samples; drop it", Mend.Drop(flag));
        }
        else if (BoundCatalogue.LearnsDensities(declaration.Bound.Bound))
        {
            Add($"{BoundCatalogue.Find(declaration.Bound.Bound)!.Title} learns densities of whole rows, and EachLocation shows a critic one location at a time; drop [Image]", Mend.DropAttribute("Image", index));
        }
        else if (critic.Module is { } module)
        {
            Add($"'{module}' sees whole rows, and EachLocation shows an emitted critic one location at a time; drop [Image] or declare the critic on the class", Mend.DropAttribute("Image", index));
        }
        else if (variable == Variable.Y)
        {
            Add("EachLocation belongs to X: the information is symmetric, so give the map of features as X", Mend.Set(Place.OfArgument("Image", index: index), "Variable.X", "the map is X"));
        }
        else if (convolves)
        {
            Add($"CriticForm.{critic.Form} convolves the whole image, and EachLocation shows the critic one location at a time; drop EachLocation or declare CriticForm.Separable",
                Mend.Drop(flag, "the image is convolved"), Mend.Set(Place.OfArgument("Critic"), "CriticForm.Separable", "each location by itself"));
        }
        else if (critic.Base is { } form and not BaseCritic.None)
        {
            Add($"Base = {form} is fitted to whole rows, and EachLocation shows the critic one location at a time; drop one of them", Mend.Drop(Place.OfArgument("Critic", "Base")), Mend.DropAttribute("Image", index));
        }
        else if (declaration.Negatives?.Sampling == NegativeSampling.Neighbours)
        {
            Add("near negatives take the condition from X's last columns, and EachLocation takes all of X as a map; drop [Image]", Mend.DropAttribute("Image", index));
        }

        void Add(string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Dimensions, message, flag).MendedBy(mends));
    }

    /// <summary>As many of the convolutions as leave something, then a smaller kernel.</summary>
    private static IEnumerable<Mend> Fewer(string attribute, ConvolutionDeclaration convolutions, int height, int width)
    {
        EquatableArray<int> channels = convolutions.Channels ?? Defaults.Channels;
        int kernel = convolutions.Kernel ?? Defaults.Kernel, stride = convolutions.Stride ?? Defaults.Stride, side = Math.Min(height, width);
        int layers = Enumerable.Range(1, channels.Count).TakeWhile(n => Convolved.Least(n, kernel, stride, side) >= 1).LastOrDefault();
        if (layers > 0)
        {
            yield return Mend.Set(Place.OfArgument(attribute, "Channels"), $"[{string.Join(", ", channels.Take(layers).Select(c => RuleBook.Show(c)))}]", "something is left");
        }

        if (Enumerable.Range(1, Math.Max(0, kernel - 1)).Reverse().FirstOrDefault(k => Convolved.Least(channels.Count, k, stride, side) >= 1) is var smaller and >= 1)
        {
            yield return Mend.Set(Place.OfArgument(attribute, "Kernel"), RuleBook.Show(smaller), "something is left");
        }
    }
}

/// <summary>Sizes of what convolutions leave.</summary>
internal static class Convolved
{
    public static int Padding(int kernel) => (kernel - 1) / 2;

    /// <summary>Length of one side after a convolution; below 1 when the kernel does not fit.</summary>
    public static int Side(int side, int kernel, int stride)
    {
        int room = side + (2 * Padding(kernel)) - kernel;
        return room < 0 || stride < 1 ? 0 : (room / stride) + 1;
    }

    /// <summary>Length of one side after several.</summary>
    public static int Least(int layers, int kernel, int stride, int side)
    {
        for (int i = 0; i < layers && side > 0; i++)
        {
            side = Side(side, kernel, stride);
        }

        return side;
    }
}
