using System.Collections.Immutable;
using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;

namespace MiDsl.Analyzers;

/// <summary>One descriptor a rule; the message is the rule's own sentence.</summary>
internal static class Descriptors
{
    private const string Category = "MiDsl";

    private static readonly DiagnosticDescriptor MissingKnowledge = new(
        "MIDSL001", "The bound needs knowledge that is not declared", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor Direction = new(
        "MIDSL002", "The bound does not have this side", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor InexactDensity = new(
        "MIDSL003", "A density is not that of the pairs", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor NotInformation = new(
        "MIDSL004", "The objective is no mutual information", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor EmaRate = new(
        "MIDSL005", "The moving average does not fit the bound", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor PosteriorSamples = new(
        "MIDSL007", "Independent posterior samples that nothing draws", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor BoundParameter = new(
        "MIDSL010", "A parameter of the bound is outside its range", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor Dimensions = new(
        "MIDSL011", "Dimensions that cannot be", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor TypeShape = new(
        "MIDSL012", "A class or member of a form that cannot be emitted", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor NoBound = new(
        "MIDSL023", "No bound is declared", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    private static readonly DiagnosticDescriptor Setting = new(
        "MIDSL024", "A setting is outside its range", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly ImmutableArray<DiagnosticDescriptor> All =
        [MissingKnowledge, Direction, InexactDensity, NotInformation, EmaRate, PosteriorSamples, BoundParameter, Dimensions, TypeShape, NoBound, Setting];

    public static DiagnosticDescriptor Of(string id) => All.First(descriptor => descriptor.Id == id);
}
