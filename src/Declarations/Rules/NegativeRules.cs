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
            Add("", "the difference of entropies compares two densities and uses no negatives; drop [Negatives]", whole: true);
            return;
        }

        if (declaration.Bound.Bound == Bound.GenerativeModels)
        {
            Add("", "generative models compare three densities and use no negatives; drop [Negatives]", whole: true);
            return;
        }

        if (negatives.Sampling is not { } sampling || !Enum.IsDefined(typeof(NegativeSampling), sampling))
        {
            Add("", $"'{RuleBook.Show(negatives.Sampling)}' is no way to draw negatives; choose NegativeSampling.InBatch, CyclicShift, SecondDraw or Neighbours");
            return;
        }

        int perPair = negatives.PerPair ?? Defaults.PerPair;
        int batch = declaration.Training.BatchSize ?? Defaults.BatchSize;
        if (negatives.PerPair is { } written && sampling == NegativeSampling.InBatch)
        {
            Add("PerPair", $"PerPair = {RuleBook.Show(written)} has no meaning in the batch, where each pair has all N - 1 others; drop it or declare NegativeSampling.CyclicShift");
        }
        else if (perPair < 1)
        {
            Add("PerPair", $"PerPair = {RuleBook.Show(perPair)} must be at least 1");
        }
        else if (sampling == NegativeSampling.CyclicShift && perPair >= batch && batch >= 2)
        {
            Add("PerPair", $"PerPair = {RuleBook.Show(perPair)} asks for more shifts than a batch of {RuleBook.Show(batch)} has; at most {RuleBook.Show(batch - 1)}");
        }
        else if (declaration.Bound.Bound == Bound.IAlpha && sampling != NegativeSampling.InBatch && perPair < 2)
        {
            Add(negatives.PerPair is null ? "" : "PerPair", "I_alpha compares a positive with PerPair - 1 negatives; declare PerPair of at least 2");
        }

        if (negatives.InEvaluation is { } inEvaluation)
        {
            if (sampling is not (NegativeSampling.CyclicShift or NegativeSampling.SecondDraw))
            {
                Add("InEvaluation", $"InEvaluation = {RuleBook.Show(inEvaluation)} is only read by NegativeSampling.CyclicShift and SecondDraw; drop it");
            }
            else if (inEvaluation < 1)
            {
                Add("InEvaluation", $"InEvaluation = {RuleBook.Show(inEvaluation)} must be at least 1");
            }
            else if (declaration.Bound.Bound == Bound.IAlpha && inEvaluation < 2)
            {
                Add("InEvaluation", "I_alpha compares a positive with InEvaluation - 1 negatives; declare InEvaluation of at least 2");
            }
        }

        if (negatives.Neighbours is { } neighbours)
        {
            if (sampling != NegativeSampling.Neighbours)
            {
                Add("Neighbours", $"Neighbours = {RuleBook.Show(neighbours)} is only read by NegativeSampling.Neighbours; drop it");
            }
            else if (neighbours < 1)
            {
                Add("Neighbours", $"Neighbours = {RuleBook.Show(neighbours)} must be at least 1");
            }
        }

        void Add(string argument, string message, bool whole = false) =>
            problems.Add(new Problem(RuleIds.BoundParameter, message, whole ? Place.OfAttribute("Negatives") : Place.OfArgument("Negatives", argument)));
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
            problems.Add(new Problem(RuleIds.MissingKnowledge, $"near negatives are chosen among given pairs, and '{joint.Member}' draws fresh ones; declare [Joint(Given = ...)] on the class and give data to Fit", Place.OfArgument("Negatives")));
        }
        else if (near && joint.Given is null)
        {
            problems.Add(new Problem(RuleIds.MissingKnowledge, "near negatives need a condition Z to be near in; say how many of X's last columns it is: [Joint(Given = ...)]", Place.OfArgument("Negatives")));
        }

        if (joint.Given is not { } given)
        {
            return;
        }

        Place place = joint.Kind == JointKind.Data ? Place.OfArgument("Joint", "Given") : Place.OfMember(joint.Member.TrimStart('@'), "Given");
        if (!near)
        {
            problems.Add(new Problem(RuleIds.BoundParameter, $"Given = {RuleBook.Show(given)} declares a condition Z, and these negatives ignore it: the value would be I(X, Z; Y); declare [Negatives(NegativeSampling.Neighbours)]", place));
        }
        else if (given < 1 || given >= joint.X)
        {
            problems.Add(new Problem(RuleIds.Dimensions, $"Given = {RuleBook.Show(given)} must be at least 1 and leave columns of X before it" + (joint.X is { } x ? $", which has {RuleBook.Show(x)}" : ""), place));
        }
    }
}
