using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace MiDsl.Declarations;

/// <summary>All that is wrong with a class, whether it is an estimator or only carries annotations of one. Analyzers and code fixes ask here.</summary>
internal static class ClassRules
{
    private static readonly string[] Companions =
    [
        "Critic", "Baseline", "Variational", "Autoencoders", "Negatives", "Image", "Discrete", "Joint", "Training", "GradientClipping", "Preprocess",
    ];

    public static EquatableArray<Problem> Check(INamedTypeSymbol type, CancellationToken cancellation) =>
        DeclarationReader.AttributeOn(type, KnownTypes.EstimatorAttribute) is not null ? RuleBook.Check(DeclarationReader.Read(type, cancellation))
        : Companions.FirstOrDefault(name => DeclarationReader.AttributeOn(type, $"MiDsl.{name}Attribute") is not null) is { } orphan ? EquatableArray<Problem>.Of(Orphan(type, orphan))
        : default;

    /// <summary>Annotations of an estimator on a class that declares no bound say nothing.</summary>
    private static Problem Orphan(INamedTypeSymbol type, string attribute) => new Problem(
        RuleIds.NoBound,
        $"'{type.Name}' carries [{attribute}] but declares no bound, so nothing is emitted; write [Estimator(...)] with one of {BoundCatalogue.Choices}",
        Place.OfAttribute(attribute))
        .MendedBy(BoundMends.OnSamples(bound => new Mend(MendKind.AddAttribute, "", Place.TypeName, $"Estimator(Bound.{bound})")));
}
