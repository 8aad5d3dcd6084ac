using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MiDsl.Declarations;

/// <summary>Reads what is declared of densities: members that give them, networks by attribute, how paths are annealed.</summary>
internal static class DensityReader
{
    public static DensitiesDeclaration Read(INamedTypeSymbol type, List<Problem> problems)
    {
        IMethodSymbol[] methods = [.. type.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary)];
        AttributeArguments decoder = DeclarationReader.On(type, KnownTypes.DecoderAttribute);
        AttributeArguments annealing = DeclarationReader.On(type, KnownTypes.AnnealingAttribute);
        AttributeArguments hmc = DeclarationReader.On(type, KnownTypes.HmcAttribute);
        AttributeArguments evaluation = DeclarationReader.On(type, KnownTypes.EvaluationAttribute);
        return new DensitiesDeclaration(
            ReadMarginal(type, methods, problems),
            ReadConditional(methods, problems),
            decoder.IsWritten ? ReadDecoder(decoder) : null,
            ReadProposal(methods, problems),
            One(methods, KnownTypes.ReferenceAttribute, "Reference", Signatures.Of("R", "", given: ""), problems, DensityForm.Distribution, DensityForm.LogDensity),
            One(methods, KnownTypes.PosteriorAttribute, "Posterior", Signatures.Of("M", "", given: "x"), problems, DensityForm.Sampler),
            ReadTransition(methods, problems),
            annealing.IsWritten ? new AnnealingDeclaration(annealing.Int32("Temperatures"), annealing.Enum<AnnealingSchedule>("Schedule"), annealing.Double("Range")) : null,
            hmc.IsWritten ? new HmcDeclaration(hmc.Int32("LeapfrogSteps"), hmc.Double("TargetAcceptance"), hmc.Double("MaxStep"), hmc.Double("Jitter"), hmc.Int32("NegativeTransitions")) : null,
            evaluation.IsWritten ? new EvaluationDeclaration(evaluation.Int32("Pairs"), evaluation.Int32("SubBatches"), evaluation.Int32("RowsAtOnce")) : null);
    }

    private static MarginalDeclaration? ReadMarginal(INamedTypeSymbol type, IMethodSymbol[] methods, List<Problem> problems)
    {
        AttributeArguments onClass = DeclarationReader.On(type, KnownTypes.MarginalAttribute);
        IMethodSymbol[] marked = Marked(methods, KnownTypes.MarginalAttribute);
        if (onClass.IsWritten && marked.Length > 0)
        {
            problems.Add(new Problem(RuleIds.TypeShape, $"[Marginal] stands on the class, where it is the standard normal distribution, and on '{marked[0].Name}'; keep one", Place.OfAttribute("Marginal")).MendedBy(Mend.DropAttribute("Marginal", reason: "the member gives it"), Mend.DropRole(marked[0].Name, "Marginal", "a standard normal")));
        }

        if (onClass.IsWritten)
        {
            return new MarginalDeclaration(onClass.FirstEnum<Variable>(), onClass.Int32("Dim"), onClass.Boolean("Exact") ?? true, true, RoleMembers.None);
        }

        if (marked.Length == 0)
        {
            return null;
        }

        RoleMembers members = ReadRole(marked, "Marginal", Signatures.Of("M", "y", given: null), problems);
        AttributeArguments[] written = [.. marked.Select(m => DeclarationReader.On(m, KnownTypes.MarginalAttribute))];
        return new MarginalDeclaration(
            written[0].FirstEnum<Variable>(), written.Select(a => a.Int32("Dim")).FirstOrDefault(d => d is not null),
            written.All(a => a.Boolean("Exact") ?? true), false, members);
    }

    private static ConditionalDeclaration? ReadConditional(IMethodSymbol[] methods, List<Problem> problems)
    {
        IMethodSymbol[] marked = Marked(methods, KnownTypes.ConditionalAttribute);
        if (marked.Length == 0)
        {
            return null;
        }

        RoleMembers members = ReadRole(marked, "Conditional", Signatures.Of("M", "x", given: "y"), problems);
        AttributeArguments[] written = [.. marked.Select(m => DeclarationReader.On(m, KnownTypes.ConditionalAttribute))];
        return new ConditionalDeclaration(
            written[0].FirstEnum<Variable>() ?? Variable.X, written.Select(a => a.Int32("Dim")).FirstOrDefault(d => d is not null),
            written.All(a => a.Boolean("Exact") ?? true), members);
    }

    private static ProposalDeclaration? ReadProposal(IMethodSymbol[] methods, List<Problem> problems)
    {
        IMethodSymbol[] marked = Marked(methods, KnownTypes.VariationalAttribute);
        return marked.Length == 0
            ? null
            : new ProposalDeclaration(
                DeclarationReader.On(marked[0], KnownTypes.VariationalAttribute).FirstEnum<Variable>() ?? Variable.Y,
                ReadRole(marked, "Variational", Signatures.Of("Q", "y", given: "x"), problems));
    }

    private static DecoderDeclaration ReadDecoder(AttributeArguments written) => new(
        written.FirstEnum<Variable>() ?? Variable.X,
        written.Int32("Dim"),
        written.Int32Array("Hidden"),
        new ConvolutionDeclaration(written.Int32Array("Channels"), written.Int32("Kernel"), written.Int32("Stride")),
        written.Enum<Activation>("Activation"),
        written.Enum<DecoderOutput>("Output"),
        written.Enum<Likelihood>("Likelihood"),
        written.Double("Scale"),
        written.Boolean("LearnScale") ?? false)
    {
        BatchNorm = written.Boolean("BatchNorm") == true,
    };

    /// <summary>A role takes one density and one sampler; a Distribution is both.</summary>
    private static RoleMembers ReadRole(IMethodSymbol[] marked, string attribute, Signatures signatures, List<Problem> problems)
    {
        DensityMember? density = null, sampler = null;
        foreach (IMethodSymbol method in marked)
        {
            if (Form(method, signatures) is not { } form)
            {
                problems.Add(new Problem(RuleIds.TypeShape, $"'{method.Name}' has no form that a [{attribute}] member may have; write {signatures.Choices}", Place.OfMember(method.Name)));
                continue;
            }

            var member = new DensityMember(CSharpIdentifier.Escape(method.Name), form, method.IsStatic);
            bool givesDensity = form != DensityForm.Sampler, givesSampler = form != DensityForm.LogDensity;
            DensityMember? taken = (givesDensity ? density : null) ?? (givesSampler ? sampler : null);
            if (taken is not null)
            {
                problems.Add(new Problem(RuleIds.TypeShape, $"'{method.Name}' gives what '{taken.Name}' gives already as [{attribute}]: one density and one sampler are enough; drop one", Place.OfMember(method.Name)).MendedBy(Mend.DropRole(method.Name, attribute), Mend.DropRole(taken.Name, attribute)));
                continue;
            }

            density = givesDensity ? member : density;
            sampler = givesSampler ? member : sampler;
        }

        return new RoleMembers(density, sampler);
    }

    private static DensityMember? One(IMethodSymbol[] methods, string attributeName, string attribute, Signatures signatures, List<Problem> problems, params DensityForm[] forms)
    {
        IMethodSymbol[] marked = Marked(methods, attributeName);
        foreach (IMethodSymbol second in marked.Skip(1))
        {
            problems.Add(new Problem(RuleIds.TypeShape, $"'{second.Name}' is a second [{attribute}] beside '{marked[0].Name}'; keep one", Place.OfMember(second.Name)).MendedBy(Mend.DropRole(second.Name, attribute), Mend.DropRole(marked[0].Name, attribute)));
        }

        if (marked.FirstOrDefault() is not { } method)
        {
            return null;
        }

        if (Form(method, signatures) is { } form && forms.Contains(form))
        {
            return new DensityMember(CSharpIdentifier.Escape(method.Name), form, method.IsStatic);
        }

        problems.Add(new Problem(RuleIds.TypeShape, $"'{method.Name}' has no form that a [{attribute}] member may have; write {signatures.ChoicesOf(forms)}", Place.OfMember(method.Name)));
        return null;
    }

    private static DensityMember? ReadTransition(IMethodSymbol[] methods, List<Problem> problems)
    {
        IMethodSymbol[] marked = Marked(methods, KnownTypes.TransitionAttribute);
        foreach (IMethodSymbol second in marked.Skip(1))
        {
            problems.Add(new Problem(RuleIds.TypeShape, $"'{second.Name}' is a second [Transition] beside '{marked[0].Name}'; keep one", Place.OfMember(second.Name)).MendedBy(Mend.DropRole(second.Name, "Transition"), Mend.DropRole(marked[0].Name, "Transition")));
        }

        if (marked.FirstOrDefault() is not { } method)
        {
            return null;
        }

        if (!IsPlain(method) || !KnownTypes.Is(method.ReturnType, KnownTypes.Tensor) || !Takes(method, KnownTypes.Tensor, KnownTypes.Tensor, "double", KnownTypes.Generator))
        {
            problems.Add(new Problem(RuleIds.TypeShape, $"'{method.Name}' has no form that a [Transition] may have; write 'Tensor {method.Name}(Tensor x, Tensor y, double b, Generator generator)'", Place.OfMember(method.Name)));
            return null;
        }

        return new DensityMember(CSharpIdentifier.Escape(method.Name), DensityForm.Sampler, method.IsStatic);
    }

    private static DensityForm? Form(IMethodSymbol method, Signatures signatures)
    {
        if (!IsPlain(method))
        {
            return null;
        }

        string[] given = [.. Enumerable.Repeat(KnownTypes.Tensor, signatures.GivenCount)];
        bool returnsTensor = KnownTypes.Is(method.ReturnType, KnownTypes.Tensor);
        if (KnownTypes.Derives(method.ReturnType, KnownTypes.Distribution) && Takes(method, given))
        {
            return DensityForm.Distribution;
        }

        if (returnsTensor && Takes(method, [KnownTypes.Tensor, .. given]))
        {
            return DensityForm.LogDensity;
        }

        return returnsTensor && Takes(method, [signatures.GivenCount == 0 ? "long" : KnownTypes.Tensor, KnownTypes.Generator]) ? DensityForm.Sampler : null;
    }

    private static bool IsPlain(IMethodSymbol method) =>
        method is { IsGenericMethod: false, IsAsync: false, IsAbstract: false, ReturnsByRef: false, ReturnsByRefReadonly: false }
        && !(method is { IsPartialDefinition: true, PartialImplementationPart: null })
        && !method.Parameters.Any(p => p.RefKind != RefKind.None || p.IsParams);

    private static bool Takes(IMethodSymbol method, params string[] names) =>
        method.Parameters.Length == names.Length && method.Parameters.Zip(names, (p, name) => KnownTypes.Is(p.Type, name)).All(same => same);

    private static IMethodSymbol[] Marked(IMethodSymbol[] methods, string attribute) =>
        [.. methods.Where(m => DeclarationReader.AttributeOn(m, attribute) is not null)];

    /// <summary>The forms of a role's members, as messages name them.</summary>
    private sealed record Signatures(string Distribution, string LogDensity, string Sampler, int GivenCount)
    {
        public string Choices => ChoicesOf(DensityForm.Distribution, DensityForm.LogDensity, DensityForm.Sampler);

        public static Signatures Of(string name, string variable, string? given)
        {
            string scored = variable.Length > 0 ? variable : "x";
            return given switch
            {
                null or "" => new($"'Distribution {name}()'", $"'Tensor Log{name}(Tensor {scored})'", $"'Tensor Sample{name}(long n, Generator generator)'", 0),
                _ => new($"'Distribution {name}(Tensor {given})'", $"'Tensor Log{name}(Tensor {scored}, Tensor {given})'", $"'Tensor Sample{name}(Tensor {given}, Generator generator)'", 1),
            };
        }

        public string ChoicesOf(params DensityForm[] forms) => string.Join(" or ", forms.Select(form => form switch
        {
            DensityForm.Distribution => Distribution,
            DensityForm.LogDensity => LogDensity,
            _ => Sampler,
        }));
    }
}
