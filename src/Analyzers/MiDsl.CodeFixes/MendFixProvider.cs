using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MiDsl.CodeFixes;

/// <summary>Offers the edits that a rule says mend its problem. Which these are is the rule's matter, how they are written the editor's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MendFixProvider)), Shared]
public sealed class MendFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = 
        [.. typeof(RuleIds).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => MendAllProvider.Instance;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Document document = context.Document;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await ClassAt(document, diagnostic.Location, context.CancellationToken).ConfigureAwait(false) is not { } type
                || Find(type, diagnostic, context.CancellationToken) is not { } problem)
            {
                continue;
            }

            foreach (Mend mend in problem.Mends)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(mend.Title, cancellation => MendEditor.Apply(document.Project, type, mend, cancellation), KeyOf(problem, mend)),
                    diagnostic);
            }
        }
    }

    /// <summary>
    /// The same for edits that a user would call the same. A number differs from class to class where the edit does not.
    /// </summary>
    internal static string KeyOf(Problem problem, Mend mend) => problem.Id + KeyOf(mend);

    private static string KeyOf(Mend mend)
    {
        string text = double.TryParse(mend.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? "#" : mend.Text;
        bool isRole = mend.Place.Kind == PlaceKind.Member && mend.Kind != MendKind.RemoveAttribute; // which member's role is dropped is the choice itself
        string place = isRole ? mend.Place.Role : $"{mend.Place.Name}{mend.Place.Role}";
        return $":{mend.Kind}:{place}.{mend.Place.Argument}:{text}" + (mend.Then is { } then ? KeyOf(then) : "");
    }

    /// <summary>The class whose declaration the place lies in.</summary>
    internal static async Task<INamedTypeSymbol?> ClassAt(Document document, Location location, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        TypeDeclarationSyntax? declaration = root?.FindNode(location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return declaration is null ? null : model?.GetDeclaredSymbol(declaration, cancellation) as INamedTypeSymbol;
    }

    private static Problem? Find(INamedTypeSymbol type, Diagnostic diagnostic, CancellationToken cancellation)
    {
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Problem[] same = [.. ClassRules.Check(type, cancellation).Where(problem => problem.Id == diagnostic.Id && problem.Message == message)];
        return same.FirstOrDefault(problem => PlaceResolver.Resolve(type, problem.Place, cancellation).SourceSpan == diagnostic.Location.SourceSpan) ?? same.FirstOrDefault();
    }
}
