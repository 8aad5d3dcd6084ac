using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Threading;

namespace MiDsl.Samples.Common;

/// <summary>What the programs' command lines have in common.</summary>
public static class SampleCommand
{
    /// <summary>Runs the program: Ctrl + C asks it to end, and data that cannot be read ends it with a message.</summary>
    /// <param name="command">Its options.</param>
    /// <param name="args">As given.</param>
    /// <param name="run">The program.</param>
    /// <returns>The exit code.</returns>
    public static int Run(RootCommand command, string[] args, Func<ParseResult, CancellationToken, int> run)
    {
        ArgumentNullException.ThrowIfNull(command);
        using CancellationTokenSource stop = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        command.SetAction(given =>
        {
            try
            {
                return run(given, stop.Token);
            }
            catch (DataException e)
            {
                Console.Error.WriteLine(e.Message);
                return 2;
            }
        });
        return command.Parse(args).Invoke();
    }

    /// <summary>Refuses values of an option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="holds">What a value must satisfy.</param>
    /// <param name="mend">What to give instead.</param>
    public static Option<T> Demand<T>(this Option<T> option, Func<T, bool> holds, string mend)
    {
        ArgumentNullException.ThrowIfNull(option);
        option.Validators.Add(given =>
        {
            if (!holds(given.GetValueOrDefault<T>()!))
            {
                given.AddError($"{given.Option.Name} {string.Join(' ', given.Tokens)}: {mend}");
            }
        });
        return option;
    }
}
