using System;
using System.Linq;

namespace MiDsl.Declarations;

internal enum MendKind
{
    /// <summary>Writes or replaces the argument at the place (an attribute on the class) by the text.</summary>
    SetArgument,

    /// <summary>Takes the argument at the place away.</summary>
    RemoveArgument,

    /// <summary>Takes the attribute at the place away.</summary>
    RemoveAttribute,

    /// <summary>Adds the text, an attribute without brackets, to the class, or to the member at the place.</summary>
    AddAttribute,

    /// <summary>Adds the text, a member, to the class.</summary>
    AddMember,

    /// <summary>Adds the modifier in the text to the class and to all classes around it.</summary>
    AddModifier,

    /// <summary>Takes the modifier in the text from the class, or from the member at the place.</summary>
    RemoveModifier,

    /// <summary>Gives the member at the place the name in the text, wherever it is used.</summary>
    RenameMember,
}

/// <summary>One edit that mends a problem, in words that outlive the syntax tree; a code fix carries it out.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Title">What the user reads in the list of fixes: the edit and its reason.</param>
/// <param name="Place">Where.</param>
/// <param name="Text">What is written there.</param>
internal sealed record Mend(MendKind Kind, string Title, Place Place, string Text = "")
{
    /// <summary>A further edit that belongs to it: the first alone would break another rule.</summary>
    public Mend? Then { get; init; }

    /// <summary>Writes an argument.</summary>
    public static Mend Set(Place place, string text, string reason = "") =>
        new(MendKind.SetArgument, (place.Argument.Length > 0 ? $"Set {place.Argument} = {text}" : $"Write {text}") + Because(reason), place, text);

    /// <summary>Takes an argument away.</summary>
    public static Mend Drop(Place argument, string reason = "") =>
        new(MendKind.RemoveArgument, $"Drop {argument.Argument}" + Because(reason), argument);

    /// <summary>Takes an attribute on the class away.</summary>
    public static Mend DropAttribute(string name, int index = 0, string reason = "") =>
        new(MendKind.RemoveAttribute, $"Drop [{name}]" + Because(reason), Place.OfAttribute(name) with { Index = index });

    /// <summary>Takes an attribute on a member away; the member stays.</summary>
    public static Mend DropRole(string member, string attribute, string reason = "") =>
        new(MendKind.RemoveAttribute, $"Drop [{attribute}] on '{member}'" + Because(reason), Place.OfRole(member, attribute));

    /// <summary>Adds an attribute to the class.</summary>
    public static Mend Add(string attribute, string reason = "") =>
        new(MendKind.AddAttribute, $"Add [{attribute}]" + Because(reason), Place.TypeName, attribute);

    /// <summary>Each value of an enum for a choice, the first as given.</summary>
    public static Mend[] Choose<T>(Place place, T first)
        where T : struct, Enum =>
        [.. ((T[])Enum.GetValues(typeof(T))).OrderByDescending(value => value.Equals(first)).Select(value => Set(place, $"{typeof(T).Name}.{value}"))];

    private static string Because(string reason) => reason.Length > 0 ? ": " + reason : "";
}
