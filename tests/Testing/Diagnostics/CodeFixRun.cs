using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.Testing;

/// <summary>Analyzers and their code fixes over a user's project in an AdhocWorkspace. <see cref="UserProject.FileBreak"/> divides files.</summary>
public sealed class CodeFixRun(ImmutableArray<DiagnosticAnalyzer> analyzers, params CodeFixProvider[] providers)
{
    /// <summary>One fix that is offered, and for what.</summary>
    public sealed record Offer(Document Document, Diagnostic Diagnostic, CodeAction Action, CodeFixProvider Provider)
    {
        /// <summary>What the user reads.</summary>
        public string Title => Action.Title;
    }

    /// <summary>A source as a project.</summary>
    public static Project Project(string source)
    {
        var workspace = new AdhocWorkspace();
        CSharpCompilation empty = UserProject.Compile();
        Project project = workspace.AddProject("UserProject", LanguageNames.CSharp)
            .WithParseOptions(UserProject.ParseOptions).WithCompilationOptions(empty.Options).WithMetadataReferences(empty.References);
        int i = 0;
        foreach (string file in UserProject.Files([source]))
        {
            project = project.AddDocument($"Source{i}.cs", SourceText.From(file), filePath: $"Source{i}.cs").Project;
            i++;
        }

        return project;
    }

    /// <summary>What the analyzers report, by place.</summary>
    public async Task<ImmutableArray<Diagnostic>> Diagnostics(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync().ConfigureAwait(false))!;
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        return [.. found.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }

    /// <summary>Every fix of every diagnostic.</summary>
    public async Task<IReadOnlyList<Offer>> Offers(Project project)
    {
        var offers = new List<Offer>();
        foreach (Diagnostic diagnostic in await Diagnostics(project).ConfigureAwait(false))
        {
            Document document = project.GetDocument(diagnostic.Location.SourceTree)!;
            foreach (CodeFixProvider provider in providers.Where(p => p.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                await provider.RegisterCodeFixesAsync(new CodeFixContext(
                    document, diagnostic, (action, _) => offers.Add(new Offer(document, diagnostic, action, provider)), CancellationToken.None)).ConfigureAwait(false);
            }
        }

        return offers;
    }

    /// <summary>The project after a fix.</summary>
    public static async Task<Project> Apply(Offer offer)
    {
        ImmutableArray<CodeActionOperation> operations = await offer.Action.GetOperationsAsync(CancellationToken.None).ConfigureAwait(false);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(offer.Document.Project.Id)!;
    }

    /// <summary>Fails unless the fix of that title makes exactly that source, in which the problem is gone.</summary>
    public async Task Verify(string source, string title, string expected)
    {
        Offer offer = Choose(await Offers(Project(source)).ConfigureAwait(false), title);
        Project mended = await Apply(offer).ConfigureAwait(false);
        await Compare(expected, mended).ConfigureAwait(false);
        await AssertGone(offer, mended).ConfigureAwait(false);
    }

    /// <summary>Fails unless mending all that the fix of that title is a case of makes exactly that source.</summary>
    public async Task VerifyAll(string source, string title, string expected, FixAllScope scope = FixAllScope.Project)
    {
        Project project = Project(source);
        Offer offer = Choose(await Offers(project).ConfigureAwait(false), title);
        var context = new FixAllContext(offer.Document, offer.Provider, scope, offer.Action.EquivalenceKey!, [offer.Diagnostic.Id], new Found(this), CancellationToken.None);
        CodeAction all = await offer.Provider.GetFixAllProvider()!.GetFixAsync(context).ConfigureAwait(false) ?? throw new HarnessException("Nothing is mended at once.");
        await Compare(expected, await Apply(offer with { Action = all }).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Fails if the problem is still reported, or the compiler now finds an error that it did not find before.</summary>
    public async Task AssertGone(Offer offer, Project mended)
    {
        string message = Message(offer.Diagnostic);
        int before = (await Diagnostics(offer.Document.Project).ConfigureAwait(false)).Count(Same);
        ImmutableArray<Diagnostic> after = await Diagnostics(mended).ConfigureAwait(false);
        string[] old = await Errors(offer.Document.Project).ConfigureAwait(false);
        string[] broken = [.. (await Errors(mended).ConfigureAwait(false)).Where(error => !old.Contains(error, StringComparer.Ordinal))];
        if (after.Count(Same) >= before || broken.Length > 0)
        {
            throw new HarnessException(
                $"'{offer.Title}' does not mend {offer.Diagnostic.Id}: {message}\n{string.Join('\n', broken)}\nnow: {string.Join("\n     ", after.Select(d => d.Id + " " + Message(d)))}\n{await Text(mended).ConfigureAwait(false)}");
        }

        bool Same(Diagnostic diagnostic) => diagnostic.Id == offer.Diagnostic.Id && Message(diagnostic) == message;
    }

    /// <summary>All files of a project, as they are written in a test.</summary>
    public static async Task<string> Text(Project project)
    {
        var files = new List<string>();
        foreach (Document document in project.Documents.OrderBy(d => d.FilePath, StringComparer.Ordinal))
        {
            files.Add((await document.GetTextAsync().ConfigureAwait(false)).ToString());
        }

        return string.Join(UserProject.FileBreak, files);
    }

    private static Offer Choose(IReadOnlyList<Offer> offers, string title) =>
        offers.FirstOrDefault(offer => offer.Title == title)
        ?? throw new HarnessException($"No fix '{title}'; offered are\n  {string.Join("\n  ", offers.Select(o => $"{o.Diagnostic.Id} {o.Title}"))}");

    private static async Task Compare(string expected, Project mended)
    {
        string text = await Text(mended).ConfigureAwait(false);
        if (text != expected)
        {
            throw new HarnessException($"Expected:\n{expected}\n---- mended:\n{text}\n");
        }
    }

    private static async Task<string[]> Errors(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync().ConfigureAwait(false))!;
        return [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d.Id} {Message(d)}")];
    }

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    private sealed class Found(CodeFixRun run) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false);
            return (await run.Diagnostics(document.Project).ConfigureAwait(false)).Where(d => d.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await run.Diagnostics(project).ConfigureAwait(false);
    }
}
