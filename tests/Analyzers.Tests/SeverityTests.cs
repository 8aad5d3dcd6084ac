using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using MiDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace MiDsl.Analyzers.Tests;

/// <summary>Severities are the user's: by .editorconfig for a project, by pragma for a line.</summary>
public sealed class SeverityTests
{
    private const string Wide = "using MiDsl;\n[Estimator(Bound.Nwj, Expected = 10), Joint] public partial class A;\n";

    [Theory]
    [InlineData("", DiagnosticSeverity.Warning)]
    [InlineData("dotnet_diagnostic.MIDSL016.severity = error", DiagnosticSeverity.Error)]
    [InlineData("dotnet_diagnostic.MIDSL016.severity = suggestion", DiagnosticSeverity.Info)]
    public async Task Editorconfig_sets_the_severity(string line, DiagnosticSeverity severity) => Assert.Equal(severity, Assert.Single(await Found(Wide, line)).Severity);

    [Theory]
    [InlineData(Wide, "dotnet_diagnostic.MIDSL016.severity = none")]
    [InlineData("#pragma warning disable MIDSL016\n" + Wide, "")]
    [InlineData("#pragma warning disable MIDSL010\nusing MiDsl;\n[Estimator(Bound.Nwj, Tau = 10), Joint] public partial class A;", "")]
    [InlineData("using System.Threading.Tasks; using TorchSharp;\nclass P { static async Task M() { using var s = torch.NewDisposeScope();\n#pragma warning disable MIDSL014 // one thread here\nawait Task.Yield();\n#pragma warning restore MIDSL014\n} }", "")]
    public async Task Silenced(string source, string line) => Assert.Empty(await Found(source, line));

    private static async Task<IEnumerable<Diagnostic>> Found(string source, string line)
    {
        CSharpCompilation compilation = UserProject.Compile(source);
        AnalyzerConfigSet set = AnalyzerConfigSet.Create(ImmutableArray.Create(AnalyzerConfig.Parse($"root = true\n[*.cs]\n{line}\n", "/.editorconfig")));
        var severities = compilation.SyntaxTrees.ToDictionary(tree => tree, tree => set.GetOptionsForSourcePath("/" + tree.FilePath).TreeOptions);
        CSharpCompilation configured = compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Provider(severities)));
        ImmutableArray<Diagnostic> found = await configured.WithAnalyzers([.. AllAnalyzers.Make()]).GetAnalyzerDiagnosticsAsync();
        return found.Where(d => !d.IsSuppressed);
    }

    private sealed class Provider(Dictionary<SyntaxTree, ImmutableDictionary<string, ReportDiagnostic>> severities) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, System.Threading.CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, System.Threading.CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            severities[tree].TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, System.Threading.CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }
}
