using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using MiDsl.Analyzers.Tests;
using MiDsl.Testing;
using Xunit;

namespace MiDsl.CodeFixes.Tests;

/// <summary>The sources that Analyzers.Tests breaks rules with.</summary>
internal static class RuleExamples
{
    private static readonly Lazy<Task<IReadOnlyList<string>>> Recorded = new(Record);

    /// <summary>Without their marks.</summary>
    public static async Task<IReadOnlyList<string>> All() =>
        [.. (await Recorded.Value).Where(marked => marked.Contains("{|MIDSL", StringComparison.Ordinal)).Select(marked => DiagnosticMarkup.Parse(marked).Source).Distinct(StringComparer.Ordinal)];

    private static Task<IReadOnlyList<string>> Record() => AnalyzerRun.Record(async () =>
    {
        var tests = from type in typeof(RuleTests).Assembly.GetTypes()
                    where type is { IsPublic: true, IsAbstract: false } && type != typeof(CorpusTests)
                    from method in type.GetMethods()
                    where method.ReturnType == typeof(Task) && method.IsDefined(typeof(FactAttribute))
                    from arguments in Arguments(method)
                    select (type, method, arguments);
        foreach ((Type type, MethodInfo method, object?[] arguments) in tests)
        {
            await (Task)method.Invoke(Activator.CreateInstance(type), arguments)!;
        }
    });

    private static IEnumerable<object?[]> Arguments(MethodInfo method) =>
        method.IsDefined(typeof(TheoryAttribute))
            ? method.GetCustomAttributes<InlineDataAttribute>().Select(data => data.GetData(method).Single())
            : [[]];
}
