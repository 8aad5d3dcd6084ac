using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>Reads forward of the networks that [Critic] members make: MIDSL021 of a bounded last layer, MIDSL006 of a gradient that is cut.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CriticBodyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.Gradient, Descriptors.BoundedCritic];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownTypes.CriticAttribute) is not null)
            {
                var networks = new CriticNetworks(start.Compilation);
                start.RegisterSymbolStartAction(symbol => Start(symbol, networks), SymbolKind.NamedType);
            }
        });
    }

    private static void Start(SymbolStartAnalysisContext context, CriticNetworks networks)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!KnownTypes.Derives(type, KnownTypes.CriticModule) || !networks.Contains(type))
        {
            return;
        }

        var bounded = new ConcurrentDictionary<ISymbol, Location>(SymbolEqualityComparer.Default);
        var last = new ConcurrentBag<ISymbol>();
        context.RegisterOperationBlockAction(block =>
        {
            foreach (var made in block.OperationBlocks.SelectMany(Layers.Made))
            {
                if (Layers.BoundedLast(made.Value) is { } layer)
                {
                    bounded[made.Member] = layer.Syntax.GetLocation();
                }
            }

            if (block.OwningSymbol is not IMethodSymbol { Name: "forward", Parameters.Length: 2 } forward || !SymbolEqualityComparer.Default.Equals(forward.ContainingType, type))
            {
                return;
            }

            var body = new Body(block.OperationBlocks);
            foreach (IOperation value in body.Returned)
            {
                switch (Unshaped(body, value))
                {
                    case IInvocationOperation call when Layers.IsBounded(call.TargetMethod):
                        block.ReportDiagnostic(Diagnostic.Create(Descriptors.BoundedCritic, call.Syntax.GetLocation(), Message(type, call.TargetMethod.Name)));
                        break;
                    case IInvocationOperation { TargetMethod.Name: "call" or "forward", Instance: { } network } when Layers.Member(network) is { } member:
                        last.Add(member);
                        break;
                }
            }

            CheckGradient(block, body, forward, networks.MovedArgument(type));
        });
        context.RegisterSymbolEndAction(end =>
        {
            foreach (ISymbol member in last.Distinct(SymbolEqualityComparer.Default).OfType<ISymbol>())
            {
                if (bounded.TryGetValue(member, out Location place))
                {
                    end.ReportDiagnostic(Diagnostic.Create(Descriptors.BoundedCritic, place, Message(type, $"the last layer of '{member.Name}'")));
                }
            }
        });
    }

    private static string Message(INamedTypeSymbol type, string what) =>
        $"{what} keeps the score of '{type.Name}' within a fixed range, and the optimal critic is a log density ratio, which has none: the bound then stops at what the range allows, whatever the information; leave the last layer linear, or multiply by a learned scale";

    private static IOperation Unshaped(Body body, IOperation value)
    {
        value = body.Plain(value);
        for (int steps = 0; steps < 16 && value is IInvocationOperation call && TorchNames.Reshapes(call.TargetMethod) && Body.Receiver(call) is { } shaped; steps++)
        {
            value = body.Plain(shaped);
        }

        return value;
    }

    /// <summary>MIDSL006: no gradient reaches the weights, or the variable that chains of MINE-AIS move.</summary>
    private static void CheckGradient(OperationBlockAnalysisContext context, Body body, IMethodSymbol forward, int moved)
    {
        bool learns = Reaches(GradientFlow.Of(body, o => Layers.Member(o) is not null && o is not IConversionOperation && (TorchNames.IsModule(o.Type) || TorchNames.IsTensor(o.Type)) && o is IMemberReferenceOperation { Instance: IInstanceReferenceOperation }), "the weights", "nothing would be learned");
        if (learns && moved >= 0)
        {
            IParameterSymbol variable = forward.Parameters[moved];
            Reaches(GradientFlow.Of(body, o => o is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, variable)), variable.Name, "the chains of MINE-AIS move along it");
        }

        bool Reaches(GradientFlow flow, string source, string needs)
        {
            foreach (IOperation cut in flow.Reaches ? [] : flow.Cuts)
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.Gradient, cut.Syntax.GetLocation(), $"'{Gradients.Show(cut)}' cuts the gradient in {source}, and no other way is left in '{forward.ContainingType.Name}.{forward.Name}': {needs}; let it through"));
            }

            return flow.Reaches || flow.Cuts.Count == 0;
        }
    }
}
