extern alias Runtime;

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MiDsl.Generators;
using MiDsl.Testing;
using Runtime::MiDsl;
using TorchSharp;
using Xunit;
using Xunit.Abstractions;

namespace MiDsl.Matrix.Tests;

/// <summary>
/// Every distinct emitted text is compiled and run once on the toy model. A right bound passes 8 standard errors of 8 sub-batches (Student, 7
/// degrees of freedom) beyond the truth once in 22,000; seeds are fixed.
/// </summary>
public sealed class PlanTests(ITestOutputHelper output)
{
    private const int AtOnce = 40;

    [Fact]
    public void Every_distinct_plan_compiles_and_lies_on_its_side()
    {
        torch.set_num_threads(1);
        (Combination Combination, string Name)[] distinct = [.. Distinct().Select((combination, i) => (combination, $"C{i}"))];
        List<string> failures = [];
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (part, compiled) in distinct.Chunk(AtOnce).AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(part => (part, Compile(part))))
        {
            using CompiledEstimator estimators = compiled;
            foreach ((Combination combination, string name) in part)
            {
                try
                {
                    using var estimator = (IDisposable)estimators.Create(name);
                    object result = CompiledEstimator.Call(estimator, "Run")!;
                    kinds[result.GetType().Name] = kinds.GetValueOrDefault(result.GetType().Name) + 1;
                    if (Wrong(result) is { } fault)
                    {
                        failures.Add($"{result} {fault}: {combination}");
                    }
                }
                catch (Exception e)
                {
                    failures.Add($"{e.GetType().Name}, {e.Message}: {combination}");
                }
            }
        }

        output.WriteLine($"{distinct.Length} distinct plans compiled and run: {string.Join(", ", kinds.Select(kind => $"{kind.Value} {kind.Key}"))}");
        Assert.True(failures.Count == 0, $"{failures.Count} failures, the first:\n{string.Join('\n', failures.Take(12))}");
    }

    /// <summary>One combination for each text that the generator would write.</summary>
    private static IEnumerable<Combination> Distinct()
    {
        (Combination Combination, string Text)[] planned = [.. Walk.Whole.Planned.AsParallel().AsOrdered()
            .Select(combination => (combination, string.Concat(Planned.From(combination.Declaration("C")).Files().Select(file => file.Text))))];
        return planned.DistinctBy(one => one.Text).Select(one => one.Combination);
    }

    private static CompiledEstimator Compile((Combination Combination, string Name)[] part)
    {
        string source = string.Concat(part.Select(one => one.Combination.Source(one.Name)));
        GeneratorRun run = GeneratorRun.Of(new EstimatorGenerator(), UserProject.Compile(ToyModel.Source, ToyModel.Usings + source)).AssertNoException();
        return run.Load();
    }

    private static string? Wrong(object result)
    {
        double truth = ToyModel.Information;
        return result switch
        {
            LowerBound lower => Above(lower.Value, lower.StandardError),
            UpperBound upper => Above(-upper.Value, upper.StandardError, -truth),
            Interval interval => Above(interval.Lower.Value, interval.Lower.StandardError) ?? Above(-interval.Upper.Value, interval.Upper.StandardError, -truth),
            Estimate estimate => double.IsFinite(estimate.Value) ? null : "is not finite",
            _ => "is no result",
        };

        string? Above(double value, double error, double? end = null) =>
            double.IsNaN(value) ? "is no number"
            : value > (end ?? truth) + (8 * error) ? FormattableString.Invariant($"passes {truth:F3} by more than 8 of its errors {error:F3}")
            : null;
    }
}
