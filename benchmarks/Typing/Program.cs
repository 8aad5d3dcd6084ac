extern alias Analyzers;

using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using MiDsl.Benchmarks.Typing;
using MiDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Spectre.Console;

const int Rounds = 31;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
ImmutableArray<DiagnosticAnalyzer> analyzers =
[
    .. typeof(Analyzers::MiDsl.Analyzers.EstimatorAnalyzer).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer))).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
];
var table = new Table().Title($"Milliseconds a keystroke, medians of {Rounds} alternating rounds (quartiles)")
    .AddColumns("declarations", "edit", "generator", "bare attribute lookup", "ratio", "files written again", "analyzers on the edited file");
bool held = true;
foreach (int classes in (int[])[100, 1_000])
{
    var project = new Project(classes);
    foreach ((string name, Func<int, (CSharpCompilation After, SyntaxTree Tree)> edit) in new (string, Func<int, (CSharpCompilation, SyntaxTree)>)[] { ("unrelated", project.Unrelated), ("unrelated, a new member", project.NewMember), ("in a declaration", project.InDeclaration) })
    {
        // Each side sees compilations of its own: what one has bound would be there for the other.
        GeneratorDriver ours = Warm(new EstimatorGenerator(), project), floor = Warm(new Floor(), project);
        List<double> generator = [], bare = [], looks = [];
        int written = 0;
        for (int round = 1; round <= Rounds; round++)
        {
            CSharpCompilation before = edit(round).After, after = edit(round).After;
            bare.Add(Time(() => floor = floor.RunGenerators(before)));
            generator.Add(Time(() => ours = ours.RunGenerators(after)));
            written = Written(ours);
            (CSharpCompilation looked, SyntaxTree tree) = edit(round);
            CompilationWithAnalyzers asked = looked.WithAnalyzers(analyzers);
            SemanticModel model = looked.GetSemanticModel(tree);
            looks.Add(Time(() => asked.GetAnalyzerSemanticDiagnosticsAsync(model, null, default).GetAwaiter().GetResult()));
        }

        double ratio = Median(generator) / Median(bare);
        held &= name != "unrelated" || (ratio <= 2 && written == 0 && (classes > 100 || Median(generator) < 50));
        table.AddRow($"{classes:N0}", name, Show(generator), Show(bare), $"{ratio:F2}", $"{written}", Show(looks));
    }
}

AnsiConsole.Write(table);
Console.WriteLine(held
    ? "Held: an unrelated edit costs at most twice the bare lookup, writes nothing again, and takes below 50 ms at 100 declarations."
    : "NOT held: an unrelated edit costs at most twice the bare lookup, writes nothing again, and takes below 50 ms at 100 declarations.");
return held ? 0 : 1;

static GeneratorDriver Warm(IIncrementalGenerator generator, Project project)
{
    var options = new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true);
    GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], driverOptions: options).RunGenerators(project.Compilation);
    for (int i = 0; i < 5; i++)
    {
        driver = driver.RunGenerators(project.Unrelated(-1 - i).After);
    }

    return driver;
}

static int Written(GeneratorDriver driver) => driver.GetRunResult().Results.Single().TrackedOutputSteps.Values
    .SelectMany(steps => steps).SelectMany(step => step.Outputs).Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);

static double Time(Action act)
{
    var clock = Stopwatch.StartNew();
    act();
    return clock.Elapsed.TotalMilliseconds;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

static string Show(List<double> values) =>
    FormattableString.Invariant($"{Median(values):F1} ({values.Order().ElementAt(values.Count / 4):F1} to {values.Order().ElementAt(3 * values.Count / 4):F1})");
