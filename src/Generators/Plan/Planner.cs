using System;
using System.Collections.Generic;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Decides: fills in defaults, lays out networks, fixes the types of the results.</summary>
internal static class Planner
{
    /// <summary>The plan of a declaration that breaks no rule.</summary>
    public static EstimatorPlan Plan(EstimatorDeclaration declaration)
    {
        BoundRow row = BoundCatalogue.Find(declaration.Bound.Bound)!;
        JointDeclaration joint = declaration.Joint!;
        TrainingPlan training = PlanTraining(declaration.Training);
        return new EstimatorPlan(
            declaration.Type,
            row,
            declaration.Bound.Tau ?? Defaults.Tau,
            declaration.Bound.EmaRate ?? Defaults.EmaRate,
            declaration.Bound.Alpha ?? Defaults.Alpha,
            declaration.Bound.ReadBy ?? Defaults.ReadBy,
            joint,
            PlanCritic(declaration, joint),
            training,
            declaration.Clipping,
            StandardizeSamples: declaration.Preprocessing == Preprocessing.Standardize,
            StandardizeData: declaration.Preprocessing != Preprocessing.None,
            FreshResult: BoundCatalogue.ResultOf(declaration.Bound),
            DataResult: training.Test == 0 ? ResultKind.Estimate : BoundCatalogue.ResultOf(declaration.Bound));
    }

    private static TrainingPlan PlanTraining(TrainingDeclaration t)
    {
        Optimizer optimizer = t.Optimizer ?? Defaults.Optimizer;
        int batchSize = t.BatchSize ?? Defaults.BatchSize;
        return new TrainingPlan(
            t.Steps ?? Defaults.Steps,
            batchSize,
            optimizer,
            t.LearningRate ?? Defaults.LearningRate,
            t.WeightDecay ?? (optimizer == Optimizer.AdamW ? Defaults.AdamWDecay : 0),
            t.Validation ?? Defaults.Validation,
            t.Test ?? Defaults.Test,
            t.ValidationPairs ?? Math.Max(Defaults.ValidationPairs, 2 * batchSize),
            t.TestPairs ?? Math.Max(Defaults.TestPairs, 2 * batchSize),
            t.ValidationInterval ?? Defaults.ValidationInterval,
            t.Patience ?? Defaults.Patience,
            t.Seed ?? 0,
            t.Device ?? Defaults.Device);
    }

    private static CriticPlan PlanCritic(EstimatorDeclaration declaration, JointDeclaration joint)
    {
        CriticDeclaration critic = declaration.Critic;
        var x = new Width(joint.X > 0 ? joint.X : null, "xDim");
        var y = new Width(joint.Y > 0 ? joint.Y : null, "yDim");
        if (critic.Module is { } module)
        {
            return new CriticPlan(null, x, y, default, null, module, $"own critic {module}");
        }

        CriticForm form = critic.Form ?? Defaults.Form;
        EquatableArray<int> hidden = critic.Hidden ?? Defaults.Hidden;
        Activation activation = critic.Activation ?? Defaults.Activation;
        int embedding = critic.Embedding ?? Defaults.Embedding;
        NetworkPlan[] networks = form switch
        {
            CriticForm.Separable => [Mlp("g", "x", x, hidden, embedding, activation), Mlp("h", "y", y, hidden, embedding, activation)],
            CriticForm.Bilinear => [new NetworkPlan("W", "x", EquatableArray<LayerPlan>.Of(new LayerPlan(y, x, Bias: false, null)))],
            _ => [Mlp("f", "[x; y]", Sum(x, y), hidden, 1, activation)],
        };
        string widths = string.Join("-", hidden.Select(w => w.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        string summary = form switch
        {
            CriticForm.Separable => $"separable critic, {widths}-{Show(embedding)} {activation}",
            CriticForm.Bilinear => "bilinear critic",
            _ => $"concatenated critic, {widths}-1 {activation}",
        };
        NetworkPlan? baseline = declaration.Bound.Bound == Bound.Tuba
            ? Mlp("b", "x", x, declaration.Baseline?.Hidden ?? Defaults.BaselineHidden, 1, declaration.Baseline?.Activation ?? Defaults.Activation)
            : null;
        return new CriticPlan(form, x, y, networks.ToEquatableArray(), baseline, "", summary);
    }

    private static NetworkPlan Mlp(string name, string input, Width inputs, EquatableArray<int> hidden, int outputs, Activation activation)
    {
        var layers = new List<LayerPlan>();
        Width width = inputs;
        foreach (int units in hidden)
        {
            layers.Add(new LayerPlan(width, new Width(units, ""), Bias: true, activation));
            width = new Width(units, "");
        }

        layers.Add(new LayerPlan(width, new Width(outputs, ""), Bias: true, null));
        return new NetworkPlan(name, input, layers.ToEquatableArray());
    }

    private static Width Sum(Width x, Width y) =>
        x.Value is { } dx && y.Value is { } dy ? new Width(dx + dy, "") : new Width(null, $"{x} + {y}");

    private static string Show(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
