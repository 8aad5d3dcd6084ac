namespace MiDsl.Generators;

/// <summary>The members that critics trained by the Jensen-Shannon objective share.</summary>
internal static class JensenShannonText
{
    /// <summary>Value and LogPartition of SMILE.</summary>
    public static void WriteClipped(CodeWriter w, double tau, string layout)
    {
        w.Lines($"public const double Tau = {CodeWriter.Number(tau)};");
        w.Gap();
        w.Doc("E_p f - log E_q clamp(e^f, e^-tau, e^tau) on a batch; the positives are not clipped.");
        using (w.Open("public static Tensor Value(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                return ({layout}.Positives(scores).mean() - LogPartition(scores)).MoveToOuterDisposeScope();
                """);
        }

        w.Gap();
        w.Doc("log E_q clamp(e^f, e^-tau, e^tau).");
        using (w.Open("public static Tensor LogPartition(Tensor scores)"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            w.Lines(double.IsPositiveInfinity(tau)
                ? $"return LogMeanExp.Of({layout}.Negatives(scores)).MoveToOuterDisposeScope();"
                : $"return LogMeanExp.Of({layout}.Negatives(scores).clamp(-Tau, Tau)).MoveToOuterDisposeScope();");
        }
    }

    private const string Faintest = "// Below -60 a gradient of e^-60 becomes none: it would fade into denormal numbers, which slow matrix products tenfold.";

    /// <summary>The objective.</summary>
    public static void WriteSurrogate(CodeWriter w, string layout)
    {
        w.Doc("The Jensen-Shannon objective E_p[-softplus(-f)] - E_q[softplus(f)], whose optimal f is the log ratio.");
        using (w.Open("public static Tensor Surrogate(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var positives = (-{layout}.Positives(scores)).softplus().mean();
                {Faintest}
                var negatives = {layout}.Negatives(scores).clamp_min(-60).softplus().mean();
                return (-(positives + negatives)).MoveToOuterDisposeScope();
                """);
        }
    }

    /// <summary>The objective with another weight of the negatives.</summary>
    public static void WriteNoiseContrastive(CodeWriter w, string layout)
    {
        w.Doc("Noise-contrastive estimation with v = NoiseRatio negatives to a positive, whose optimal f is the log ratio:\nE_p[-softplus(-(f - log v))] - v E_q[softplus(f - log v)]. Gutmann and Hyvarinen 2012 (JMLR 13).");
        using (w.Open("public static Tensor Surrogate(Tensor scores)"))
        {
            w.Lines($"""
                using var scope = NewDisposeScope();
                var shifted = scores - Math.Log(NoiseRatio);
                var positives = (-{layout}.Positives(shifted)).softplus().mean();
                {Faintest}
                var negatives = {layout}.Negatives(shifted).clamp_min(-60).softplus().mean();
                return (-(positives + NoiseRatio * negatives)).MoveToOuterDisposeScope();
                """);
        }
    }
}
