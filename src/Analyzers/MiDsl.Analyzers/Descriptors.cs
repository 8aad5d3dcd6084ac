using System.Collections.Immutable;
using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;

namespace MiDsl.Analyzers;

/// <summary>One descriptor a rule; the message is the rule's own sentence.</summary>
internal static class Descriptors
{
    private const string Category = "MiDsl";

    /// <summary>Where the pages of docs/rules are published.</summary>
    private const string Pages = "https://github.com/midsl/midsl/blob/main/docs/rules/";

    public static readonly DiagnosticDescriptor MissingKnowledge = new(
        "MIDSL001", "The bound needs knowledge that is not declared", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL001.md");

    public static readonly DiagnosticDescriptor Direction = new(
        "MIDSL002", "The bound does not have this side", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL002.md");

    public static readonly DiagnosticDescriptor InexactDensity = new(
        "MIDSL003", "A density is not that of the pairs", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL003.md");

    public static readonly DiagnosticDescriptor NotInformation = new(
        "MIDSL004", "The objective is no mutual information", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL004.md");

    public static readonly DiagnosticDescriptor EmaRate = new(
        "MIDSL005", "The moving average does not fit the bound", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL005.md");

    public static readonly DiagnosticDescriptor Gradient = new(
        "MIDSL006", "A gradient is needed that is not there", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL006.md");

    public static readonly DiagnosticDescriptor PosteriorSamples = new(
        "MIDSL007", "Independent posterior samples that nothing draws", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL007.md");

    public static readonly DiagnosticDescriptor Pairing = new(
        "MIDSL008", "The pairs are torn apart", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL008.md");

    public static readonly DiagnosticDescriptor OnlineTuning = new(
        "MIDSL009", "A transition adapts while the bound is computed", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL009.md");

    public static readonly DiagnosticDescriptor BoundParameter = new(
        "MIDSL010", "A parameter of the bound is outside its range", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL010.md");

    public static readonly DiagnosticDescriptor Dimensions = new(
        "MIDSL011", "Dimensions that cannot be", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL011.md");

    public static readonly DiagnosticDescriptor TypeShape = new(
        "MIDSL012", "A class or member of a form that cannot be emitted", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL012.md");

    public static readonly DiagnosticDescriptor NoNoise = new(
        "MIDSL013", "A density without noise does not exist", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL013.md");

    public static readonly DiagnosticDescriptor Scope = new(
        "MIDSL014", "An await or a result leaves what it belongs to", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL014.md");

    public static readonly DiagnosticDescriptor Cap = new(
        "MIDSL015", "The expected information lies above the cap", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL015.md");

    public static readonly DiagnosticDescriptor Spread = new(
        "MIDSL016", "The bound scatters widely at the expected information", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL016.md");

    public static readonly DiagnosticDescriptor Degenerate = new(
        "MIDSL017", "The bound degenerates", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL017.md");

    public static readonly DiagnosticDescriptor Unclipped = new(
        "MIDSL018", "Information is raised in a larger loss without clipping", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL018.md");

    public static readonly DiagnosticDescriptor NotHeldOut = new(
        "MIDSL019", "No pairs are held out", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL019.md");

    public static readonly DiagnosticDescriptor TrainMode = new(
        "MIDSL020", "A density depends on the batch or on chance", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL020.md");

    public static readonly DiagnosticDescriptor BoundedCritic = new(
        "MIDSL021", "The critic cannot leave a fixed range", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL021.md");

    public static readonly DiagnosticDescriptor BoundedSupport = new(
        "MIDSL022", "Chains meet an edge or a cut gradient", "{0}", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL022.md");

    public static readonly DiagnosticDescriptor NoBound = new(
        "MIDSL023", "No bound is declared", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL023.md");

    public static readonly DiagnosticDescriptor Setting = new(
        "MIDSL024", "A setting is outside its range", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL024.md");

    public static readonly DiagnosticDescriptor Target = new(
        "MIDSL025", "The target does not have this", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Pages + "MIDSL025.md");

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        MissingKnowledge, Direction, InexactDensity, NotInformation, EmaRate, Gradient, PosteriorSamples, Pairing, OnlineTuning, BoundParameter, Dimensions, TypeShape,
        NoNoise, Scope, Cap, Spread, Degenerate, Unclipped, NotHeldOut, TrainMode, BoundedCritic, BoundedSupport, NoBound, Setting, Target,
    ];

    public static DiagnosticDescriptor Of(string id) => All.First(descriptor => descriptor.Id == id);
}
