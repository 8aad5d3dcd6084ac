using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl;

/// <summary>What a mistyped name may have meant.</summary>
internal static class NearNames
{
    /// <summary>"Did you mean 'a' or 'b'?" with up to three near names; null without any.</summary>
    internal static string? Question(string name, IEnumerable<string> candidates)
    {
        string[] near = [.. candidates
            .Select(candidate => (Name: candidate, Distance: Distance(candidate.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(c => c.Distance <= Math.Max(2, name.Length / 3)).OrderBy(c => c.Distance).Select(c => c.Name).Take(3)];
        return near.Length == 0 ? null : $"Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?";
    }

    /// <summary>Edits between two words (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
