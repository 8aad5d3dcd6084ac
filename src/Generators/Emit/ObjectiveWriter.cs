using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the bound on a batch of scores: its value, and what training ascends where that is something else.</summary>
internal static class ObjectiveWriter
{
    public static string Write(EstimatorPlan plan) =>
        EmittedFile.Write(plan.Type, plan.Row.Title, "", plan.Target == Target.Cpu ? ["System", "MiDsl", "MiDsl.Cpu"] : ["System", "MiDsl.Torch", "TorchSharp"], plan.Target, w =>
        {
            var bound = BoundWriter.Of(plan);
            w.Doc(
                $"{plan.Row.Title}: {plan.Row.Formula}.\nWhat to know: {plan.Row.Caveat}.",
                $"<remarks>p = p(x, y), q = {(plan.Negatives.Sampling == NegativeSampling.Neighbours ? "p(x, z) p(y|z), Z the last columns of x" : "p(x) p(y)")}; nats. {CodeWriter.Xml(plan.Row.Reference)}.</remarks>");
            bool plain = plan.Target == Target.Cpu;
            using (w.Open(!bound.HasMemory ? "private static class BoundObjective" : plain ? "private sealed class BoundObjective" : "private sealed class BoundObjective : IDisposable"))
            {
                if (plain)
                {
                    CpuBound.Of(plan).WriteObjective(w, plan);
                }
                else
                {
                    bound.WriteObjective(w, plan);
                }
            }
        });
}
