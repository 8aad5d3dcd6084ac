using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Targets.Tests;

/// <summary>What the CPU target has: every bound by every critic form, then activations, depths, extras and labels.</summary>
internal static class Declarations
{
    private static readonly string[] Bounds =
    [
        "Bound.InfoNce", "Bound.DonskerVaradhan, EmaRate = 0.3", "Bound.Nwj", "Bound.Tuba", "Bound.Smile, Tau = 0.1", "Bound.Smile, Tau = double.PositiveInfinity",
        "Bound.IAlpha, Alpha = 0", "Bound.IAlpha, Alpha = 0.3", "Bound.IAlpha, Alpha = 1", "Bound.JensenShannon, ReadBy = Bound.Nwj",
        "Bound.JensenShannon, ReadBy = Bound.DonskerVaradhan, NoiseRatio = 3", "Bound.JensenShannon, ReadBy = Bound.Smile, NoiseRatio = 5",
    ];

    private static readonly string[] Forms =
    [
        "Critic(CriticForm.Separable, Hidden = [9, 7], Embedding = 5, Activation = Activation.ELU)", "Critic(CriticForm.Bilinear)",
        "Critic(CriticForm.Concatenated, Hidden = [9, 7], Activation = Activation.Tanh)",
    ];

    private static readonly string[] Activations = ["ReLU", "LeakyReLU", "ELU", "SiLU", "GELU", "Tanh"];

    private static readonly string[] Hidden = ["[]", "[33]", "[17, 3]", "[8, 16, 8, 3]"];

    private static readonly string[] Sampling = ["Negatives(NegativeSampling.InBatch)", "Negatives(NegativeSampling.CyclicShift, PerPair = 3)"];

    /// <summary>All of them: x has 3 columns and y 2, declared or not.</summary>
    public static IReadOnlyList<Twin> All { get; } =
    [
        .. from bound in Bounds from form in Forms from sampling in Sampling select new Twin(bound, $"{form}, {sampling}, Joint(X = 3, Y = 2)"),
        .. from form in (string[])["Separable", "Concatenated"]
           from activation in Activations
           from hidden in Hidden
           where form != "Concatenated" || hidden != "[]"
           select new Twin("Bound.InfoNce", $"Critic(CriticForm.{form}, Hidden = {hidden}, Activation = Activation.{activation}), Joint(X = 3, Y = 2)"),
        .. from form in (string[])["Separable", "Concatenated"]
           from activation in Activations
           from extra in (string[])["LayerNorm = true", "Residual = true", "LayerNorm = true, Residual = true"]
           select new Twin("Bound.Smile", $"Critic(CriticForm.{form}, Hidden = [6, 6, 6], Activation = Activation.{activation}, {extra}), Joint(X = 3, Y = 2)"),
        .. from form in Forms
           from labels in (string[])["Discrete(Variable.Y, Categories = 4)", "Discrete(Variable.Y, Categories = 4, Embedding = 3)", "Discrete(Variable.X, Categories = 4, Embedding = 2), Discrete(Variable.Y, Categories = 4, Embedding = 3)"]
           from sampling in Sampling
           from bound in (string[])["Bound.InfoNce", "Bound.Tuba"]
           select new Twin(bound, $"{form}, {labels}, {sampling}, Joint(X = 3, Y = 2)"),
        .. from bound in (string[])["Bound.Club", "Bound.DifferenceOfEntropies"]
           from density in (string[])["Variational(Hidden = [9, 7], Activation = Activation.Tanh)", "Variational(Hidden = [9], Components = 3, Activation = Activation.SiLU)"]
           from labels in (string[])["", "Discrete(Variable.X, Categories = 4, Embedding = 2), "]
           select new Twin(bound, $"{density}, {labels}Joint(X = 3, Y = 2)"),
        // Wide enough for tables of subset sums, and for several threads.
        new("Bound.InfoNce", "Critic(CriticForm.Concatenated, Hidden = [70, 64]), Joint(X = 3, Y = 2)"),
        new("Bound.Nwj", "Critic(CriticForm.Concatenated, Hidden = [65, 64, 67]), Training(BatchSize = 16), Joint(X = 3, Y = 2)"),
        new("Bound.InfoNce", "Critic(CriticForm.Separable, Hidden = [200, 150]), Joint(X = 3, Y = 2)"),
        new("Bound.Club", "Variational(Hidden = [9, 7]), Negatives(NegativeSampling.CyclicShift, PerPair = 3), Joint(X = 3, Y = 2)"),
    ];

    /// <summary>Declarations that are fitted to data, with what only a fit has: closed forms, preparations, schedules, averages, folds.</summary>
    public static IReadOnlyList<Twin> Fitted { get; } =
    [
        new("Bound.InfoNce", "Critic(CriticForm.Separable, Hidden = [16], Embedding = 4, Activation = Activation.SiLU), Training(Steps = 100, BatchSize = 32), Joint") { IsStepped = false },
        new("Bound.DonskerVaradhan", "Critic(CriticForm.Concatenated, Hidden = [16], Activation = Activation.SiLU, Base = BaseCritic.Student), Negatives(NegativeSampling.CyclicShift, PerPair = 4, InEvaluation = 20), Preprocess(Preprocessing.NormalScores), Training(Steps = 100, BatchSize = 32, Optimizer = Optimizer.AdamW, Schedule = LearningRateSchedule.Cosine, WeightAverage = 0.9, CrossFit = 2), Joint") { IsStepped = false },
        new("Bound.Nwj", "Critic(CriticForm.Separable, Hidden = [16], Embedding = 4, Activation = Activation.Tanh, Base = BaseCritic.Gaussian), Training(Steps = 60, BatchSize = 32, Optimizer = Optimizer.RmsProp), GradientClipping(Clip.Norm), Joint") { IsStepped = false },
        new("Bound.IAlpha", "Critic(CriticForm.Bilinear), Negatives(NegativeSampling.SecondDraw, PerPair = 3), Preprocess(Preprocessing.UnmixedScores), Training(Steps = 60, BatchSize = 32, Optimizer = Optimizer.Sgd, LearningRate = 0.01), GradientClipping(Clip.Value, MaxValue = 0.1), Joint") { IsStepped = false },
        new("Bound.Smile", "Critic(CriticForm.Separable, Hidden = [8], Embedding = 4, Activation = Activation.ELU), Negatives(NegativeSampling.Neighbours), Training(Steps = 60, BatchSize = 32), Joint(Given = 1)") { IsStepped = false },
        new("Bound.Club", "Variational(Hidden = [16], Components = 2, Activation = Activation.Tanh), Training(Steps = 60, BatchSize = 32), Joint") { IsStepped = false },
    ];
}
