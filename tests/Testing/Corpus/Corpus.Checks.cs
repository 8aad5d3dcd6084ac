using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace MiDsl.Testing;

public static partial class Corpus
{
    private const int MostKinds = 12;

    /// <summary>Checks every source of a family, and shows one failure of each kind in full: a defect fails hundreds.</summary>
    public static void AssertEach(string family, Action<string> check) =>
        AssertEach(family, source =>
        {
            check(source);
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();

    /// <inheritdoc cref="AssertEach(string, Action{string})"/>
    public static async Task AssertEach(string family, Func<string, Task> check)
    {
        var failures = new List<(string Name, string Source, string Message)>();
        foreach (var (name, source) in Of(family))
        {
            try
            {
                await check(source).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                failures.Add((name, source, failure is HarnessException ? failure.Message : failure.ToString()));
            }
        }

        if (failures.Count > 0)
        {
            throw new HarnessException(Report(failures));
        }
    }

    private static string Report(List<(string Name, string Source, string Message)> failures)
    {
        var kinds = failures.GroupBy(failure => Kind().Match(failure.Message).Value, StringComparer.Ordinal).ToArray();
        var report = new StringBuilder($"{failures.Count} sources fail in {kinds.Length} ways.\n");
        foreach (var kind in kinds.OrderByDescending(kind => kind.Count()).Take(MostKinds))
        {
            var (name, source, message) = kind.First();
            report.Append("\n==== ").Append(name).Append(", and ").Append(kind.Count() - 1).Append(" more like it: ")
                .AppendJoin(", ", kind.Skip(1).Take(5).Select(failure => failure.Name))
                .Append('\n').Append(message.TrimEnd()).Append("\n---- source\n").Append(source.TrimEnd()).Append('\n');
        }

        return report.ToString();
    }

    // The first diagnostic, or the first line.
    [GeneratedRegex("(error|warning) [A-Z]+[0-9]+: [^\n]*|^[^\n]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();
}
