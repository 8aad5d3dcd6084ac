using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.CodeFixes;

/// <summary>Mends expressions in bodies: no declaration says what stands there, the syntax at the diagnostic does.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BodyFixProvider)), Shared]
public sealed class BodyFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RuleIds.Dimensions, RuleIds.Scope, RuleIds.Unclipped, RuleIds.TrainMode, RuleIds.BoundedCritic];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Document document = context.Document;
        SyntaxNode? root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax expression)
            {
                continue;
            }

            if (diagnostic.Id == RuleIds.Unclipped)
            {
                OfferClipping(context, diagnostic, expression, model);
                continue;
            }

            (string Title, TextChange[] Changes)? edit = diagnostic.Id switch
            {
                RuleIds.Dimensions => Summed(expression, diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains("sums over the rows"), model, context.CancellationToken),
                RuleIds.Scope => AsEstimate(expression, model, context.CancellationToken),
                RuleIds.TrainMode => Settled(expression),
                RuleIds.BoundedCritic => Unbounded(expression, model, context.CancellationToken) ?? WithoutLayer(expression),
                _ => null,
            };
            if (edit is var (title, changes))
            {
                context.RegisterCodeFix(CodeAction.Create(title, cancellation => Apply(document, changes, cancellation), diagnostic.Id + title), diagnostic);
            }
        }
    }

    private static async Task<Document> Apply(Document document, TextChange[] changes, CancellationToken cancellation)
    {
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    /// <summary>One value a row: the sum over the dimensions is added, or a sum over everything keeps the rows.</summary>
    private static (string, TextChange[])? Summed(ExpressionSyntax value, bool overRows, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetTypeInfo(value, cancellation).Type is not { } type || !KnownTypes.Is(type, KnownTypes.Tensor))
        {
            return null;
        }

        if (overRows)
        {
            TextChange[] sums = [.. from call in value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
                                    where call.ArgumentList.Arguments.Count == 0
                                    let name = (call.Expression as MemberAccessExpressionSyntax)?.Name
                                    where name?.Identifier.ValueText is "sum" or "mean"
                                    select new TextChange(TextSpan.FromBounds(name.SpanStart, call.Span.End), "sum(1)")];
            return sums.Length == 1 ? ("Sum over the dimensions alone", sums) : null;
        }

        bool isPlain = value is IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax or ElementAccessExpressionSyntax;
        return ("Sum over the dimensions", isPlain
            ? [new TextChange(new TextSpan(value.Span.End, 0), ".sum(1)")]
            : [new TextChange(new TextSpan(value.SpanStart, 0), "("), new TextChange(new TextSpan(value.Span.End, 0), ").sum(1)")]);
    }

    /// <summary>A number whose direction is lost is an Estimate, and so is what it is declared or returned as.</summary>
    private static (string, TextChange[])? AsEstimate(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation)
    {
        if (value.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is not { } made || model.GetTypeInfo(made, cancellation).Type is not { } type || !IsResult(type))
        {
            return null;
        }

        string name = type.ToMinimalDisplayString(model, made.SpanStart).Replace(type.Name, "Estimate");
        var changes = new List<TextChange>
        {
            made is ObjectCreationExpressionSyntax written
                ? new TextChange(written.Type.Span, name)
                : new TextChange(new TextSpan(made.NewKeyword.Span.End, 0), " " + name),
        };
        TypeSyntax? declared = made.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax variable } } => variable.Type,
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } => method.ReturnType,
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Type,
            ReturnStatementSyntax statement => (statement.Ancestors().FirstOrDefault(a => a is MethodDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) as MethodDeclarationSyntax)?.ReturnType,
            _ => null,
        };
        if (declared is not null && model.GetTypeInfo(declared, cancellation).Type is { } was && IsResult(was) && !declared.IsVar)
        {
            changes.Add(new TextChange(declared.Span, name));
        }

        return ("Make it an Estimate, which claims no direction", [.. changes]);
    }

    private static bool IsResult(ITypeSymbol type) => Results.Any(name => KnownTypes.Is(type, name));

    private static readonly string[] Results = ["MiDsl.LowerBound", "MiDsl.UpperBound", "MiDsl.Interval"];

    /// <summary>A function that is told to act as in training.</summary>
    private static (string, TextChange[])? Settled(ExpressionSyntax call) =>
        (call as InvocationExpressionSyntax)?.ArgumentList.Arguments.Select(a => a.Expression).FirstOrDefault(a => a.IsKind(SyntaxKind.TrueLiteralExpression)) is { } training
            ? ("Score in evaluation mode: training: false", [new TextChange(training.Span, "false")])
            : null;

    /// <summary>What a bounded function is applied to.</summary>
    private static (string, TextChange[])? Unbounded(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        if (expression is not InvocationExpressionSyntax call || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        bool isFunction = method.IsStatic && KnownTypes.Is(method.ReturnType, KnownTypes.Tensor) && call.ArgumentList.Arguments.Count > 0;
        bool isMember = !method.IsStatic && KnownTypes.Is(method.ReturnType, KnownTypes.Tensor) && call.Expression is MemberAccessExpressionSyntax;
        ExpressionSyntax? inner = isFunction ? call.ArgumentList.Arguments[0].Expression
            : isMember ? ((MemberAccessExpressionSyntax)call.Expression).Expression
            : null;
        return inner is null ? null : ($"Leave {method.Name} out: scores are then free", [new TextChange(call.Span, inner.ToString())]);
    }

    /// <summary>A bounded layer at the end of others, with or without a name.</summary>
    private static (string, TextChange[])? WithoutLayer(ExpressionSyntax layer) =>
        layer.Ancestors().OfType<ArgumentSyntax>().FirstOrDefault(a => a.Parent is ArgumentListSyntax) is { Parent: ArgumentListSyntax { Arguments.Count: > 1 } layers } argument
            ? ($"Leave {layer} out: scores are then free", [.. AttributeEdits.RemoveFrom(layers.Arguments, argument, new Layout(layer.SyntaxTree.GetText()))])
            : null;

    /// <summary>The clipping is declared on the estimator, wherever that is; the call that uses it is for the user to write.</summary>
    private static void OfferClipping(CodeFixContext context, Diagnostic diagnostic, ExpressionSyntax call, SemanticModel model)
    {
        if (model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol { ContainingType: { } estimator }
            || DeclarationReader.On(estimator, KnownTypes.GradientClippingAttribute).FirstEnum<Clip>() == Clip.Adaptive)
        {
            return;
        }

        var mend = new Mend(
            MendKind.SetArgument,
            $"Declare [GradientClipping(Clip.Adaptive)] on '{estimator.Name}', to call BackwardInto",
            Place.OfArgument("GradientClipping"),
            "Clip.Adaptive");
        context.RegisterCodeFix(
            CodeAction.Create(mend.Title, cancellation => MendEditor.Apply(context.Document.Project, estimator, mend, cancellation), diagnostic.Id),
            diagnostic);
    }
}
