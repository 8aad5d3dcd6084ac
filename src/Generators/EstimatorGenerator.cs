using System;
using System.Linq;
using System.Text;
using System.Threading;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.Generators;

/// <summary>Writes the estimator of every [Estimator] class: declaration, plan, text.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class EstimatorGenerator : IIncrementalGenerator
{
    /// <summary>The step that reads declarations.</summary>
    public const string DeclarationsStep = "Declarations";

    /// <summary>The step that plans.</summary>
    public const string PlansStep = "Plans";

    // Without a byte order mark: the files are for reading.
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private static readonly DiagnosticDescriptor InternalError = new(
        "MIDSL900",
        "Internal error of MiDsl",
        "MiDsl could not write the estimator '{0}', please report this with its declaration: {1}",
        "MiDsl",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    private static readonly ReadingMemo<Attempt<EstimatorDeclaration>> Readings = new();

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<Attempt<EstimatorDeclaration>> declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownTypes.EstimatorAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (found, cancellation) => Readings.Of(found.TargetNode, Surface.Of(found.SemanticModel.Compilation, cancellation), () => Read(found, cancellation)))
            .Where(static read => read is not null)
            .Select(static (read, _) => read!)
            .WithTrackingName(DeclarationsStep);

        IncrementalValuesProvider<Attempt<Planned>> plans = declarations
            .Select(static (read, _) => read.Then(Planned.From))
            .WithTrackingName(PlansStep);

        context.RegisterSourceOutput(plans, static (output, planned) => Emit(output, planned));
    }

    private static Attempt<EstimatorDeclaration>? Read(GeneratorAttributeSyntaxContext found, CancellationToken cancellation) => IsFirst(found)
        ? Attempt.At(found.TargetSymbol.Name, () => DeclarationReader.Read((INamedTypeSymbol)found.TargetSymbol, cancellation))
        : null;

    /// <summary>Whether this is the one part to emit for, should the user have put the attribute on several.</summary>
    private static bool IsFirst(GeneratorAttributeSyntaxContext found) =>
        DeclarationReader.AttributeOn(found.TargetSymbol, KnownTypes.EstimatorAttribute)?.ApplicationSyntaxReference is not { } first
        || (first.SyntaxTree == found.TargetNode.SyntaxTree && found.TargetNode.Span.Contains(first.Span));

    private static void Emit(SourceProductionContext output, Attempt<Planned> planned)
    {
        Attempt<EquatableArray<EmittedText>> files = planned.Then(p => p.Files());
        if (files.Error is { } error)
        {
            output.ReportDiagnostic(Diagnostic.Create(InternalError, Location.None, files.Subject, error));
            return;
        }

        foreach (EmittedText file in files.Value)
        {
            output.AddSource(file.HintName, SourceText.From(file.Text, Utf8));
        }
    }
}

/// <summary>A file to add.</summary>
internal sealed record EmittedText(string HintName, string Text);

/// <summary>A declaration with its plan, or with the rules that it breaks.</summary>
internal sealed record Planned(EstimatorDeclaration Declaration, EstimatorPlan? Plan, KnownPlan? Known, EquatableArray<Problem> Problems)
{
    public static Planned From(EstimatorDeclaration declaration)
    {
        EquatableArray<Problem> problems = RuleBook.Refusals(declaration);
        bool known = KnownBounds.Contains(declaration.Bound.Bound);
        return new Planned(
            declaration,
            problems.Count == 0 && !known ? Planner.Plan(declaration) : null,
            problems.Count == 0 && known ? KnownPlanner.Plan(declaration) : null,
            problems);
    }

    /// <summary>None for a class that cannot have a further part, one for a broken rule, else one a concern.</summary>
    public EquatableArray<EmittedText> Files()
    {
        if (!Declaration.Type.CanHaveParts)
        {
            return default;
        }

        if (Known is { } known)
        {
            EmittedText[] files =
            [
                .. known.Critic is { } critic ? (EmittedText[])[File("Critic", CriticWriter.Write(known.Type, critic, inRows: true))] : [],
                File("Model", ModelWriter.Write(known)),
                File("Objective", TermsWriter.Write(known)),
                .. known.Chains is null ? (EmittedText[])[] : [File("Annealing", AnnealingWriter.Write(known))],
                File("Training", KnownTrainingWriter.Write(known)),
                File("Evaluation", KnownEvaluationWriter.Write(known)),
            ];
            return files.ToEquatableArray();
        }

        return Plan is { } plan
            ? EquatableArray<EmittedText>.Of(
                File("Critic", plan.Target == Target.Cpu ? CpuCriticWriter.Write(plan) : CriticWriter.Write(plan.Type, plan.Critic, plan.Negatives.InRows)),
                File("Objective", ObjectiveWriter.Write(plan)),
                File("Training", TrainingWriter.Write(plan)),
                File("Evaluation", EvaluationWriter.Write(plan)))
            : EquatableArray<EmittedText>.Of(File("Invalid", InvalidWriter.Write(Declaration, Problems)));

        EmittedText File(string concern, string text) => new($"{HintName.Of(Declaration.Type)}.{concern}.g.cs", text);
    }
}

/// <summary>A value, or the message of what went wrong on the way to it: a generator never throws.</summary>
internal sealed record Attempt<T>(string Subject, T Value, string? Error)
    where T : IEquatable<T>
{
    public Attempt<TNext> Then<TNext>(Func<T, TNext> next)
        where TNext : IEquatable<TNext> =>
        Error is null ? Attempt.At(Subject, () => next(Value)) : new Attempt<TNext>(Subject, default!, Error);
}

internal static class Attempt
{
    public static Attempt<T> At<T>(string subject, Func<T> make)
        where T : IEquatable<T>
    {
        try
        {
            return new Attempt<T>(subject, make(), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Attempt<T>(subject, default!, e.Message);
        }
    }
}

/// <summary>File names that cannot collide: the readable name, and a hash of the whole metadata name.</summary>
internal static class HintName
{
    public static string Of(TypeShape type)
    {
        string readable = new([.. type.Name.Select(c => char.IsLetterOrDigit(c) ? c : '_')]);
        return $"{readable}.{Hash(type.MetadataName):x8}";
    }

    /// <summary>FNV-1a: stable across processes, unlike string.GetHashCode.</summary>
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash;
    }
}
