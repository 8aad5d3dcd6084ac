using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes what is declared of p(x, y): log-densities, one a row, and samplers.</summary>
internal static class ModelWriter
{
    public static string Write(KnownPlan plan) =>
        EmittedFile.Write(plan.Type, "the model", "", ["System", "MiDsl", "MiDsl.Torch", "TorchSharp", "TorchSharp.Modules"], w =>
        {
            var t = new KnownText(plan);
            w.Doc($"What is declared of p(x, y): log-densities in nats, one a row, and samplers. Rows are {t.O} {plan.Observed.Shape} and {t.L} {plan.Latent.Shape}.");
            using (w.Open(Header(plan)))
            {
                WriteNetworks(w, plan);
                WriteMarginal(w, plan, t);
                WriteConditional(w, plan, t);
                WriteProposal(w, plan, t);
                WriteRest(w, plan, t);
                w.Doc("Frees the networks.");
                using (w.Open("public void Dispose()"))
                {
                    if (plan.Decoder is not null)
                    {
                        w.Lines("Decoder.Dispose();");
                    }
                }
            }

            if (plan.Decoder is { } decoder)
            {
                w.Gap();
                DecoderWriter.Write(w, decoder);
            }
        });

    private static string Header(KnownPlan plan) => plan.NeedsOwner
        ? $"private sealed class Model({KnownText.ClassOf(plan.Type)} owner, Device home) : IDisposable"
        : "private sealed class Model(long seed, Device home) : IDisposable";

    private static void WriteNetworks(CodeWriter w, KnownPlan plan)
    {
        string seed = plan.NeedsOwner ? "owner.Seed" : "seed";
        w.Lines("public Device Home { get; } = home;");
        w.Gap();
        if (plan.Decoder is not null)
        {
            w.Lines($"public DecoderNetwork Decoder {{ get; }} = new({seed}, home);");
            w.Gap();
        }


        if (plan.Learns)
        {
            w.Doc("How training went; null before it.");
            w.Lines("public TrainingSummary? Summary { get; set; }");
            w.Gap();
        }
    }

    private static void WriteMarginal(CodeWriter w, KnownPlan plan, KnownText t)
    {
        if (plan.Marginal is not { } marginal)
        {
            return;
        }

        if (plan.Uses(Knowledge.MarginalSampler))
        {
            w.Doc($"{t.L} ~ {t.Marginal}, n rows.");
            w.Lines(marginal.IsStandardNormal
                ? $"public Tensor DrawMarginal(long n) => randn(n, {KnownText.Dim(plan.Latent)}, device: Home);"
                : $"public Tensor DrawMarginal(long n) =>\n    {Sampled(marginal.Members.Sampler!, "", "n", plan.Latent, t)};");
            w.Gap();
        }

        if (plan.Uses(Knowledge.MarginalDensity))
        {
            w.Doc($"log {t.Marginal}{(marginal.IsStandardNormal ? $" of the standard normal distribution, -|{t.L}|^2 / 2 - (d / 2) log 2 pi" : "")}: [n].");
            w.Lines(marginal.IsStandardNormal
                ? $"public Tensor LogMarginal(Tensor {t.L}) => StandardNormal.LogDensity({t.L});"
                : $"public Tensor LogMarginal(Tensor {t.L}) =>\n    {Density(marginal.Members.Density!, t.L, "", t)};");
            w.Gap();
        }
    }

    private static void WriteConditional(CodeWriter w, KnownPlan plan, KnownText t)
    {
        if (plan.Uses(Knowledge.ConditionalSampler))
        {
            w.Doc($"{t.O} ~ {t.Likelihood}, a row for each row of {t.L}.");
            w.Lines(plan.Decoder is not null
                ? $"public Tensor DrawConditional(Tensor {t.L}) => Decoder.Draw({t.L});"
                : $"public Tensor DrawConditional(Tensor {t.L}) =>\n    {Sampled(plan.Conditional.Sampler!, t.L, $"{t.L}.shape[0]", plan.Observed, t)};");
            w.Gap();
        }

        if (plan.Uses(Knowledge.ConditionalDensity))
        {
            w.Doc($"log {t.Likelihood}: [n].");
            w.Lines(plan.Decoder is not null
                ? $"public Tensor LogConditional(Tensor {t.O}, Tensor {t.L}) => Decoder.LogDensity({t.O}, {t.L});"
                : $"public Tensor LogConditional(Tensor {t.O}, Tensor {t.L}) =>\n    {Density(plan.Conditional.Density!, t.O, t.L, t)};");
            w.Gap();
        }
    }

