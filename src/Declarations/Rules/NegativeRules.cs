using System;
using System.Collections.Generic;

namespace MiDsl.Declarations;

/// <summary>What [Negatives] and the condition Z may not say.</summary>
internal static class NegativeRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        CheckCondition(declaration, problems);
        if (declaration.Negatives is not { } negatives)
        {
            return;
        }

        if (declaration.Bound.Bound == Bound.DifferenceOfEntropies)
        {
            problems.Add(new Problem(RuleIds.BoundParameter, "the difference of entropies compares two densities and uses no negatives; drop [Negatives]", Place.OfAttribute("Negatives")).MendedBy(Mend.DropAttribute("Negatives")));
            return;
        }

        if (declaration.Bound.Bound == Bound.GenerativeModels)
        {
            problems.Add(new Problem(RuleIds.BoundParameter, "generative models compare three densities and use no negatives; drop [Negatives]", Place.OfAttribute("Negatives")).MendedBy(Mend.DropAttribute("Negatives")));
            return;
        }

        if (negatives.Sampling is not { } sampling || !Enum.IsDefined(typeof(NegativeSampling), sampling))
        {
            Add("", $"'{RuleBook.Show(negatives.Sampling)}' is no way to draw negatives; choose NegativeSampling.InBatch, CyclicShift, SecondDraw or Neighbours", Mend.Choose(Of(""), Defaults.Sampling));
            return;
        }

        int perPair = negatives.PerPair ?? Defaults.PerPair;
        int batch = declaration.Training.BatchSize ?? Defaults.BatchSize;
        if (negatives.PerPair is { } written && sampling == NegativeSampling.InBatch)
        {
            Add("PerPair", $"PerPair = {RuleBook.Show(written)} has no meaning in the batch, where each pair has all N - 1 others; drop it or declare NegativeSampling.CyclicShift", Mend.Drop(Of("PerPair")), Mend.Set(Of(""), "NegativeSampling.CyclicShift"));
        }
        else if (perPair < 1)
        {
            Add("PerPair", $"PerPair = {RuleBook.Show(perPair)} must be at least 1", Mend.Set(Of("PerPair"), "1", "the least"));
        }
        else if (sampling == NegativeSampling.CyclicShift && perPair >= batch && batch >= 2)
        {
            Add("PerPair", $"PerPair = {RuleBook.Show(perPair)} asks for more shifts than a batch of {RuleBook.Show(batch)} has; at most {RuleBook.Show(batch - 1)}", Mend.Set(Of("PerPair"), RuleBook.Show(batch - 1), "the most"));
        }
        else if (declaration.Bound.Bound == Bound.IAlpha && sampling != NegativeSampling.InBatch && perPair < 2)
        {
            Add(negatives.PerPair is null ? "" : "PerPair", "I_alpha compares a positive with PerPair - 1 negatives; declare PerPair of at least 2", Mend.Set(Of("PerPair"), "2", "the least"));
        }

        if (negatives.InEvaluation is { } inEvaluation)
        {
            if (sampling is not (NegativeSampling.CyclicShift or NegativeSampling.SecondDraw))
            {
                Add("InEvaluation", $"InEvaluation = {RuleBook.Show(inEvaluation)} is only read by NegativeSampling.CyclicShift and SecondDraw; drop it", Mend.Drop(Of("InEvaluation")));
            }
            else if (inEvaluation < 1)
            {
                Add("InEvaluation", $"InEvaluation = {RuleBook.Show(inEvaluation)} must be at least 1", Mend.Drop(Of("InEvaluation"), "the default"));
            }
            else if (declaration.Bound.Bound == Bound.IAlpha && inEvaluation < 2)
            {
                Add("InEvaluation", "I_alpha compares a positive with InEvaluation - 1 negatives; declare InEvaluation of at least 2", Mend.Set(Of("InEvaluation"), "2", "the least"));
            }
        }

        if (negatives.Neighbours is { } neighbours)
        {
            if (sampling != NegativeSampling.Neighbours)
            {
                Add("Neighbours", $"Neighbours = {RuleBook.Show(neighbours)} is only read by NegativeSampling.Neighbours; drop it", Mend.Drop(Of("Neighbours")));
            }
            else if (neighbours < 1)
            {
                Add("Neighbours", $"Neighbours = {RuleBook.Show(neighbours)} must be at least 1", Mend.Set(Of("Neighbours"), RuleBook.Show(Defaults.Neighbours), "the usual value"));
            }
        }

        static Place Of(string argument) => Place.OfArgument("Negatives", argument);

        void Add(string argument, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.BoundParameter, message, Of(argument)).MendedBy(mends));
    }

    private static void CheckCondition(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (declaration.Joint is not { } joint)
        {
            return;
        }

        bool near = declaration.Negatives?.Sampling == NegativeSampling.Neighbours;
        if (near && joint.Kind != JointKind.Data)
        {
            problems.Add(new Problem(RuleIds.MissingKnowledge, $"near negatives are chosen among given pairs, and '{joint.Member}' draws fresh ones; declare [Joint(Given = ...)] on the class and give data to Fit", Place.OfArgument("Negatives"))
                .MendedBy(Mend.Set(Place.OfArgument("Negatives"), "NegativeSampling.SecondDraw", "from the sampler")));
        }
        else if (near && joint.Given is null)
        {
            problems.Add(new Problem(RuleIds.MissingKnowledge, "near negatives need a condition Z to be near in; say how many of X's last columns it is: [Joint(Given = ...)]", Place.OfArgument("Negatives"))
                .MendedBy(Mend.Set(Place.OfArgument("Negatives"), "NegativeSampling.InBatch", "no condition")));
        }

        if (joint.Given is not { } given)
        {
            return;
        }

        Place place = joint.Kind == JointKind.Data ? Place.OfArgument("Joint", "Given") : Place.OfRole(joint.Member, "Joint", "Given");
        if (!near)
        {
            problems.Add(new Problem(RuleIds.BoundParameter, $"Given = {RuleBook.Show(given)} declares a condition Z, and these negatives ignore it: the value would be I(X, Z; Y); declare [Negatives(NegativeSampling.Neighbours)]", place)
                .MendedBy(Mend.Set(Place.OfArgument("Negatives"), "NegativeSampling.Neighbours", "I(X; Y | Z)"), Mend.Drop(place)));
        }
        else if (given < 1 || given >= joint.X)
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Given = {RuleBook.Show(given)} must be at least 1 and leave columns of X before it" + (joint.X is { } x ? $", which has {RuleBook.Show(x)}" : ""), place)
                .MendedBy(joint.X is 1 ? [] : [Mend.Set(place, "1", "the last column")]));
        }
    }
}
