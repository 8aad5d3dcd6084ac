using Microsoft.CodeAnalysis;

namespace MiDsl.Benchmarks.Typing;

/// <summary>What any generator of this kind pays: the annotated classes are found, their names taken, nothing is written.</summary>
internal sealed class Floor : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.ForAttributeWithMetadataName("MiDsl.EstimatorAttribute", static (_, _) => true, static (found, _) => found.TargetSymbol.Name),
        static (_, _) => { });
}
