using System;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiDsl.Generators;

/// <summary>
/// What of a compilation a declaration can depend on: everything but the bodies of its methods, where most keystrokes fall.
/// Two compilations of one surface read the same from the same syntax node.
/// </summary>
internal static class Surface
{
    // Keys are held weakly, values are text: no compilation outlives its keystroke.
    private static readonly ConditionalWeakTable<Compilation, string> Compilations = new();
    private static readonly ConditionalWeakTable<SyntaxTree, string> Trees = new();
    private static readonly ConditionalWeakTable<object, string> Identities = new();
    private static long identities;

    public static string Of(Compilation compilation, CancellationToken cancellation) => Compilations.GetValue(compilation, c =>
    {
        var text = new StringBuilder(c.AssemblyName).Append('\n').Append(IdentityOf(c.Options));
        foreach (MetadataReference reference in c.ExternalReferences)
        {
            text.Append('\n').Append(IdentityOf(reference));
        }

        foreach (SyntaxTree tree in c.SyntaxTrees)
        {
            text.Append('\n').Append(Trees.GetValue(tree, t => Hash(Text(t, cancellation)))).Append(IdentityOf(tree.Options));
        }

        return Hash(text.ToString());
    });

    // A number of its own for each object that is compared by reference.
    private static string IdentityOf(object shared) => Identities.GetValue(shared, _ => $" {Interlocked.Increment(ref identities)}");

    private static string Text(SyntaxTree tree, CancellationToken cancellation)
    {
        var text = new StringBuilder(tree.FilePath);
        foreach (SyntaxNodeOrToken part in tree.GetRoot(cancellation).DescendantNodesAndTokens(node => !IsBody(node), descendIntoTrivia: true))
        {
            cancellation.ThrowIfCancellationRequested();
            if (part.IsToken)
            {
                text.Append('\n').Append(part.AsToken().Text);
            }
            else if (IsBody(part.AsNode()!))
            {
                text.Append("\n{}");
            }
        }

        return text.ToString();
    }

    // A body with directives may change how what follows it is compiled.
    private static bool IsBody(SyntaxNode node) =>
        node is BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax }
            or ArrowExpressionClauseSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax }
        && !node.ContainsDirectives;

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }
}
