using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MiDsl.Testing;

/// <summary>A generator that runs again after every edit, and why each of its named steps gave what it gave.</summary>
public sealed class IncrementalRun
{
    private GeneratorDriver driver;
    private CSharpCompilation compilation;

    private IncrementalRun(GeneratorDriver driver, CSharpCompilation compilation) =>
        (this.driver, this.compilation) = (driver.RunGenerators(compilation), compilation);

    /// <summary>The first run.</summary>
    public static IncrementalRun Of<TGenerator>(params string[] sources)
        where TGenerator : IIncrementalGenerator, new() =>
        new(GeneratorRun.Driver(new TGenerator(), trackSteps: true), UserProject.Compile(sources));

    private GeneratorRunResult Result
    {
        get
        {
            var result = driver.GetRunResult().Results.Single();
            return result.Exception is null ? result : throw new HarnessException($"The generator threw: {result.Exception}");
        }
    }

    /// <summary>An edit (see <see cref="Edits"/>) and another run.</summary>
    public IncrementalRun After(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        compilation = edit(compilation);
        driver = driver.RunGenerators(compilation);
        return this;
    }

    /// <summary>Why a named step gave each of its outputs in the last run.</summary>
    public ImmutableArray<IncrementalStepRunReason> Reasons(string step) => [.. Outputs(step).Select(o => o.Reason)];

    /// <summary>Why each file was, or was not, written again.</summary>
    public ImmutableArray<IncrementalStepRunReason> OutputReasons() =>
        [.. Result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs).Select(o => o.Reason)];

    /// <summary>Fails unless every output of the steps was taken over: nothing behind them runs.</summary>
    public IncrementalRun AssertReused(params string[] steps)
    {
        Assert(steps, reasons => reasons.All(r => r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged), "be reused");
        return this;
    }

    /// <summary>Fails unless the steps did not even run.</summary>
    public IncrementalRun AssertCached(params string[] steps)
    {
        Assert(steps, reasons => reasons.All(r => r is IncrementalStepRunReason.Cached), "be cached");
        return this;
    }

    /// <summary>Fails unless no file was written again.</summary>
    public IncrementalRun AssertNothingWritten()
    {
        var reasons = OutputReasons();
        return reasons.Length > 0 && reasons.All(r => r is IncrementalStepRunReason.Cached)
            ? this
            : throw new HarnessException($"Expected no file to be written again, but outputs are [{string.Join(", ", reasons)}].");
    }

    /// <summary>Fails unless some output of each step is new, modified or removed.</summary>
    public IncrementalRun AssertModified(params string[] steps)
    {
        Assert(
            steps,
            reasons => reasons.Any(r => r is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New or IncrementalStepRunReason.Removed),
            "be modified");
        return this;
    }

    /// <summary>Fails if anything that the steps keep leads to a symbol, a syntax node or the like.</summary>
    public IncrementalRun AssertHoldsNoRoslyn(params string[] steps)
    {
        foreach (var step in steps)
        {
            foreach (var (value, _) in Outputs(step))
            {
                if (ObjectGraph.PathToRoslyn(value) is { } path)
                {
                    throw new HarnessException($"Step '{step}' keeps a Roslyn object: {path}");
                }
            }
        }

        return this;
    }

    /// <summary>What a step gave, in order.</summary>
    public ImmutableArray<T> ValuesOf<T>(string step) => [.. Outputs(step).Select(o => (T)o.Value)];

    /// <summary>Whether the last run got as far as the named step.</summary>
    public bool HasStep(string step) => Result.TrackedSteps.ContainsKey(step);

    /// <summary>The types of what the steps keep, for <see cref="ModelShape"/>.</summary>
    public Type[] TypesOf(params string[] steps)
    {
        var types = steps.SelectMany(step => Outputs(step)).Select(output => output.Value.GetType()).Distinct().ToArray();
        return types.Length > 0 ? types : throw new HarnessException("The steps gave nothing.");
    }

    private ImmutableArray<(object Value, IncrementalStepRunReason Reason)> Outputs(string step)
    {
        var tracked = Result.TrackedSteps;
        return tracked.TryGetValue(step, out var runs)
            ? [.. runs.SelectMany(run => run.Outputs)]
            : throw new HarnessException($"No step is named '{step}'; there are {string.Join(", ", tracked.Keys)}");
    }

    private void Assert(string[] steps, Func<ImmutableArray<IncrementalStepRunReason>, bool> holds, string expectation)
    {
        foreach (var step in steps)
        {
            // A step without outputs would satisfy any expectation.
            var reasons = Reasons(step);
            if (reasons.IsEmpty || !holds(reasons))
            {
                var all = steps.Select(name => $"{name}: [{string.Join(", ", Reasons(name))}]");
                throw new HarnessException($"Expected step '{step}' to {expectation}, but:\n{string.Join('\n', all)}");
            }
        }
    }
}
