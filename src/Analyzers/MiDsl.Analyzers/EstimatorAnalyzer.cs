using System.Collections.Immutable;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MiDsl.Analyzers;

/// <summary>Reports what a declaration may not say, while the user types. The rules are those that the generator asks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EstimatorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (Problem problem in ClassRules.Check(type, context.CancellationToken))
        {
            Report(context, type, problem);
        }
    }

    private static void Report(SymbolAnalysisContext context, INamedTypeSymbol type, Problem problem) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.Of(problem.Id),
            PlaceResolver.Resolve(type, problem.Place, context.CancellationToken),
            problem.Message));
}
