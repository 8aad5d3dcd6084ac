using System;
using System.CommandLine.Parsing;
using System.Threading;

namespace MiDsl.Samples.Common;

/// <summary>What the samples' command lines have in common.</summary>
public static class CommandLine
{
    /// <summary>An error that names an option, what was given and the mend, unless something holds.</summary>
    public static void Demand(OptionResult given, bool holds, string mend)
    {
        if (!holds)
        {
            given.AddError($"{given.Option.Name} {string.Join(' ', given.Tokens)}: {mend}");
        }
    }

    /// <summary>Cancels at the cancel key, Ctrl-C, in place of ending the process.</summary>
    public static void CancelAtKey(CancellationTokenSource source)
    {
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            source.Cancel();
        };
    }
}
