using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace AllExperiments;

/// <summary>What a run left.</summary>
/// <param name="Experiment">What ran.</param>
/// <param name="Command">To repeat it.</param>
/// <param name="Minutes">Wall time.</param>
/// <param name="Report">Its report as Markdown.</param>
/// <param name="Held">Claims that held for every seed.</param>
/// <param name="Partly">Claims that held for some seeds.</param>
/// <param name="NotHeld">Claims that held for none.</param>
internal sealed record Outcome(Experiment Experiment, string Command, double Minutes, string Report, int Held, int Partly, int NotHeld)
{
    /// <summary>Counts the verdicts in a report's JSON.</summary>
    public static Outcome Of(Experiment experiment, string command, double minutes, string report, string json)
    {
        using JsonDocument read = JsonDocument.Parse(json);
        (int Held, int Seeds)[] claims =
        [
            .. read.RootElement.GetProperty("parts").EnumerateArray().Where(part => part.GetProperty("kind").GetString() == "claims")
                .SelectMany(part => part.GetProperty("claims").EnumerateArray())
                .Select(claim => (claim.GetProperty("held").GetInt32(), claim.GetProperty("seeds").GetInt32())),
        ];
        return new(
            experiment, command, minutes, report, claims.Count(claim => claim.Held == claim.Seeds),
            claims.Count(claim => claim.Held > 0 && claim.Held < claim.Seeds), claims.Count(claim => claim.Held == 0 && claim.Seeds > 0));
    }

    /// <summary>The section of the page.</summary>
    public string Section()
    {
        StringBuilder text = new($"## {Experiment.Title}\n\n{Experiment.Source}. `{Command}`, ");
        text.Append(CultureInfo.InvariantCulture, $"{Minutes:F1} minutes. Claims: {Held} held, {Partly} for some seeds, {NotHeld} not held.\n\n");
        return text.Append(Report.ReplaceLineEndings("\n").TrimEnd()).Append('\n').ToString();
    }
}
