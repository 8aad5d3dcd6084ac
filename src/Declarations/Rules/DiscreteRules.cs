using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What [Discrete] may not say.</summary>
internal static class DiscreteRules
{
    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        for (int i = 0; i < declaration.Discrete.Count; i++)
        {
            int index = i;
            DiscreteDeclaration labels = declaration.Discrete[i];
            if (labels.Variable is not { } variable || !Enum.IsDefined(typeof(Variable), variable))
            {
                Add("", $"'{RuleBook.Show(labels.Variable)}' is no variable; choose Variable.X or Variable.Y", Mend.Choose(Place.OfArgument("Discrete", index: index), Variable.X));
                continue;
            }

            if (declaration.Discrete.Take(i).Any(earlier => earlier.Variable == variable))
            {
                Add("", $"{variable} is declared [Discrete] twice; keep one", Mend.DropAttribute("Discrete", index));
            }

            if (declaration.Images.Any(image => image.Variable == variable))
            {
                Add("", $"{variable} is declared [Image] and [Discrete]; its columns are pixels or labels, not both", Mend.DropAttribute("Discrete", index), Mend.DropAttribute("Image", declaration.Images.TakeWhile(image => image.Variable != variable).Count()));
            }

            if (declaration.Critic.Module is not null)
            {
                Add("", $"{variable} is declared [Discrete], but your own network takes its columns as they are; code the labels there and drop [Discrete], or declare a critic by attribute", Mend.DropAttribute("Discrete", index));
            }

            if (!(labels.Categories >= 2))
            {
                if (labels.Categories is { } categories)
                {
                    Add("Categories", $"Categories = {RuleBook.Show(categories)} must be at least 2: a single label says nothing", Mend.Set(Place.OfArgument("Discrete", "Categories", index), "2", "the least"));
                }
                else
                {
                    Add("Categories", "how many labels there are is not declared; write Categories = ...");
                }
            }

            if (labels.Embedding < 1)
            {
                Add("Embedding", $"Embedding = {RuleBook.Show(labels.Embedding)} must be at least 1; without it labels are one-hot", Mend.Drop(Place.OfArgument("Discrete", "Embedding", index), "labels are one-hot"));
            }

            void Add(string argument, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Dimensions, message, Place.OfArgument("Discrete", argument, index)).MendedBy(mends));
        }
    }
}
