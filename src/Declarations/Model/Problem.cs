namespace MiDsl.Declarations;

/// <summary>One broken rule: the message names the declared value, the rule and what would be valid here.</summary>
internal sealed record Problem(string Id, string Message, Place Place)
{
    /// <summary>Edits that each mend it, the best first.</summary>
    public EquatableArray<Mend> Mends { get; init; }

    public Problem MendedBy(params Mend[] mends) => this with { Mends = new(mends) };
}

internal enum PlaceKind
{
    /// <summary>The identifier of the class.</summary>
    TypeName,

    /// <summary>A whole attribute on the class.</summary>
    Attribute,

    /// <summary>One argument of an attribute on the class.</summary>
    Argument,

    /// <summary>The identifier of a member.</summary>
    Member,
}

/// <summary>Where a problem is, in words that outlive the syntax tree; an analyzer resolves them to a location.</summary>
/// <param name="Kind">What is meant.</param>
/// <param name="Name">Attribute name without suffix (Attribute, Argument) or member name (Member).</param>
/// <param name="Argument">Named argument, or the first positional one when empty.</param>
/// <param name="Index">Which of several attributes of that name.</param>
internal sealed record Place(PlaceKind Kind, string Name = "", string Argument = "", int Index = 0)
{
    public static Place TypeName { get; } = new(PlaceKind.TypeName);

    /// <summary>Of a member: the attribute on it that is meant; empty for whichever role it has.</summary>
    public string Role { get; init; } = "";

    public static Place OfAttribute(string name) => new(PlaceKind.Attribute, name);

    public static Place OfArgument(string attribute, string argument = "", int index = 0) => new(PlaceKind.Argument, attribute, argument, index);

    /// <summary>A member; with an attribute's name after it, that attribute's argument is meant if it is there.</summary>
    public static Place OfMember(string name, string argument = "") => new(PlaceKind.Member, name, argument);

    /// <summary>An attribute on a member, or one argument of it.</summary>
    public static Place OfRole(string member, string attribute, string argument = "") => new(PlaceKind.Member, member.TrimStart('@'), argument) { Role = attribute };
}
