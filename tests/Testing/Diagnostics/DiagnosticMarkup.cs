using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.Testing;

/// <summary>A diagnostic that a marked source expects, or that was found in it.</summary>
public readonly record struct MarkedSpan(string Id, TextSpan Span);

/// <summary>
/// Sources in which <c>{|MIDSL012:span|}</c> says which diagnostic is expected where. Marks may nest, and name several
/// ids for one span: <c>{|MIDSL010,MIDSL012:span|}</c>.
/// </summary>
public sealed partial class DiagnosticMarkup
{
    private DiagnosticMarkup(string source, ImmutableArray<MarkedSpan> spans) => (Source, Spans) = (source, spans);

    /// <summary>The source without marks.</summary>
    public string Source { get; }

    /// <summary>The expected diagnostics, by place and id.</summary>
    public ImmutableArray<MarkedSpan> Spans { get; }

    /// <summary>Takes the marks out of a source.</summary>
    public static DiagnosticMarkup Parse(string marked)
    {
        var source = new StringBuilder();
        var spans = new List<MarkedSpan>();
        var open = new Stack<(string[] Ids, int Start)>();
        var position = 0;
        foreach (Match mark in Mark().Matches(marked))
        {
            source.Append(marked, position, mark.Index - position);
            position = mark.Index + mark.Length;
            if (mark.Groups["ids"].Success)
            {
                open.Push((mark.Groups["ids"].Value.Split(','), source.Length));
            }
            else if (open.TryPop(out var begun))
            {
                spans.AddRange(begun.Ids.Select(id => new MarkedSpan(id, TextSpan.FromBounds(begun.Start, source.Length))));
            }
            else
            {
                throw new HarnessException("The marked source closes a mark, |}, that it did not open.");
            }
        }

        source.Append(marked, position, marked.Length - position);
        return open.Count == 0
            ? new(source.ToString(), [.. Ordered(spans)])
            : throw new HarnessException($"The marked source does not close {{|{string.Join(',', open.Peek().Ids)}:");
    }

    /// <summary>Puts marks into a source; the opposite of <see cref="Parse"/>.</summary>
    public static string Write(string source, IEnumerable<MarkedSpan> spans)
    {
        // A wider span opens first and closes last; an empty one closes where it opened.
        var marks = spans
            .GroupBy(span => span.Span, span => span.Id)
            .OrderBy(group => group.Key.Start).ThenByDescending(group => group.Key.Length)
            .ToArray();
        var text = new StringBuilder();
        for (var i = 0; i <= source.Length; i++)
        {
            text.Insert(text.Length, "|}", marks.Count(mark => mark.Key.End == i && mark.Key.Length > 0));
            foreach (var mark in marks.Where(mark => mark.Key.Start == i))
            {
                text.Append("{|").AppendJoin(',', mark.Order(StringComparer.Ordinal)).Append(mark.Key.Length == 0 ? ":|}" : ":");
            }

            text.Append(i < source.Length ? source[i].ToString() : string.Empty);
        }

        return text.ToString();
    }

    internal static IEnumerable<MarkedSpan> Ordered(IEnumerable<MarkedSpan> spans) => spans
        .OrderBy(span => span.Span.Start).ThenBy(span => span.Span.End).ThenBy(span => span.Id, StringComparer.Ordinal);

    [GeneratedRegex(@"\{\|(?<ids>[A-Za-z]+[0-9]+(,[A-Za-z]+[0-9]+)*):|\|\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}
