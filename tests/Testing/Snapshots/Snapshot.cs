using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MiDsl.Testing;

/// <summary>
/// A text and the file that a person has accepted for it. On a difference the text is left as *.received.* beside it;
/// MIDSL_ACCEPT=1 accepts it, except where CI=true.
/// </summary>
/// <param name="accept">Whether a difference is written over the accepted file.</param>
/// <param name="ci">Whether this is a build machine, where nobody looks before accepting.</param>
public sealed class Snapshot(bool accept, bool ci)
{
    internal static Snapshot FromEnvironment() => new(
        accept: Environment.GetEnvironmentVariable("MIDSL_ACCEPT") is "1",
        ci: string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase));

    /// <summary>Fails if the text differs from <c>prefix.verified.extension</c>, or that is missing.</summary>
    public void Compare(string text, string prefix, string extension)
    {
        var (verified, received) = ($"{prefix}.verified.{extension}", $"{prefix}.received.{extension}");
        if (accept && ci)
        {
            throw new HarnessException("MIDSL_ACCEPT is refused under CI: snapshots are accepted where somebody looks at them.");
        }

        var now = Normalised(text);
        var before = File.Exists(verified) ? Normalised(File.ReadAllText(verified)) : null;
        if (string.Equals(now, before, StringComparison.Ordinal))
        {
            File.Delete(received);
            return;
        }

        if (accept)
        {
            File.WriteAllText(verified, now);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, now);
        throw new HarnessException(
            (before is null ? $"No snapshot {verified}" : $"Differs from {verified}")
            + $"\nreceived: {received}\nMIDSL_ACCEPT=1 accepts.\n\n{InlineDiff.Of(before ?? string.Empty, now)}");
    }

    // LF, nothing behind the last character of a line, one line end at the end: as .editorconfig wants files.
    private static string Normalised(string text)
    {
        IEnumerable<string> lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }
}
