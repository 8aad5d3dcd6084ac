using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.Testing;

/// <summary>One source a token: what an editor holds while somebody types, deletes or pastes.</summary>
public static class TokenEdits
{
    private static readonly string[] Strays = ["<", "\"", ")", "[", "{", "#", "@", "$\"{", "/*", "partial", "null", ","];

    /// <summary>Cut off before each token.</summary>
    public static IEnumerable<(string Name, string Source)> Truncated((string Name, string Source) valid) =>
        Each(valid, (text, tokens, i) => text[..tokens[i].Start]);

    /// <summary>Without each token.</summary>
    public static IEnumerable<(string Name, string Source)> Deleted((string Name, string Source) valid) =>
        Each(valid, (text, tokens, i) => text.Remove(tokens[i].Start, tokens[i].Length));

    /// <summary>Each token twice.</summary>
    public static IEnumerable<(string Name, string Source)> Duplicated((string Name, string Source) valid) =>
        Each(valid, (text, tokens, i) => text.Insert(tokens[i].End, " " + Text(text, tokens[i])));

    /// <summary>Each token in the place of the next.</summary>
    public static IEnumerable<(string Name, string Source)> Swapped((string Name, string Source) valid) =>
        Each(valid, (text, tokens, i) => i + 1 == tokens.Length
            ? text
            : text[..tokens[i].Start] + Text(text, tokens[i + 1]) + text[tokens[i].End..tokens[i + 1].Start]
                + Text(text, tokens[i]) + text[tokens[i + 1].End..]);

    /// <summary>A stray token before each, another one every time.</summary>
    public static IEnumerable<(string Name, string Source)> Inserted((string Name, string Source) valid) =>
        Each(valid, (text, tokens, i) => text.Insert(tokens[i].Start, Strays[i % Strays.Length] + " "));

    private delegate string Edit(string text, TextSpan[] tokens, int index);

    private static IEnumerable<(string Name, string Source)> Each((string Name, string Source) valid, Edit edit)
    {
        var tokens = CSharpSyntaxTree.ParseText(valid.Source, UserProject.ParseOptions).GetRoot()
            .DescendantTokens().Select(token => token.Span).Where(span => span.Length > 0).ToArray();
        for (var i = 0; i < tokens.Length; i++)
        {
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"{valid.Name}/{i:000} {Text(valid.Source, tokens[i])}"),
                edit(valid.Source, tokens, i));
        }
    }

    private static string Text(string source, TextSpan span) => source.Substring(span.Start, span.Length);
}
