using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MiDsl.Declarations;

/// <summary>Reads where pairs come from: a sampler of one of two forms, or data.</summary>
internal static class JointReader
{
    private const string Forms =
        "write 'void Draw(Rng rng, int n, Span<float> x, Span<float> y)' or '(Tensor X, Tensor Y) Draw(long n, Generator generator)'";

    public static JointDeclaration? Read(INamedTypeSymbol type, AttributeArguments onClass, List<Problem> problems)
    {
        IMethodSymbol[] samplers = type.GetMembers().OfType<IMethodSymbol>()
            .Where(m => DeclarationReader.AttributeOn(m, KnownTypes.JointAttribute) is not null)
            .ToArray();

        foreach (IMethodSymbol second in samplers.Skip(1))
        {
            problems.Add(new Problem(RuleIds.TypeShape, $"'{second.Name}' is a second [Joint] sampler beside '{samplers[0].Name}'; keep one", Place.OfMember(second.Name)).MendedBy(Mend.DropRole(second.Name, "Joint"), Mend.DropRole(samplers[0].Name, "Joint")));
        }

        if (samplers.FirstOrDefault() is { } sampler)
        {
            if (onClass.IsWritten)
            {
                problems.Add(new Problem(RuleIds.TypeShape, $"[Joint] stands on the class and on '{sampler.Name}'; keep the one on the sampler", Place.OfAttribute("Joint"))
                    .MendedBy(Mend.DropAttribute("Joint", reason: "the sampler draws pairs"), Mend.DropRole(sampler.Name, "Joint", "data is given to Fit or Step")));
            }

            return ReadSampler(sampler, problems);
        }

        return onClass.IsWritten ? new JointDeclaration(JointKind.Data, "", onClass.Int32("X"), onClass.Int32("Y"), onClass.Int32("Given")) : null;
    }

    private static JointDeclaration ReadSampler(IMethodSymbol method, List<Problem> problems)
    {
        JointKind? kind = KindOf(method);
        if (kind is null)
        {
            problems.Add(new Problem(RuleIds.TypeShape, $"'{method.Name}' has no form that a [Joint] sampler may have; {Forms}", Place.OfMember(method.Name)));
        }

        var arguments = new AttributeArguments(DeclarationReader.AttributeOn(method, KnownTypes.JointAttribute));
        return new JointDeclaration(kind ?? JointKind.SpanSampler, CSharpIdentifier.Escape(method.Name), arguments.Int32("X"), arguments.Int32("Y"), arguments.Int32("Given"));
    }

    private static JointKind? KindOf(IMethodSymbol method)
    {
        if (method.IsGenericMethod || method.IsAsync || method.MethodKind != MethodKind.Ordinary || method.IsAbstract
            || method is { IsPartialDefinition: true, PartialImplementationPart: null }
            || method.ReturnsByRef || method.ReturnsByRefReadonly
            || method.Parameters.Any(p => p.RefKind != RefKind.None || p.IsParams))
        {
            return null;
        }

        bool Takes(params string[] names) =>
            method.Parameters.Length == names.Length
            && method.Parameters.Zip(names, (p, name) => KnownTypes.Is(p.Type, name)).All(same => same);

        if (method.ReturnsVoid && Takes(KnownTypes.Rng, "int", KnownTypes.FloatSpan, KnownTypes.FloatSpan))
        {
            return JointKind.SpanSampler;
        }

        bool returnsTensorPair = method.ReturnType is INamedTypeSymbol { IsTupleType: true, TupleElements.Length: 2 } pair
            && pair.TupleElements.All(element => KnownTypes.Is(element.Type, KnownTypes.Tensor));
        return returnsTensorPair && Takes("long", KnownTypes.Generator) ? JointKind.TensorSampler : null;
    }
}

internal static class CSharpIdentifier
{
    /// <summary>Puts an @ before keywords.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;
}
