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
}

/// <summary>One edit that mends a problem, in words that outlive the syntax tree; a code fix carries it out.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Title">What the user reads in the list of fixes: the edit and its reason.</param>
/// <param name="Place">Where.</param>
/// <param name="Text">What is written there.</param>
internal sealed record Mend(MendKind Kind, string Title, Place Place, string Text = "");