    private static void WriteProposal(CodeWriter w, KnownPlan plan, KnownText t)
    {
        if (plan.Uses(Knowledge.ProposalSampler))
        {
            w.Doc($"{t.L} ~ {t.Q}, a row for each row of {t.O}.");
            w.Lines($"public Tensor DrawProposal(Tensor {t.O}) =>\n    {Sampled(plan.Proposal.Sampler!, t.O, $"{t.O}.shape[0]", plan.Latent, t)};");
            w.Gap();
        }

        if (plan.Uses(Knowledge.ProposalDensity))
        {
            w.Doc($"log {t.Q}: [n].");
            w.Lines($"public Tensor LogProposal(Tensor {t.O}, Tensor {t.L}) =>\n    {Density(plan.Proposal.Density!, t.L, t.O, t)};");
            w.Gap();
        }
    }

    private static void WriteRest(CodeWriter w, KnownPlan plan, KnownText t)
    {
        if (plan.Reference is { } reference)
        {
            w.Doc($"log r({t.O}) of the reference: [n].");
            w.Lines($"public Tensor LogReference(Tensor {t.O}) =>\n    {Density(reference, t.O, "", t)};");
            w.Gap();
        }

        if (plan.Posterior is { } posterior)
        {
            w.Doc($"An exact posterior sample {t.L} ~ p({t.L}|{t.O}) for each row of {t.O}, independent of all others.");
            w.Lines($"public Tensor DrawPosterior(Tensor {t.O}) =>\n    {Sampled(posterior, t.O, $"{t.O}.shape[0]", plan.Latent, t)};");
            w.Gap();
        }

        if (plan.Chains?.Transition is { } transition)
        {
            w.Doc($"The declared transition, which leaves {t.Start} e^(b g) invariant.");
            w.Lines($"public Tensor Move(Tensor {t.O}, Tensor {t.L}, double b) =>\n    RowDensity.DemandRows({t.Call(transition, $"{t.O}, {t.L}, b, Generator.Default")}, {t.L}.shape[0], {KnownText.Dim(plan.Latent)}, {KnownText.NameOf(transition)});");
            w.Gap();
        }

        if (plan.DrawsOthers)
        {
            w.Doc($"{t.L} of other pairs, as draws from the unknown {t.Marginal}: draw after draw, each a cyclic shift of all rows.");
            w.Lines($"public Tensor DrawOthers(Tensor {t.L}, int k, long draw) =>\n    RowDensity.Shifted({t.L}, k, draw);");
            w.Gap();
        }
    }

    private static string Sampled(DensityMember member, string given, string rows, RolePlan role, KnownText t) => member.Form == DensityForm.Distribution
        ? given.Length == 0
            ? $"RowDensity.Draw({t.Call(member, "")}, {rows}, {KnownText.Dim(role)}, {KnownText.NameOf(member)})"
            : $"RowDensity.DrawRows({t.Call(member, given)}, {rows}, {KnownText.Dim(role)}, {KnownText.NameOf(member)})"
        : $"RowDensity.DemandRows({t.Call(member, $"{(given.Length == 0 ? rows : given)}, Generator.Default")}, {rows}, {KnownText.Dim(role)}, {KnownText.NameOf(member)})";

    private static string Density(DensityMember member, string scored, string given, KnownText t) => member.Form == DensityForm.Distribution
        ? $"RowDensity.Sum({t.Call(member, given)}.log_prob({scored}), {scored}.shape[0], {KnownText.NameOf(member)})"
        : $"RowDensity.Demand({t.Call(member, given.Length == 0 ? scored : $"{scored}, {given}")}, {scored}.shape[0], {KnownText.NameOf(member)})";
}
