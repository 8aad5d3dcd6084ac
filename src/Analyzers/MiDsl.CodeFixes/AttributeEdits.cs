using System.Collections.Generic;
using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.CodeFixes;

/// <summary>Changes of attributes and their arguments.</summary>
internal static class AttributeEdits
{
    /// <summary>Replaces an argument's value, or writes the argument after the others; a positional one comes first.</summary>
    public static TextChange Set(AttributeSyntax attribute, string name, string value, Layout layout)
    {
        if (PlaceResolver.ArgumentOf(attribute, name) is { } argument)
        {
            return new TextChange(argument.Expression.Span, value);
        }

        string written = name.Length > 0 ? $"{name} = {value}" : value;
        if (attribute.ArgumentList is not { } list)
        {
            return new TextChange(new TextSpan(attribute.Span.End, 0), $"({written})");
        }

        if (list.Arguments.Count == 0)
        {
            return new TextChange(new TextSpan(list.OpenParenToken.Span.End, 0), written);
        }

        if (name.Length == 0)
        {
            return new TextChange(new TextSpan(list.Arguments[0].SpanStart, 0), written + ", ");
        }

        AttributeArgumentSyntax last = list.Arguments.Last();
        string gap = layout.IsFirstInLine(last.SpanStart) ? layout.NewLine + layout.IndentAt(last.SpanStart) : " ";
        return new TextChange(new TextSpan(last.Span.End, 0), $",{gap}{written}");
    }

    /// <summary>Takes an argument away; the last one takes the parentheses with it.</summary>
    public static IEnumerable<TextChange> Remove(AttributeSyntax attribute, AttributeArgumentSyntax argument, Layout layout) =>
        attribute.ArgumentList is { Arguments.Count: 1 } list && !Layout.HasComment(list, list.Span)
            ? [new TextChange(list.Span, "")]
            : RemoveFrom(attribute.ArgumentList!.Arguments, argument, layout);

    /// <summary>Takes an attribute away, with its brackets and line where nothing else stands there.</summary>
    public static IEnumerable<TextChange> Remove(AttributeSyntax attribute, Layout layout)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count > 1)
        {
            return RemoveFrom(list.Attributes, attribute, layout);
        }

        bool first = layout.IsFirstInLine(list.SpanStart), last = layout.IsLastInLine(list.Span.End);
        return
        [
            new TextChange(
                first && last ? TextSpan.FromBounds(layout.LineStart(list.SpanStart), layout.LineEndWithBreak(list.Span.End))
                : TextSpan.FromBounds(list.SpanStart, layout.SkipSpaces(list.Span.End)),
                ""),
        ];
    }

    /// <summary>Adds an attribute, in its own brackets and line where the others have theirs.</summary>
    public static TextChange Add(TypeDeclarationSyntax declaration, string attribute, bool first, Layout layout)
    {
        SyntaxToken start = declaration.Modifiers.Count > 0 ? declaration.Modifiers[0] : declaration.Keyword;
        if (declaration.AttributeLists.LastOrDefault() is not { } last || !layout.SameLine(last.Span.End, start.SpanStart))
        {
            int at = first && declaration.AttributeLists.Count > 0 ? declaration.AttributeLists[0].SpanStart : start.SpanStart;
            return new TextChange(new TextSpan(at, 0), $"[{attribute}]{layout.NewLine}{layout.IndentAt(at)}");
        }

        return first
            ? new TextChange(new TextSpan(declaration.AttributeLists[0].Attributes[0].SpanStart, 0), attribute + ", ")
            : new TextChange(new TextSpan(last.Attributes.Last().Span.End, 0), ", " + attribute);
    }

    /// <summary>One of several, with its comma. Comments between them stay.</summary>
    internal static IEnumerable<TextChange> RemoveFrom<T>(SeparatedSyntaxList<T> list, T item, Layout layout)
        where T : SyntaxNode
    {
        int index = list.IndexOf(item);
        bool isLast = index == list.Count - 1;
        TextSpan whole = list.Count == 1 ? item.Span
            : isLast ? TextSpan.FromBounds(list[index - 1].Span.End, item.Span.End)
            : TextSpan.FromBounds(item.SpanStart, list[index + 1].SpanStart);
        if (!Layout.HasComment(item.Parent!, whole) || list.Count == 1)
        {
            return [new TextChange(whole, "")];
        }

        SyntaxToken comma = list.GetSeparator(isLast ? index - 1 : index);
        return isLast
            ? [new TextChange(comma.Span, ""), new TextChange(item.Span, "")]
            : [new TextChange(TextSpan.FromBounds(item.SpanStart, layout.SkipSpaces(comma.Span.End)), "")];
    }
}
