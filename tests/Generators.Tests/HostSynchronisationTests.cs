using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>A training step must not wait for the device: it brings no number to the host, on CUDA or elsewhere.</summary>
public sealed partial class HostSynchronisationTests
{
    // What a step runs: itself, the critic's scores, the bound's objective and its memory.
    private static readonly string[] OfAStep = ["Ascend", "Scores", "forward", "Surrogate", "Value", "Observe", "LogPartition", "Densities", "Shares", "LogA", "LogDensity"];

    public static TheoryData<string> Snapshots => [.. Directory.GetFiles(Here(), "EmittedCodeTests.Emitted_*.verified.cs").Where(file => !file.Contains("_Plain", StringComparison.Ordinal)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void Steps_bring_no_number_to_the_host(string snapshot)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Here(), snapshot));
        List<string> waits = [];
        int methods = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            Match header = Header().Match(lines[i]);
            if (!header.Success || !OfAStep.Contains(header.Groups["name"].Value))
            {
                continue;
            }

            methods++;
            string indent = lines[i][..^lines[i].TrimStart().Length];
            int end = lines[i].EndsWith(';') ? i : Array.FindIndex(lines, i, line => line == indent + "}" || line.EndsWith(';') && line.StartsWith(indent + "    ", StringComparison.Ordinal) && lines[i + 1] != indent + "{");
            waits.AddRange(lines[i..(end + 1)].Where(line => Waits().IsMatch(line)).Select(line => $"{header.Groups["name"].Value}: {line.Trim()}"));
        }

        Assert.True(methods > 0 || snapshot.Contains("Broken", StringComparison.Ordinal), "no step was found");
        Assert.Empty(waits);
    }

    [GeneratedRegex(@"^\s+(?:public|private)(?: static| override)* \S+ (?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Header();

    [GeneratedRegex(@"\.(item|ToSingle|ToDouble|ToInt32|ToInt64|ToBoolean|cpu|data<\w+>)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Waits();

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
