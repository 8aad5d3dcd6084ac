namespace MiDsl.Generators;

/// <summary>Writes BackwardInto: mutual information as a term of a larger loss, its gradient clipped adaptively.</summary>
internal static class AdaptiveClippingWriter
{
    public static void Write(CodeWriter w)
    {
        w.Doc(
            "Adds to the gradients of a module that of a main loss and that of an information term, the latter scaled to\nat most the norm of the former: g_a + min(|g_a|, |g_m|) g_m / |g_m|, norms over all parameters together.",
            "<param name=\"shared\">The module whose parameters both losses reach.</param>",
            "<param name=\"mainLoss\">A scalar, for example the adversarial loss.</param>",
            "<param name=\"term\">The information term as it enters the loss, sign and weight included.</param>",
            "<remarks>Belghazi et al. 2018 (1801.04062), appendix.</remarks>");
        using (w.Open("public void BackwardInto(nn.Module shared, Tensor mainLoss, Tensor term)"))
        {
            w.Lines("""
                using var scope = NewDisposeScope();
                Parameter[] parameters = [.. shared.parameters().Where(p => p.requires_grad)];
                var ofMain = autograd.grad([mainLoss], parameters, retain_graph: true, allow_unused: true);
                var ofTerm = autograd.grad([term], parameters, allow_unused: true);

                using var frozen = no_grad();
                var mainNorm = GradientNorm.Of(ofMain);
                var termNorm = GradientNorm.Of(ofTerm);
                var scale = where(termNorm > 0, minimum(mainNorm, termNorm) / termNorm, zeros_like(termNorm));
                for (int i = 0; i < parameters.Length; i++)
                {
                    GradientNorm.Accumulate(parameters[i], ofMain[i]);
                    GradientNorm.Accumulate(parameters[i], ofTerm[i], scale);
                }

                LastGradientNorms?.Dispose();
                LastGradientNorms = new GradientNorms(mainNorm, termNorm, scale);
                """);
        }

        w.Gap();
        w.Doc("Both norms of the last BackwardInto, and the factor that the information term was scaled by.");
        w.Lines("public GradientNorms? LastGradientNorms { get; private set; }");
    }
}
