using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.CodeFixes;

/// <summary>How a file is laid out: its line ends and its indentation, which an edit follows.</summary>
internal sealed class Layout(SourceText text)
{
    public string NewLine { get; } = text.ToString().Contains("\r\n") ? "\r\n" : "\n";

    /// <summary>One step of indentation.</summary>
    public string Unit { get; } = text.Lines.Any(line => line.Span.Length > 0 && text[line.Start] == '\t') ? "\t" : "    ";

    /// <summary>The white space that the line of a position begins with.</summary>
    public string IndentAt(int position)
    {
        string line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>Whether nothing stands before the position in its line.</summary>
    public bool IsFirstInLine(int position) => text.ToString(TextSpan.FromBounds(LineStart(position), position)).Trim().Length == 0;

    /// <summary>Whether nothing stands after the position in its line.</summary>
    public bool IsLastInLine(int position) => text.ToString(TextSpan.FromBounds(position, text.Lines.GetLineFromPosition(position).End)).Trim().Length == 0;

    public int LineStart(int position) => text.Lines.GetLineFromPosition(position).Start;

    public int LineEndWithBreak(int position) => text.Lines.GetLineFromPosition(position).EndIncludingLineBreak;

    public bool SameLine(int a, int b) => text.Lines.GetLineFromPosition(a).LineNumber == text.Lines.GetLineFromPosition(b).LineNumber;

    /// <summary>The end of the white space after a position, in its line.</summary>
    public int SkipSpaces(int position)
    {
        while (position < text.Length && text[position] is ' ' or '\t')
        {
            position++;
        }

        return position;
    }

    /// <summary>The lines of a text, indented, with this file's line ends.</summary>
    public string Indented(string lines, string indent) =>
        string.Join(NewLine, lines.Replace("\r", "").Split('\n').Select(line => line.Length > 0 ? indent + line.Replace("    ", Unit) : line));

    /// <summary>Whether a comment lies in the span.</summary>
    public static bool HasComment(SyntaxNode root, TextSpan span) => root.DescendantTrivia(span).Any(trivia =>
        span.Contains(trivia.Span) && (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)));
}
