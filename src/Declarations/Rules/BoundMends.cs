using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>Which bound to declare instead, and why: the reasons are the catalogue's own.</summary>
internal static class BoundMends
{
    private static readonly Bound[] TightestFirst =
    [
        Bound.Ais, Bound.MineAis, Bound.Iwae, Bound.Giwae, Bound.BarberAgakov, Bound.StructuredInfoNce, Bound.LeaveOneOut, Bound.BarberAgakovReference,
    ];

    /// <summary>The bound that an argument belongs to.</summary>
    public static Mend Declare(Bound bound) =>
        new(MendKind.SetArgument, $"Declare Bound.{bound}{Because(bound)}", Place.OfArgument("Estimator"), $"Bound.{bound}");

    /// <summary>The bounds to begin with where only samples are known.</summary>
    public static Mend[] OnSamples(Func<Bound, Mend> edit) =>
        [.. new[] { Bound.InfoNce, Bound.Nwj, Bound.DonskerVaradhan, Bound.Smile }.Select(bound => edit(bound) with { Title = $"Declare Bound.{bound}{Because(bound)}" })];

    /// <summary>Any bound: on what is declared of the densities, else on samples.</summary>
    public static Mend[] Any(EstimatorDeclaration declaration) =>
        Allowed(declaration) is { Length: > 0 } known && declaration.Densities is not { Marginal: null, Conditional: null, Decoder: null } ? known : OnSamples(Declare);

    /// <summary>What the declared densities allow, tightest first: on the wanted side, or on the other where that one has none.</summary>
    public static Mend[] Allowed(EstimatorDeclaration declaration, Side? wanted = null, Bound? except = null)
    {
        (Bound Bound, Side Side)[] choices = [.. KnownBounds.AllowedSides(declaration).Where(choice => choice.Bound != except)];
        bool hasWanted = choices.Any(choice => choice.Side == wanted);
        return
        [
            .. from choice in choices
               where !hasWanted || choice.Side == wanted
               orderby Array.IndexOf(TightestFirst, choice.Bound)
               let mend = Report(declaration, choice.Bound, choice.Side)
               group mend by (mend.Text, mend.Then) into same
               select same.First(),
        ];
    }

    private static Mend Report(EstimatorDeclaration declaration, Bound bound, Side side)
    {
        string name = side == Side.Lower ? "lower" : "upper";
        if (bound == declaration.Bound.Bound)
        {
            return Mend.Set(Place.OfArgument("Estimator", "Report"), $"Side.{side}", $"the {name} bound is valid here");
        }

        // What the new bound does not take goes with the old one.
        Mend? then = null;
        SidesDeclaration sides = declaration.Bound.Sides;
        bool twoSided = KnownBounds.SidesOf(bound) == Side.Both;
        Drop("Report", sides.Report is { } report && report != side && !twoSided);
        Drop("Samples", sides.Samples is not null && !KnownBounds.HasSamples(bound));
        Drop("Chains", sides.Chains is not null && !KnownBounds.IsAnnealed(bound));
        Drop("LowerBy", sides.LowerBy is not null && !KnownBounds.IsAnnealed(bound));
        Drop("UpperBy", sides.UpperBy is not null && bound != Bound.Ais);
        if (sides.Report is { } written && written != side && twoSided)
        {
            then = Mend.Set(Place.OfArgument("Estimator", "Report"), $"Side.{side}") with { Then = then };
        }

        string titled = twoSided && sides.Report is not null ? $"Bound.{bound} ({name})" : $"Bound.{bound}";
        return Declare(bound) with { Title = $"Declare {titled}{Because(bound)}", Then = then };

        void Drop(string argument, bool foreign)
        {
            if (foreign)
            {
                then = Mend.Drop(Place.OfArgument("Estimator", argument)) with { Then = then };
            }
        }
    }

    /// <summary>What is said first of a bound's weakness, or its cap, or what its number is.</summary>
    private static string Because(Bound bound)
    {
        BoundRow row = BoundCatalogue.Find(bound)!;
        string result = row.Result switch
        {
            ResultKind.LowerBound => "a lower bound, ",
            ResultKind.UpperBound => "an upper bound, ",
            ResultKind.Estimate => "an estimate, ",
            _ => "",
        };
        return ": " + result + row.Caveat.Split(';', ',')[0];
    }
}
