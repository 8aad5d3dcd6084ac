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
            using (w.Open(plan.HasNetworks ? "private sealed class KnownModel : nn.Module" : $"private sealed class KnownModel({Parameters(plan)}) : IDisposable"))
            {
                WriteNetworks(w, plan);
                WriteMarginal(w, plan, t);
                WriteConditional(w, plan, t);
                WriteProposal(w, plan, t);
                WriteRest(w, plan, t);
                if (plan.Critic is { } critic)
                {
                    WriteScore(w, critic, t);
                }

                if (!plan.HasNetworks)
                {
                    w.Doc("Nothing is held.");
                    w.Lines("public void Dispose()\n{\n}");
                }
            }

            if (plan.Decoder is { } decoder)
            {
                w.Gap();
                DecoderWriter.Write(w, decoder);
            }

            if (plan.LearnedProposal is { } proposal)
            {
                w.Gap();
                VariationalWriter.Write(w, proposal);
            }
        });

    /// <summary>The constructor's arguments; without a type as a call in the user's class.</summary>
    public static string Parameters(KnownPlan plan, bool declare = true)
    {
        string owner = !plan.NeedsOwner ? "" : declare ? $"{KnownText.ClassOf(plan.Type)} owner, " : "this, ";
        string network = plan.Critic is not { IsOwn: true } critic ? "" : declare ? "nn.Module<Tensor, Tensor, Tensor> network, " : critic.Module + ", ";
        string seed = !plan.HasNetworks ? "" : declare ? "long seed, " : "Seed, ";
        return $"{owner}{network}{seed}{(declare ? "Device home" : "device(Hyperparameters.DeviceName)")}";
    }

    private static void WriteNetworks(CodeWriter w, KnownPlan plan)
    {
        if (!plan.HasNetworks)
        {
            w.Lines("public Device Home { get; } = home;");
            w.Gap();
            return;
        }

        if (plan.NeedsOwner)
        {
            w.Lines($"private readonly {KnownText.ClassOf(plan.Type)} owner;");
            w.Gap();
        }

        using (w.Open($"public KnownModel({Parameters(plan)})\n    : base(nameof(KnownModel))"))
        {
            w.Lines((plan.NeedsOwner ? "this.owner = owner;\n" : "") + "Home = home;");
            Make("Decoder", plan.Decoder is not null, "seed, home", "DecoderNetwork");
            Make("Proposal", plan.LearnedProposal is not null, "seed, home", "VariationalNetwork");
            Make("Critic", plan.Critic is not null, plan.Critic is { IsOwn: true } ? "network, home" : "seed, home", "CriticNetwork");
        }

        w.Gap();
        w.Lines("public Device Home { get; }");
        w.Gap();
        Property("DecoderNetwork", "Decoder", plan.Decoder is not null);
        Property("VariationalNetwork", "Proposal", plan.LearnedProposal is not null);
        Property("CriticNetwork", "Critic", plan.Critic is not null);
        if (plan.Learns)
        {
            w.Doc("How training went; null before it.");
            w.Lines("public TrainingSummary? Summary { get; set; }");
            w.Gap();
        }

        void Make(string name, bool has, string arguments, string type)
        {
            if (has)
            {
                w.Lines($"{name} = new {type}({arguments});\nregister_module({CodeWriter.Literal(name.ToLowerInvariant())}, {name});");
            }
        }

        void Property(string type, string name, bool has)
        {
            if (has)
            {
                w.Lines($"public {type} {name} {{ get; }}");
                w.Gap();
            }
        }
    }

    private static void WriteScore(CodeWriter w, CriticPlan critic, KnownText t)
    {
        w.Doc("f(x, y) of paired rows: [n].");
        using (w.Open("public Tensor Score(Tensor x, Tensor y)"))
        {
            string scored = critic.IsOwn ? "Critic.forward(x, y, paired)" : "Critic.Scores(Critic.Weights.to(x.dtype), x, y, paired)";
            w.Lines($"""
                using var scope = NewDisposeScope();
                var paired = arange(x.shape[0], int64, x.device).unsqueeze(1);
                return {scored}.squeeze(1).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
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
                ? $"public Tensor LogConditional(Tensor {t.O}, Tensor {t.L}{NormText.Parameter(plan.NormsDecoder)}) => Decoder.LogDensity({t.O}, {t.L}{NormText.Argument(plan.NormsDecoder)});"
                : $"public Tensor LogConditional(Tensor {t.O}, Tensor {t.L}) =>\n    {Density(plan.Conditional.Density!, t.O, t.L, t)};");
            w.Gap();
        }
    }

    private static void WriteProposal(CodeWriter w, KnownPlan plan, KnownText t)
    {
        if (plan.Uses(Knowledge.ProposalSampler))
        {
            w.Doc($"{t.L} ~ {t.Q}, a row for each row of {t.O}.");
            w.Lines(plan.LearnedProposal is not null
                ? $"public Tensor DrawProposal(Tensor {t.O}{NormText.Parameter(plan.NormsProposal)}) => Proposal.Draw({t.O}{NormText.Argument(plan.NormsProposal)});"
                : $"public Tensor DrawProposal(Tensor {t.O}) =>\n    {Sampled(plan.Proposal.Sampler!, t.O, $"{t.O}.shape[0]", plan.Latent, t)};");
            w.Gap();
        }

        if (plan.Uses(Knowledge.ProposalDensity))
        {
            w.Doc($"log {t.Q}: [n].");
            w.Lines(plan.LearnedProposal is not null
                ? $"public Tensor LogProposal(Tensor {t.O}, Tensor {t.L}{NormText.Parameter(plan.NormsProposal)}) => Proposal.LogDensity({t.O}, {t.L}{NormText.Argument(plan.NormsProposal)});"
                : $"public Tensor LogProposal(Tensor {t.O}, Tensor {t.L}) =>\n    {Density(plan.Proposal.Density!, t.L, t.O, t)};");
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
            w.Lines($"public Tensor Move(Tensor {t.O}, Tensor {t.L}, double b) =>\n    RowDensity.Shaped({t.Call(transition, $"{t.O}, {t.L}, b, SeededDraws.Fork()")}, {t.L}.shape[0], {KnownText.Dim(plan.Latent)}, {KnownText.NameOf(transition)});");
            w.Gap();
        }

        if (plan.DrawsOthers)
        {
            w.Doc($"{t.L} of other pairs, as draws from the unknown {t.Marginal}: draw after draw, each a cyclic shift of all rows.");
            w.Lines($"public Tensor DrawOthers(Tensor {t.L}, int k) =>\n    OtherPairs.Shifted({t.L}, k);");
            w.Gap();
        }
    }

    private static string Sampled(DensityMember member, string given, string rows, RolePlan role, KnownText t) => member.Form == DensityForm.Distribution
        ? given.Length == 0
            ? $"RowDensity.Draw({t.Call(member, "")}, {rows}, {KnownText.Dim(role)}, {KnownText.NameOf(member)})"
            : $"RowDensity.DrawRows({t.Call(member, given)}, {rows}, {KnownText.Dim(role)}, {KnownText.NameOf(member)})"
        : $"RowDensity.Shaped({t.Call(member, $"{(given.Length == 0 ? rows : given)}, SeededDraws.Fork()")}, {rows}, {KnownText.Dim(role)}, {KnownText.NameOf(member)})";

    private static string Density(DensityMember member, string scored, string given, KnownText t) => member.Form == DensityForm.Distribution
        ? $"RowDensity.Sum({t.Call(member, given)}.log_prob({scored}), {scored}.shape[0], {KnownText.NameOf(member)})"
        : $"RowDensity.Demand({t.Call(member, given.Length == 0 ? scored : $"{scored}, {given}")}, {scored}.shape[0], {KnownText.NameOf(member)})";
}
