using System.Collections.Immutable;
using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MiDsl.Analyzers;

/// <summary>Reports what a declaration may not say, while the user types. The rules are those that the generator asks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EstimatorAnalyzer : DiagnosticAnalyzer
{
    private static readonly (string Attribute, string Name)[] Companions =
    [
        (KnownTypes.CriticAttribute, "Critic"),
        (KnownTypes.BaselineAttribute, "Baseline"),
        (KnownTypes.VariationalAttribute, "Variational"),
        (KnownTypes.AutoencodersAttribute, "Autoencoders"),
        (KnownTypes.NegativesAttribute, "Negatives"),
        (KnownTypes.ImageAttribute, "Image"),
        (KnownTypes.DiscreteAttribute, "Discrete"),
        (KnownTypes.JointAttribute, "Joint"),
        (KnownTypes.TrainingAttribute, "Training"),
        (KnownTypes.GradientClippingAttribute, "GradientClipping"),
        (KnownTypes.PreprocessAttribute, "Preprocess"),
    ];

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
        if (DeclarationReader.AttributeOn(type, KnownTypes.EstimatorAttribute) is null)
        {
            ReportOrphan(context, type);
            return;
        }

        EstimatorDeclaration declaration = DeclarationReader.Read(type, context.CancellationToken);
        foreach (Problem problem in RuleBook.Check(declaration))
        {
            Report(context, type, problem);
        }
    }

    /// <summary>Annotations of an estimator on a class that declares no bound say nothing.</summary>
    private static void ReportOrphan(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        if (Companions.FirstOrDefault(c => DeclarationReader.AttributeOn(type, c.Attribute) is not null) is { Name: { } name })
        {
            Report(context, type, new Problem(
                RuleIds.NoBound,
                $"'{type.Name}' carries [{name}] but declares no bound, so nothing is emitted; write [Estimator(...)] with one of {BoundCatalogue.Choices}",
                Place.OfAttribute(name)));
        }
    }

    private static void Report(SymbolAnalysisContext context, INamedTypeSymbol type, Problem problem) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.Of(problem.Id),
            PlaceResolver.Resolve(type, problem.Place, context.CancellationToken),
            problem.Message));
}
