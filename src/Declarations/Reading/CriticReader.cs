using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MiDsl.Declarations;

/// <summary>Reads the critic: an architecture on the class, or a member that makes the user's own network.</summary>
internal static class CriticReader
{
    public static CriticDeclaration Read(INamedTypeSymbol type, AttributeArguments onClass, List<Problem> problems)
    {
        ISymbol[] networks = type.GetMembers()
            .Where(m => m is IMethodSymbol or IPropertySymbol && DeclarationReader.AttributeOn(m, KnownTypes.CriticAttribute) is not null)
            .ToArray();

        foreach (ISymbol second in networks.Skip(1))
        {
            problems.Add(new Problem(RuleIds.TypeShape, $"'{second.Name}' is a second [Critic] beside '{networks[0].Name}'; keep one", Place.OfMember(second.Name)).MendedBy(Mend.DropRole(second.Name, "Critic"), Mend.DropRole(networks[0].Name, "Critic")));
        }

        if (networks.FirstOrDefault() is { } network)
        {
            if (onClass.IsWritten)
            {
                problems.Add(new Problem(RuleIds.TypeShape, $"[Critic] stands on the class and on '{network.Name}'; keep the architecture or the network", Place.OfAttribute("Critic"))
                    .MendedBy(Mend.DropAttribute("Critic", reason: "the member makes the network"), Mend.DropRole(network.Name, "Critic", "the architecture is declared")));
            }

            var written = new AttributeArguments(DeclarationReader.AttributeOn(network, KnownTypes.CriticAttribute));
            if (written.Boolean("BatchNorm") == true)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"BatchNorm = true is for an emitted network, and '{network.Name}' makes your own; drop it", Place.OfMember(network.Name)).MendedBy(Mend.Drop(Place.OfRole(network.Name, "Critic", "BatchNorm"))));
            }

            if (written.Enum<BaseCritic>("Base") is { } form and not BaseCritic.None)
            {
                problems.Add(new Problem(RuleIds.Dimensions, $"Base = {form} feeds an emitted network with features, and '{network.Name}' makes your own; drop it or declare [Critic(CriticForm.Concatenated, Base = ...)] on the class", Place.OfMember(network.Name)).MendedBy(Mend.Drop(Place.OfRole(network.Name, "Critic", "Base"))));
            }

            return new CriticDeclaration(null, null, null, null, LayerExtras.None, ConvolutionDeclaration.None, IsWritten: true, Base: null, ExpressionOf(network, problems));
        }

        return new CriticDeclaration(
            onClass.FirstEnum<CriticForm>(),
            onClass.Int32Array("Hidden"),
            onClass.Int32("Embedding"),
            onClass.Enum<Activation>("Activation"),
            new LayerExtras(
                onClass.Boolean("Residual"), onClass.Boolean("LayerNorm"), onClass.Boolean("BatchNorm"), onClass.Boolean("SpectralNorm"),
                onClass.Double("Dropout"), onClass.Double("InputNoise"), onClass.Double("Noise")),
            new ConvolutionDeclaration(onClass.Int32Array("Channels"), onClass.Int32("Kernel"), onClass.Int32("Stride"), onClass.Boolean("ConditionEachConvolution")),
            onClass.IsWritten,
            onClass.Enum<BaseCritic>("Base"),
            Module: null);
    }

    private static string ExpressionOf(ISymbol member, List<Problem> problems)
    {
        string name = CSharpIdentifier.Escape(member.Name);
        (ITypeSymbol? type, string expression) = member switch
        {
            IPropertySymbol { IsIndexer: false, GetMethod: not null } property => (property.Type, name),
            IMethodSymbol { Parameters.IsEmpty: true, IsGenericMethod: false } method => (method.ReturnType, name + "()"),
            _ => (null, name),
        };
        if (type is null || !KnownTypes.Derives(type, KnownTypes.CriticModule))
        {
            problems.Add(new Problem(
                RuleIds.TypeShape,
                $"'{member.Name}' has no form that a [Critic] member may have; write 'Module<Tensor, Tensor, Tensor> {member.Name}()', a method without parameters or a property, giving one score a row",
                Place.OfMember(member.Name)));
        }

        else if (type.NullableAnnotation == NullableAnnotation.Annotated)
        {
            problems.Add(new Problem(RuleIds.TypeShape, $"'{member.Name}' may be null, and an estimator needs its critic; drop the '?' of its type", Place.OfMember(member.Name)));
        }

        return expression;
    }
}
