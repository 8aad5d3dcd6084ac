using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MiDsl;

namespace Scoreboard;

/// <summary>The sets of tasks by the names of --set.</summary>
internal static class TaskSets
{
    public const string Forty = "forty";

    private const int QuickTasks = 4;

    public static IReadOnlyList<string> Names { get; } = [Forty, "development", "unseen", "fresh"];

    public static ImmutableArray<KnownInformation> Of(string name) => name switch
    {
        Forty => KnownTasks.All,
        "development" => KnownTasks.Development,
        "unseen" => KnownTasks.Unseen,
        "fresh" => KnownTasks.Fresh,
        _ => throw new ArgumentException($"There is no set '{name}': there are {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>The tasks asked for by name, else all, or four of them spread over the set.</summary>
    /// <exception cref="ArgumentException">No set, or no task in it, of this name; the message names the nearest.</exception>
    public static KnownInformation[] Choose(string set, IReadOnlyList<string> names, bool quick)
    {
        ImmutableArray<KnownInformation> all = Of(set);
        return names.Count > 0 ? [.. names.Select(name => KnownTasks.Find(name, all)).Distinct()]
            : quick ? [.. Enumerable.Range(0, QuickTasks).Select(i => all[i * all.Length / QuickTasks])]
            : [.. all];
    }
}
