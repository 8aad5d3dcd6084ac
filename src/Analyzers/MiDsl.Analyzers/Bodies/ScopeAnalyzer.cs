using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>MIDSL014: an await inside a DisposeScope or a gradient mode, both of which stay with the thread that opened them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ScopeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.Scope];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName("TorchSharp.torch") is not null)
            {
                start.RegisterOperationAction(Analyze, OperationKind.Await, OperationKind.Loop, OperationKind.Using, OperationKind.UsingDeclaration);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        if (KeywordOf(context.Operation) is not { } keyword || ThreadScopes.Around(context.Operation).FirstOrDefault() is not { } scope)
        {
            return;
        }

        string message = scope is IInvocationOperation call && TorchNames.SetsGradMode(call.TargetMethod)
            ? $"await inside '{call.TargetMethod.Name}()': the gradient mode belongs to its thread, and what follows an await may run on another, with gradients as they are there; leave the block before the await"
            : "await inside a DisposeScope: a scope belongs to its thread, and what follows an await may run on another, where the scope neither sees tensors nor ends; leave the scope before the await and hand tensors on with MoveToOuterDisposeScope";
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.Scope, keyword, message));
    }

    /// <summary>The await keyword, of an expression, a loop or a using.</summary>
    private static Location? KeywordOf(IOperation operation)
    {
        SyntaxToken keyword = operation switch
        {
            IAwaitOperation { Syntax: AwaitExpressionSyntax syntax } => syntax.AwaitKeyword,
            IForEachLoopOperation { IsAsynchronous: true, Syntax: CommonForEachStatementSyntax syntax } => syntax.AwaitKeyword,
            IUsingOperation { IsAsynchronous: true, Syntax: UsingStatementSyntax syntax } => syntax.AwaitKeyword,
            IUsingDeclarationOperation { IsAsynchronous: true, Syntax: LocalDeclarationStatementSyntax syntax } => syntax.AwaitKeyword,
            _ => default,
        };
        return keyword == default ? null : keyword.GetLocation();
    }
}
