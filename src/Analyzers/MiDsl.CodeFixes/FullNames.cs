using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiDsl.CodeFixes;

/// <summary>Gives the types in a mend's text their full names, so that it means the same in any file.</summary>
internal sealed class FullNames(Compilation compilation) : CSharpSyntaxRewriter
{
    private static readonly Dictionary<string, string> Foreign = new(StringComparer.Ordinal)
    {
        ["Tensor"] = "global::TorchSharp.torch.Tensor",
        ["Generator"] = "global::TorchSharp.torch.Generator",
        ["Distribution"] = "global::TorchSharp.torch.distributions.Distribution",
        ["NotImplementedException"] = "global::System.NotImplementedException",
    };

    public string InExpression(string text) => Visit(SyntaxFactory.ParseExpression(text)).ToFullString();

    public string InAttribute(string text)
    {
        var holder = (TypeDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{text}] class C;")!;
        return Visit(holder.AttributeLists[0].Attributes[0]).ToFullString();
    }

    /// <summary>A member, under a name that the class does not have yet.</summary>
    public string InMember(string text, INamedTypeSymbol type)
    {
        var member = (MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(text)!;
        string free = member.Identifier.ValueText;
        for (int i = 2; type.GetMembers(free).Length > 0; i++)
        {
            free = member.Identifier.ValueText + i;
        }

        return Visit(member.WithIdentifier(SyntaxFactory.Identifier(free).WithTriviaFrom(member.Identifier))).ToFullString();
    }

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node)
    {
        string name = node.Identifier.ValueText;
        bool isLabel = node.Parent is NameEqualsSyntax or NameColonSyntax || (node.Parent is MemberAccessExpressionSyntax access && access.Name == node);
        string? full = isLabel ? null
            : node.Parent is AttributeSyntax ? $"global::MiDsl.{name}"
            : Foreign.TryGetValue(name, out string? foreign) ? foreign
            : compilation.GetTypeByMetadataName("MiDsl." + name) is not null ? $"global::MiDsl.{name}"
            : null;
        return full is null ? node : SyntaxFactory.ParseName(full).WithTriviaFrom(node);
    }
}
