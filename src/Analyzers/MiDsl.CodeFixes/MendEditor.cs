using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.CodeFixes;

/// <summary>
/// Carries a mend out: the syntax says where, a change of the text is all that is changed, so that comments, blank lines and line
/// ends stay as they are. Names are written in full and then made as short as the file's usings and aliases allow.
/// </summary>
internal static class MendEditor
{
    public static async Task<Solution> Apply(Project project, INamedTypeSymbol type, Mend mend, CancellationToken cancellation)
    {
        Project edited = await ApplyOne(project, type, mend, cancellation).ConfigureAwait(false);
        if (mend.Then is not { } then)
        {
            return edited.Solution;
        }

        Compilation? compilation = await edited.GetCompilationAsync(cancellation).ConfigureAwait(false);
        return compilation?.Assembly.GetTypeByMetadataName(TypeReader.MetadataNameOf(type)) is { } again
            ? await Apply(edited, again, then, cancellation).ConfigureAwait(false)
            : edited.Solution;
    }

    private static async Task<Project> ApplyOne(Project project, INamedTypeSymbol type, Mend mend, CancellationToken cancellation)
    {
        if (mend.Kind == MendKind.RenameMember)
        {
            ISymbol? member = type.GetMembers(mend.Place.Name).FirstOrDefault();
            return member is null
                ? project
                : (await Renamer.RenameSymbolAsync(project.Solution, member, default, mend.Text, cancellation).ConfigureAwait(false)).GetProject(project.Id)!;
        }

        if (Target(type, mend, cancellation) is not { } target || project.GetDocument(target.SyntaxTree) is not { } document)
        {
            return project;
        }

        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        Compilation compilation = (await project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        TextChange[] changes = [.. Changes(target, type, mend, new Layout(text), new FullNames(compilation)).OrderBy(change => change.Span.Start)];
        Document changed = document.WithText(text.WithChanges(changes));
        return (await WithShortNames(changed, [.. Written(changes)], cancellation).ConfigureAwait(false)).Project;
    }

    /// <summary>The attribute, member or class that is edited.</summary>
    private static SyntaxNode? Target(INamedTypeSymbol type, Mend mend, CancellationToken cancellation)
    {
        AttributeSyntax? attribute = PlaceResolver.AttributeAt(type, mend.Place, cancellation);
        return mend.Kind switch
        {
            MendKind.SetArgument or MendKind.RemoveArgument or MendKind.RemoveAttribute => attribute as SyntaxNode ?? (mend.Kind == MendKind.SetArgument ? Declaration() : null),
            MendKind.RemoveModifier when mend.Place.Kind == PlaceKind.Member =>
                type.GetMembers(mend.Place.Name).FirstOrDefault()?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation),
            MendKind.RemoveModifier => type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()
                .FirstOrDefault(part => part.Modifiers.Any(modifier => modifier.Text == mend.Text)),
            _ => Declaration(),
        };

        // Of several parts, the one that carries the declaration.
        TypeDeclarationSyntax? Declaration() =>
            DeclarationReader.AttributeOn(type, KnownTypes.EstimatorAttribute)?.ApplicationSyntaxReference?.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>()
            ?? type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()
                .OrderByDescending(part => part.AttributeLists.Count > 0).FirstOrDefault();
    }

    private static IEnumerable<TextChange> Changes(SyntaxNode target, INamedTypeSymbol type, Mend mend, Layout layout, FullNames names) => (mend.Kind, target) switch
    {
        (MendKind.SetArgument, AttributeSyntax attribute) => [AttributeEdits.Set(attribute, mend.Place.Argument, names.InExpression(mend.Text), layout)],
        (MendKind.SetArgument, TypeDeclarationSyntax declaration) =>
            [AttributeEdits.Add(declaration, names.InAttribute($"{mend.Place.Name}({(mend.Place.Argument.Length > 0 ? mend.Place.Argument + " = " : "")}{mend.Text})"), first: false, layout)],
        (MendKind.RemoveArgument, AttributeSyntax attribute) when PlaceResolver.ArgumentOf(attribute, mend.Place.Argument) is { } argument =>
            AttributeEdits.Remove(attribute, argument, layout),
        (MendKind.RemoveAttribute, AttributeSyntax attribute) => AttributeEdits.Remove(attribute, layout),
        (MendKind.AddAttribute, TypeDeclarationSyntax declaration) =>
            [AttributeEdits.Add(declaration, names.InAttribute(mend.Text), first: DeclarationReader.AttributeOn(type, KnownTypes.EstimatorAttribute) is null, layout)],
        (MendKind.AddMember, TypeDeclarationSyntax declaration) => MemberEdits.Add(declaration, names.InMember(mend.Text, type), layout),
        (MendKind.AddModifier, TypeDeclarationSyntax declaration) => MemberEdits.AddModifier(declaration, mend.Text),
        (MendKind.RemoveModifier, MemberDeclarationSyntax declaration) => MemberEdits.RemoveModifier(declaration, mend.Text),
        _ => [],
    };

    private static async Task<Document> WithShortNames(Document document, TextSpan[] written, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode[] names = [.. root.DescendantNodes().Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax && written.Any(span => span.Contains(node.Span)))];
        return names.Length == 0
            ? document
            : await Simplifier.ReduceAsync(
                document.WithSyntaxRoot(root.ReplaceNodes(names, (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation))),
                Simplifier.Annotation,
                cancellationToken: cancellation).ConfigureAwait(false);
    }

    /// <summary>Where, after the changes, new text stands.</summary>
    private static IEnumerable<TextSpan> Written(TextChange[] changes)
    {
        int shift = 0;
        foreach (TextChange change in changes)
        {
            if (change.NewText!.Length > 0)
            {
                yield return new TextSpan(change.Span.Start + shift, change.NewText.Length);
            }

            shift += change.NewText.Length - change.Span.Length;
        }
    }
}
