using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiDsl.Testing;

/// <summary>What a person types between two runs of a generator.</summary>
public static class Edits
{
    /// <summary>A new file that has nothing to do with any estimator.</summary>
    public static CSharpCompilation Unrelated(CSharpCompilation before) =>
        before.AddSyntaxTrees(UserProject.Parse(
            "namespace Elsewhere { internal sealed class Unrelated { public int Number { get; set; } } }",
            $"Unrelated{before.SyntaxTrees.Length}.cs"));

    /// <summary>A comment above the named type, which moves every position below it.</summary>
    public static Func<CSharpCompilation, CSharpCompilation> CommentAbove(string type) => before =>
    {
        var declaration = Only<BaseTypeDeclarationSyntax>(before, type, node => node.Identifier.ValueText);
        return Changed(before, declaration.SyntaxTree, text => text.Insert(declaration.SpanStart, "// A comment.\n\n"));
    };

    /// <summary>One text in place of another that occurs once in all sources: an edit of the declaration.</summary>
    public static Func<CSharpCompilation, CSharpCompilation> Replace(string old, string @new) => before =>
    {
        var trees = before.SyntaxTrees.Where(tree => tree.ToString().Contains(old, StringComparison.Ordinal)).ToArray();
        if (trees.Length != 1 || trees[0].ToString().Split(old).Length != 2)
        {
            throw new HarnessException($"'{old}' does not occur exactly once.");
        }

        return Changed(before, trees[0], text => text.Replace(old, @new, StringComparison.Ordinal));
    };

    /// <summary>The named member is deleted.</summary>
    public static Func<CSharpCompilation, CSharpCompilation> RemoveMember(string name) => before =>
    {
        var member = Only<MemberDeclarationSyntax>(before, name, Name);
        return Changed(before, member.SyntaxTree, text => text.Remove(member.FullSpan.Start, member.FullSpan.Length));
    };

    private static string? Name(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        _ => null,
    };

    private static TNode Only<TNode>(CSharpCompilation compilation, string name, Func<TNode, string?> nameOf)
        where TNode : SyntaxNode
    {
        var found = compilation.SyntaxTrees
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<TNode>())
            .Where(node => string.Equals(nameOf(node), name, StringComparison.Ordinal))
            .ToArray();
        return found.Length == 1
            ? found[0]
            : throw new HarnessException($"{found.Length} declarations are named '{name}'.");
    }

    private static CSharpCompilation Changed(CSharpCompilation before, SyntaxTree tree, Func<string, string> edit) =>
        before.ReplaceSyntaxTree(tree, UserProject.Parse(edit(tree.ToString()), tree.FilePath));
}
