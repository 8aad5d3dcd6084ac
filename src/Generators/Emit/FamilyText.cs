using System.Globalization;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>
/// What differs between families of q(y|x). The statements find <c>w</c>, the parts of the weights; <c>parameters</c> [n, ...]; and, in a
/// density, <c>u</c> [n, dy], which is y in the learned units, and <c>scale</c> [dy], these units.
/// </summary>
internal abstract class FamilyText(VariationalPlan plan)
{
    protected VariationalPlan Plan { get; } = plan;

    /// <summary>Dimensions of y.</summary>
    protected int Dim { get; } = plan.Latent.Columns.Value!.Value;

    protected string D => Show(Dim);

    public static FamilyText Of(VariationalPlan plan) => plan switch
    {
        { Family: VariationalFamily.FullGaussian } => new FullGaussianText(plan),
        { Family: VariationalFamily.Flow } => new FlowText(plan),
        { Components: > 1 } => new MixtureText(plan),
        _ => new DiagonalGaussianText(plan),
    };

    /// <summary>The family in words.</summary>
    public abstract string Description { get; }

    /// <summary>What <c>parameters</c> hold, with their shape.</summary>
    public abstract string Parameters { get; }

    public virtual bool IsReparameterised => true;

    public virtual void WriteConstants(CodeWriter w)
    {
    }

    /// <summary>Statements that leave a draw in <c>u</c>.</summary>
    public abstract void WriteDraw(CodeWriter w);

    /// <summary>log q of <c>u</c>, an expression.</summary>
    public virtual string LogDensity(string parameters) => $"LogDensityOf({parameters}, u)";

    /// <summary>Statements that leave <c>value</c> and <c>gradient</c>, both in the units of y.</summary>
    public abstract void WriteValueAndGradient(CodeWriter w);

    /// <summary>Methods that the above call.</summary>
    public abstract void WriteHelpers(CodeWriter w);

    /// <summary>The means and bounded log scales at the head of the parameters.</summary>
    protected void WriteMeanAndScale(CodeWriter w) => w.Lines($"""
        var mean = parameters.narrow(1, 0, {D});
        var logScale = MaxLogScale * (parameters.narrow(1, {D}, {D}) / MaxLogScale).tanh();
        """);

    protected static string Show(int value) => value.ToString(CultureInfo.InvariantCulture);
}

internal sealed class DiagonalGaussianText(VariationalPlan plan) : FamilyText(plan)
{
    public override string Description => "a Gaussian with diagonal covariance";

    public override string Parameters => $"means and log scales [n, {Show(2 * Dim)}]";

    public override void WriteDraw(CodeWriter w)
    {
        WriteMeanAndScale(w);
        w.Lines("var u = mean + logScale.exp() * mean.randn_like();");
    }

    public override void WriteValueAndGradient(CodeWriter w)
    {
        WriteMeanAndScale(w);
        w.Lines("""
            var inverse = (-logScale).exp();
            var z = (u - mean) * inverse;
            var value = (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(1L) - scale.log().sum();
            var gradient = -(z * inverse) / scale;
            """);
    }

    public override void WriteHelpers(CodeWriter w)
    {
        w.Gap();
        ConditionalText.WriteLogDensity(w, new ConditionalPlan(1, HasMarginal: false), "LogDensityOf", Plan.Latent.Symbol);
    }
}

internal sealed class MixtureText(VariationalPlan plan) : FamilyText(plan)
{
    private string C => Show(Plan.Components);

    public override string Description => $"a mixture of {C} Gaussians with diagonal covariance";

    public override string Parameters => $"log shares, means and log scales [n, {Show(Plan.Components * (1 + (2 * Dim)))}]";

    public override bool IsReparameterised => false;

    public override void WriteDraw(CodeWriter w) => w.Lines($"""
        var chosen = parameters.narrow(1, 0, {C}).softmax(1).multinomial(1).unsqueeze(-1).expand(-1, 1, {D});
        var mean = {Means}.gather(1, chosen).squeeze(1);
        var logScale = MaxLogScale * ({LogScales}.gather(1, chosen).squeeze(1) / MaxLogScale).tanh();
        var u = mean + logScale.exp() * mean.randn_like();
        """);

