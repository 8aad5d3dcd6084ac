using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.CodeFixes;

/// <summary>Changes of a class: its members and its modifiers.</summary>
internal static class MemberEdits
{
    /// <summary>Adds a member at the end of the class, after a blank line; a class without a body gets one.</summary>
    public static IEnumerable<TextChange> Add(TypeDeclarationSyntax declaration, string member, Layout layout)
    {
        string outer = layout.IndentAt(FirstOf(declaration).SpanStart), n = layout.NewLine;
        string body = layout.Indented(member, outer + layout.Unit);
        SyntaxToken close = declaration.CloseBraceToken;
        if (!declaration.SemicolonToken.IsKind(SyntaxKind.None) && close.IsKind(SyntaxKind.None))
        {
            return [new TextChange(declaration.SemicolonToken.Span, $"{n}{outer}{{{n}{body}{n}{outer}}}")];
        }

        string blank = declaration.Members.Count > 0 ? n : "";
        if (layout.IsFirstInLine(close.SpanStart))
        {
            return [new TextChange(new TextSpan(layout.LineStart(close.SpanStart), 0), $"{blank}{body}{n}")];
        }

        // All in one line: the brace that closes gets its own, and so does the one that opens where nothing stands between.
        SyntaxToken before = close.GetPreviousToken();
        bool empty = before == declaration.OpenBraceToken;
        int from = empty ? before.GetPreviousToken().Span.End : before.Span.End;
        string open = empty ? $"{n}{outer}{{" : blank;
        return [new TextChange(TextSpan.FromBounds(from, close.SpanStart), $"{open}{n}{body}{n}{outer}")];
    }

    /// <summary>Adds a modifier to the class and to the classes around it, before the keyword.</summary>
    public static IEnumerable<TextChange> AddModifier(TypeDeclarationSyntax declaration, string modifier) =>
        from part in declaration.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
        where !part.Modifiers.Any(m => m.Text == modifier)
        select new TextChange(new TextSpan(part.Keyword.SpanStart, 0), modifier + " ");

    public static IEnumerable<TextChange> RemoveModifier(MemberDeclarationSyntax declaration, string modifier)
    {
        SyntaxToken token = declaration.Modifiers.FirstOrDefault(m => m.Text == modifier);
        if (token.IsKind(SyntaxKind.None))
        {
            return [];
        }

        var whole = TextSpan.FromBounds(token.SpanStart, token.GetNextToken().SpanStart);
        return [new TextChange(Layout.HasComment(declaration, whole) ? token.Span : whole, "")];
    }

    private static SyntaxToken FirstOf(TypeDeclarationSyntax declaration) =>
        declaration.AttributeLists.Count > 0 ? declaration.AttributeLists[0].OpenBracketToken
        : declaration.Modifiers.Count > 0 ? declaration.Modifiers[0]
        : declaration.Keyword;
}
