using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MiDsl.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MiDsl.Analyzers;

/// <summary>Reads the bodies of [Marginal], [Conditional], [Variational] and [Reference] members: what their signatures cannot say.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DensityBodyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics =>
        [Descriptors.InexactDensity, Descriptors.Gradient, Descriptors.Dimensions, Descriptors.NoNoise, Descriptors.Degenerate, Descriptors.BoundedSupport];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolStartAction(Start, SymbolKind.NamedType);
    }

    private static void Start(SymbolStartAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (DeclarationReader.AttributeOn(type, KnownTypes.EstimatorAttribute) is null)
        {
            return;
        }

        EstimatorDeclaration declaration = DeclarationReader.Read(type, context.CancellationToken);
        if (KnownBounds.Contains(declaration.Bound.Bound))
        {
            context.RegisterOperationBlockAction(block => Analyze(block, type, declaration));
        }
    }

    private static void Analyze(OperationBlockAnalysisContext context, INamedTypeSymbol type, EstimatorDeclaration declaration)
    {
        if (!SymbolEqualityComparer.Default.Equals(context.OwningSymbol.ContainingType, type) || DensityMethod.Of(context.OwningSymbol) is not { Form: not DensityForm.Sampler } density)
        {
            return;
        }

        var body = new Body(context.OperationBlocks);
        CheckNoise(context, body, density);
        CheckShape(context, body, density);
        CheckConstantProposal(context, body, density, declaration);
        if (HmcRules.Moves(declaration))
        {
            CheckSupport(context, body, density, declaration);
        }

        CheckGradient(context, body, density, declaration);
    }

    /// <summary>MIDSL013.</summary>
    private static void CheckNoise(OperationBlockAnalysisContext context, Body body, DensityMethod density)
    {
        foreach (IOperation made in body.All.Where(o => TorchNames.IsDistribution(o.Type)))
        {
            ImmutableArray<IArgumentOperation> arguments = made switch
            {
                IInvocationOperation call when TorchNames.IsTorch(call.TargetMethod) => call.Arguments,
                IObjectCreationOperation creation => creation.Arguments,
                _ => [],
            };
            foreach (IArgumentOperation argument in arguments.Where(a => a.ArgumentKind == ArgumentKind.Explicit && a.Parameter is { Name: "scale" or "covariance_matrix" or "scale_tril" } && Zeros.Is(body, a.Value)))
            {
                string kind = density.Role == "Conditional" ? "a decoder without noise is deterministic: p(x|y) has no density, and the information is infinite" : "a distribution without spread has no density";
                Report(context, Descriptors.NoNoise, argument, $"'{density.Method.Name}' gives {made.Type!.Name} the {argument.Parameter!.Name} 0, and {kind}; give the noise that there is, e.g. 0.1, or declare a bound on samples such as Bound.InfoNce");
            }
        }
    }

    /// <summary>MIDSL011 and MIDSL003 of a density that is computed by hand.</summary>
    private static void CheckShape(OperationBlockAnalysisContext context, Body body, DensityMethod density)
    {
        if (density.Scored is not { } scored)
        {
            return;
        }

        var shapes = new ShapeReader(body, scored);
        foreach (IOperation value in body.Returned)
        {
            RowShape shape = shapes.Of(value);
            if (shape == RowShape.Entries)
            {
                Report(context, Descriptors.Dimensions, value, $"'{density.Method.Name}' gives a value for each dimension of a row of {scored.Name}, and one a row is wanted; sum over the dimensions after the first, '.sum(1)', or return the Distribution itself, whose log_prob is summed");
            }
            else if (shape == RowShape.Single)
            {
                Report(context, Descriptors.Dimensions, value, $"'{density.Method.Name}' sums over the rows of {scored.Name} as well, and one value a row is wanted; sum over the dimensions after the first, '.sum(1)'");
            }
            else if (density.Role != "Conditional" && shapes.FactorOfBareSquares(value) is { } factor && Math.Abs(factor + Math.PI) > 1e-3)
            {
                Report(context, Descriptors.InexactDensity, value, $"'{density.Method.Name}' is a sum of squares alone, the logarithm of an unnormalised density: no term cancels the missing constant of a [{density.Role}], and the bound is off by it; add the constant, for a normal distribution -d/2 log(2π) - d log σ, or return distributions.Normal(...)");
            }
        }
    }

    /// <summary>MIDSL017: Barber-Agakov with q(y|x) = q(y) is -KL(p(y) || q(y)), at most 0.</summary>
    private static void CheckConstantProposal(OperationBlockAnalysisContext context, Body body, DensityMethod density, EstimatorDeclaration declaration)
    {
        if (density is not { Role: "Variational", Given: { } given } || declaration.Bound.Bound != Bound.BarberAgakov || KnownBounds.SideOf(declaration) == Side.Upper)
        {
            return;
        }

        if (body.Returned.Any(value => value is not IInvalidOperation && value.Type is not null) && !body.All.Any(o => o is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, given)))
        {
            Location place = density.Method.Locations.FirstOrDefault() ?? Location.None;
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Degenerate, place, $"'{density.Method.Name}' does not use {given.Name}: with the same q for all of them the lower bound of Barber-Agakov is at most 0, and 0 for the marginal itself; let q depend on {given.Name}, or declare [Variational] on the class, where it is learned"));
        }
    }

    /// <summary>MIDSL006 of discrete distributions, MIDSL022 of bounded ones.</summary>
    private static void CheckSupport(OperationBlockAnalysisContext context, Body body, DensityMethod density, EstimatorDeclaration declaration)
    {
        if (density.Role is not ("Marginal" or "Variational"))
        {
            return;
        }

        string latent = VariableRoles.Latent(declaration).ToString();
        foreach (IOperation distribution in Given(body, density).Distinct())
        {
            if (TorchNames.IsDiscreteDistribution(distribution.Type))
            {
                Report(context, Descriptors.Gradient, distribution, $"Hamiltonian Monte Carlo follows the gradient in {latent}, and {distribution.Type!.Name} is a distribution of labels or counts, which have none; add a [Transition] that moves them, such as Gibbs', or declare a bound without chains, such as Bound.Iwae");
            }
            else if (TorchNames.SupportOf(distribution.Type) is { } support)
            {
                Report(context, Descriptors.BoundedSupport, distribution, $"{distribution.Type!.Name} has density on {support} only, and Hamiltonian Monte Carlo moves {latent} everywhere: steps across the edge are refused, so chains mix slowly; declare an unbounded variable u with {latent} = b(u), b a bijection, and add log |db/du| to its log density");
            }
        }
    }

    /// <summary>The distributions that say what the latent variable is: returned, or scoring it.</summary>
    private static IEnumerable<IOperation> Given(Body body, DensityMethod density)
    {
        IEnumerable<IOperation> found = density.Form == DensityForm.Distribution
            ? body.Returned
            : body.All.OfType<IInvocationOperation>()
                .Where(call => call is { TargetMethod.Name: "log_prob", Instance: not null } && call.Arguments.FirstOrDefault()?.Value is { } value
                    && body.Plain(value) is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, density.Latent))
                .SelectMany(call => body.Leaves(call.Instance!));
        return found.Select(distribution => distribution is IInvocationOperation { TargetMethod.Name: "Independent" } independent && independent.Arguments.FirstOrDefault()?.Value is { } inner ? body.Plain(inner) : distribution);
    }

    /// <summary>MIDSL006 where no gradient in the latent variable is left, MIDSL022 where some is.</summary>
    private static void CheckGradient(OperationBlockAnalysisContext context, Body body, DensityMethod density, EstimatorDeclaration declaration)
    {
        bool moves = HmcRules.Moves(declaration) && !(declaration.Bound.Bound == Bound.MineAis && density.Role == "Conditional");
        bool trains = declaration.Bound.Bound == Bound.BarberAgakov && KnownBounds.LearnsProposal(declaration) && KnownBounds.SideOf(declaration) == Side.Upper && density.Role != "Variational";
        if (density.Latent is not { } latent || density.Role == "Reference" || !(moves || trains))
        {
            return;
        }

        if (body.OnlyThrows is { } thrown)
        {
            Report(context, Descriptors.Gradient, thrown, $"'{density.Method.Name}' raises an exception and gives no density, let alone a gradient in {latent.Name}; write it, or declare a bound that does without, such as Bound.InfoNce on samples");
            return;
        }

        GradientFlow flow = GradientFlow.Of(body, o => o is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, latent));
        if (flow.Cuts.Count == 0)
        {
            return;
        }

        string needs = moves ? "Hamiltonian Monte Carlo moves along it" : "q(y|x) is trained through it";
        foreach (IOperation cut in flow.Cuts)
        {
            if (!flow.Reaches)
            {
                Report(context, Descriptors.Gradient, cut, $"'{Gradients.Show(cut)}' cuts the gradient in {latent.Name}, and no other way is left in '{density.Method.Name}': {needs}; let it through{(moves ? ", or add a [Transition], which needs no gradient" : "")}");
            }
            else if (moves)
            {
                Report(context, Descriptors.BoundedSupport, cut, $"'{Gradients.Show(cut)}' cuts a part of the gradient in {latent.Name} that '{density.Method.Name}' has: Hamiltonian Monte Carlo stays right but mixes slowly; write the density smoothly, in an unbounded variable if need be, with the log-Jacobian of the bijection, or add a [Transition]");
            }
        }
    }

    private static void Report(OperationBlockAnalysisContext context, DiagnosticDescriptor rule, IOperation at, string message) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, at.Syntax.GetLocation(), message));
}
