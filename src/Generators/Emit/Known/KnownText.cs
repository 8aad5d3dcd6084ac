using System.Globalization;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>What the writers of one estimator on known densities have in common: symbols, and what is called where.</summary>
internal sealed class KnownText(KnownPlan plan)
{
    /// <summary>The observed variable, x unless the roles are swapped.</summary>
    public string O { get; } = plan.Observed.Symbol;

    /// <summary>The latent variable, y unless the roles are swapped.</summary>
    public string L { get; } = plan.Latent.Symbol;

    /// <summary>p(x|y) in formulas.</summary>
    public string Likelihood => $"p({O}|{L})";

    /// <summary>p(y) in formulas.</summary>
    public string Marginal => $"p({L})";

    /// <summary>q(y|x) in formulas.</summary>
    public string Q => plan.Q;

    /// <summary>Where weights and paths start, in formulas.</summary>
    public string Start => plan.HasProposal ? Q : Marginal;

    /// <summary>log of the weight, in formulas.</summary>
    public string LogRatio => plan.Row.Bound == Bound.MineAis ? $"f({O}, {L})"
        : plan.HasProposal ? $"log p({O}, {L}) - log {Q}"
        : $"log {Likelihood}";

    /// <summary>One draw from the start for each row.</summary>
    public string DrawStart(string rows) => plan.HasProposal ? $"model.DrawProposal({rows})"
        : plan.Marginal is null ? $"model.DrawOthers({rows}, {L})"
        : $"model.DrawMarginal({rows}.shape[0])";

    /// <summary>The log-density of the start.</summary>
    public string LogStart(string o, string l) => plan.HasProposal ? $"model.LogProposal({o}, {l})" : $"model.LogMarginal({l})";

    /// <summary>The user's class, as its nested classes name it.</summary>
    public static string ClassOf(TypeShape type) => type.Header.Substring(type.Header.LastIndexOf("class ", System.StringComparison.Ordinal) is var at && at >= 0 ? at + 6 : 0);

    /// <summary>f of rows, its arguments in the order of the variables.</summary>
    public string Score(string o, string l) => O == "x" ? $"model.Score({o}, {l})" : $"model.Score({l}, {o})";

    /// <summary>A call of a member of the user's from a nested class.</summary>
    public string Call(DensityMember member, string arguments) => $"{(member.IsStatic ? ClassOf(plan.Type) : "owner")}.{member.Name}({arguments})";

    /// <summary>The member's name as a literal, for errors.</summary>
    public static string NameOf(DensityMember member) => CodeWriter.Literal(member.Name.TrimStart('@'));

    /// <summary>Dimensions as an argument; 0 where only the member knows them.</summary>
    public static string Dim(RolePlan role) => (role.Dim ?? 0).ToString(CultureInfo.InvariantCulture);

    /// <summary>What each pair gives, as a type.</summary>
    public string TermsType => Names.Length == 1 ? "Tensor" : $"({string.Join(", ", System.Array.ConvertAll(Names, n => "Tensor " + n))})";

    /// <summary>What each pair gives: lower and upper bound of its information density, and what the lower one starts from at K = 1.</summary>
    public string[] Names => plan.Row.Bound == Bound.MineAis ? ["Lower", "Forward"] : (plan.ReportsLower, plan.ReportsUpper, HasStart) switch
    {
        (true, true, true) => ["Lower", "Upper", "Start"],
        (true, true, false) => ["Lower", "Upper"],
        (true, false, true) => ["Lower", "Start"],
        (true, false, false) => ["Lower"],
        _ => ["Upper"],
    };

    /// <summary>Whether the cap is that of K = 1 plus log K, known only when it is computed.</summary>
    public bool HasStart => plan.ReportsLower && plan.HasProposal && plan.Row.Bound is Bound.Iwae or Bound.Giwae;
}
