using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MiDsl.CodeFixes;

/// <summary>
/// Mends class after class, and in a class one problem after the other, each read anew: edits of one attribute collide, and an edit
/// may lie in another file than the problem.
/// </summary>
internal sealed class MendAllProvider : FixAllProvider
{
    // No class has as many problems; an edit that leaves its problem must not go on for ever.
    private const int MostEdits = 64;

    public static MendAllProvider Instance { get; } = new();

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() =>
        [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution, FixAllScope.ContainingMember, FixAllScope.ContainingType];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        (ProjectId Project, string Class)[] classes = [.. await Classes(context).ConfigureAwait(false)];
        return classes.Length == 0
            ? null
            : CodeAction.Create("Mend all", cancellation => Mend(context.Solution, classes, context.CodeActionEquivalenceKey, cancellation), context.CodeActionEquivalenceKey);
    }

    private static async Task<IEnumerable<(ProjectId Project, string Class)>> Classes(FixAllContext context)
    {
        IEnumerable<Document> documents = context.Scope switch
        {
            FixAllScope.Project => context.Project.Documents,
            FixAllScope.Solution => context.Solution.Projects.Where(p => p.Language == context.Project.Language).SelectMany(p => p.Documents),
            _ => context.Document is { } document ? [document] : [],
        };
        var found = new List<(ProjectId, string)>();
        foreach (Document document in documents)
        {
            foreach (Diagnostic diagnostic in await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
            {
                if (await MendFixProvider.ClassAt(document, diagnostic.Location, context.CancellationToken).ConfigureAwait(false) is { } type)
                {
                    found.Add((document.Project.Id, TypeReader.MetadataNameOf(type)));
                }
            }
        }

        return found.Distinct();
    }

    private static async Task<Solution> Mend(Solution solution, (ProjectId Project, string Class)[] classes, string? key, CancellationToken cancellation)
    {
        foreach ((ProjectId projectId, string name) in classes)
        {
            for (int i = 0; i < MostEdits; i++)
            {
                Project project = solution.GetProject(projectId)!;
                Compilation? compilation = await project.GetCompilationAsync(cancellation).ConfigureAwait(false);
                if (compilation?.Assembly.GetTypeByMetadataName(name) is not { } type
                    || ClassRules.Check(type, cancellation)
                        .SelectMany(problem => problem.Mends.Where(mend => MendFixProvider.KeyOf(problem, mend) == key)).FirstOrDefault() is not { } mend)
                {
                    break;
                }

                Solution mended = await MendEditor.Apply(project, type, mend, cancellation).ConfigureAwait(false);
                if (!mended.GetChanges(solution).GetProjectChanges().Any())
                {
                    break;
                }

                solution = mended;
            }
        }

        return solution;
    }
}