    public override void WriteValueAndGradient(CodeWriter w) => w.Lines($"""
        var logShare = parameters.narrow(1, 0, {C}).log_softmax(1);
        var mean = {Means};
        var logScale = MaxLogScale * ({LogScales} / MaxLogScale).tanh();
        var inverse = (-logScale).exp();
        var z = (u.unsqueeze(1) - mean) * inverse;
        var ofComponents = logShare + (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(-1L);
        var value = ofComponents.logsumexp(1) - scale.log().sum();

        // Each component's gradient counts by its share of the density at y.
        var share = ofComponents.softmax(1).unsqueeze(-1);
        var gradient = -(share * z * inverse).sum(1L) / scale;
        """);

    public override void WriteHelpers(CodeWriter w)
    {
        w.Gap();
        ConditionalText.WriteLogDensity(w, new ConditionalPlan(Plan.Components, HasMarginal: false), "LogDensityOf", Plan.Latent.Symbol);
    }

    private string Means => $"parameters.narrow(1, {C}, {Show(Plan.Components * Dim)}).view(-1, {C}, {D})";

    private string LogScales => $"parameters.narrow(1, {Show(Plan.Components * (1 + Dim))}, {Show(Plan.Components * Dim)}).view(-1, {C}, {D})";
}

/// <summary>
/// The inverse L^-1 of the Cholesky factor of the covariance is what is learned, as D^-1 (I + B), B below the diagonal: the density then
/// needs a product and no solution, a draw the solution. Pourahmadi 1999.
/// </summary>
internal sealed class FullGaussianText(VariationalPlan plan) : FamilyText(plan)
{
    public override string Description => "a Gaussian with full covariance L L^T, L^-1 = e^-s (I + B) with B below the diagonal (Pourahmadi 1999)";

    public override string Parameters => $"means, log scales s and the matrix B, of which what is below the diagonal counts, [n, {Show((2 * Dim) + (Dim * Dim))}],";

    public override void WriteDraw(CodeWriter w)
    {
        WriteMeanAndScale(w);
        w.Lines($"""
            var below = {Below};

            // (I + B) (u - mean) = e^s times noise.
            var noise = (logScale.exp() * mean.randn_like()).unsqueeze(-1);
            var u = mean + linalg.solve_triangular(below, noise, upper: false, unitriangular: true).squeeze(-1);
            """);
    }

    public override void WriteValueAndGradient(CodeWriter w)
    {
        WriteMeanAndScale(w);
        w.Lines($"""
            var below = {Below};
            var inverse = (-logScale).exp();
            var residual = u - mean;
            var z = (residual + below.matmul(residual.unsqueeze(-1)).squeeze(-1)) * inverse;
            var value = (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(1L) - scale.log().sum();

            // -L^-T z.
            var pull = z * inverse;
            var gradient = -(pull + below.mT.matmul(pull.unsqueeze(-1)).squeeze(-1)) / scale;
            """);
    }

    public override void WriteHelpers(CodeWriter w)
    {
        w.Gap();
        w.Doc("log of the Gaussian density of u: -|L^-1 (u - mean)|^2 / 2 - sum of s, and the constant.");
        using (w.Open("private static Tensor LogDensityOf(Tensor parameters, Tensor u)"))
        {
            w.Lines("using var scope = NewDisposeScope();");
            w.Lines("// Log scales smoothly kept within +-7: a column that is determined must not end in an infinite density.");
            WriteMeanAndScale(w);
            w.Lines($"""
                var below = {Below};
                var residual = u - mean;
                var z = (residual + below.matmul(residual.unsqueeze(-1)).squeeze(-1)) * (-logScale).exp();
                return (-0.5 * z.square() - logScale - HalfLogTwoPi).sum(1L).MoveToOuterDisposeScope();
                """);
        }
    }

    private string Below => $"parameters.narrow(1, {Show(2 * Dim)}, {Show(Dim * Dim)}).view(-1, {D}, {D}).tril(-1)";
}
