using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>MIDSL020: a density member that scores by a network with batch normalisation or dropout, which nothing puts into evaluation mode.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainModeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.TrainMode];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolStartAction(Start, SymbolKind.NamedType);
    }

    private static void Start(SymbolStartAnalysisContext context)
    {
        if (DeclarationReader.AttributeOn(context.Symbol, KnownTypes.EstimatorAttribute) is null)
        {
            return;
        }

        // Members of one class are visited in any order, and at once.
        var restless = new ConcurrentDictionary<ISymbol, string>(SymbolEqualityComparer.Default);
        var settled = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
        var scored = new ConcurrentBag<(ISymbol Network, string Member, Location Place)>();
        context.RegisterOperationBlockAction(block =>
        {
            foreach (IOperation root in block.OperationBlocks)
            {
                foreach (var made in Layers.Made(root))
                {
                    if (Layers.RestlessIn(made.Value) is { } kind)
                    {
                        restless[made.Member] = kind;
                    }
                }

                foreach (IInvocationOperation call in root.DescendantsAndSelf().OfType<IInvocationOperation>().Where(Settles))
                {
                    if (Layers.Member(call.Instance) is { } network)
                    {
                        settled[network] = true;
                    }
                }
            }

            if (DensityMethod.Of(block.OwningSymbol) is not { } density)
            {
                return;
            }

            foreach (IOperation operation in block.OperationBlocks.SelectMany(root => root.DescendantsAndSelf()))
            {
                if (Layers.Member(operation) is { } network && operation is not IConversionOperation && TorchNames.IsModule(operation.Type))
                {
                    scored.Add((network, density.Method.Name, operation.Syntax.GetLocation()));
                }
                else if (operation is IInvocationOperation call && ActsInTraining(call))
                {
                    block.ReportDiagnostic(Diagnostic.Create(Descriptors.TrainMode, call.Syntax.GetLocation(), $"'{call.TargetMethod.Name}' in train mode makes '{density.Method.Name}' depend on {Depends(call.TargetMethod.Name)}, so it is not one density; pass training: false, or leave it out"));
                }
            }
        });
        context.RegisterSymbolEndAction(end =>
        {
            foreach (var use in scored.GroupBy(use => use.Place).Select(same => same.First()))
            {
                if (restless.TryGetValue(use.Network, out string kind) && !settled.ContainsKey(use.Network))
                {
                    end.ReportDiagnostic(Diagnostic.Create(Descriptors.TrainMode, use.Place, $"'{use.Network.Name}' holds {kind}, which in train mode makes '{use.Member}' depend on {Depends(kind)}, so it is not one density; call {use.Network.Name}.eval() where it is made"));
                }
            }
        });
    }

    private static bool Settles(IInvocationOperation call) =>
        call.TargetMethod.Name == "eval" || (call.TargetMethod.Name == "train" && call.Arguments.FirstOrDefault()?.Value.ConstantValue is { HasValue: true, Value: false });

    private static bool ActsInTraining(IInvocationOperation call) =>
        TorchNames.IsTorch(call.TargetMethod) && call.TargetMethod.Name is "dropout" or "dropout1d" or "dropout2d" or "dropout3d" or "alpha_dropout" or "feature_alpha_dropout" or "batch_norm"
        && call.Arguments.FirstOrDefault(a => a.Parameter?.Name is "training" or "train")?.Value.ConstantValue is { HasValue: true, Value: true };

    private static string Depends(string kind) => kind.StartsWith("batch", System.StringComparison.OrdinalIgnoreCase) ? "the other rows of a batch" : "chance";
}
