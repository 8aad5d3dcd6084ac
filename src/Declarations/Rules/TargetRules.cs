using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Declarations;

/// <summary>What Target.Cpu has no code for.</summary>
internal static class TargetRules
{
    private static readonly Place Written = Place.OfArgument("Estimator", "Target");

    public static void Check(EstimatorDeclaration declaration, List<Problem> problems)
    {
        if (declaration.Bound.Target is not { } target || target == Target.TorchSharp)
        {
            return;
        }

        if (target != Target.Cpu)
        {
            Add(Written, $"'{RuleBook.Show(target)}' is no target; choose Target.TorchSharp or Cpu", Mend.Choose(Written, Defaults.Target));
            return;
        }

        if (KnownBounds.Contains(declaration.Bound.Bound) || declaration.Bound.Bound == Bound.GenerativeModels)
        {
            Refuse(Written, $"Bound.{declaration.Bound.Bound} is written for TorchSharp alone: Target.Cpu has the bounds from samples by critics and by one learned density");
            return; // one reason is enough
        }

        CheckCritic(declaration.Critic);
        if (declaration.Critic.Module is { } module)
        {
            Refuse(Place.OfMember(Called(module).TrimStart('@')), $"'{Called(module)}' is a module of TorchSharp, which Target.Cpu does without; declare an architecture by [Critic(...)] on the class");
        }

        if (declaration.Variational is { BatchNorm: true } && BoundCatalogue.LearnsConditional(declaration.Bound.Bound))
        {
            Place place = Place.OfArgument("Variational", "BatchNorm");
            Refuse(place, "BatchNorm = true is not in Target.Cpu; drop it", Mend.Drop(place));
        }

        if (declaration.Joint is { Kind: JointKind.TensorSampler } joint)
        {
            Refuse(Place.OfMember(joint.Member.TrimStart('@')), $"the sampler '{joint.Member}' draws tensors of TorchSharp, which Target.Cpu does without; write void {joint.Member}(Rng rng, int n, Span<float> x, Span<float> y)");
        }

        if (declaration.Images.FirstOrDefault() is { } image)
        {
            Refuse(Place.OfAttribute("Image"), $"[Image(Variable.{RuleBook.Show(image.Variable)})] needs convolutions or locations, which Target.Cpu does not have");
        }

        if (declaration.Clipping?.Mode == Clip.Adaptive)
        {
            Refuse(Place.OfArgument("GradientClipping"), "Clip.Adaptive weighs the gradients of a larger loss, which Target.Cpu has no tensors for; declare Clip.Norm", Mend.Set(Place.OfArgument("GradientClipping"), "Clip.Norm"));
        }

        if (declaration.Training.Device is { } device and not "cpu")
        {
            Refuse(Place.OfArgument("Training", "Device"), $"Device = \"{device}\" is torch's, and Target.Cpu is plain C# on the CPU; drop it", Mend.Drop(Place.OfArgument("Training", "Device")));
        }

        void CheckCritic(CriticDeclaration critic)
        {
            if (critic.Form is CriticForm.EncodeAndDot or CriticForm.ConcatAndConvolve)
            {
                Refuse(Place.OfArgument("Critic"), $"CriticForm.{critic.Form} convolves, and Target.Cpu has dense layers alone; declare CriticForm.Separable or Concatenated", Mend.Set(Place.OfArgument("Critic"), "CriticForm.Separable"));
            }

            LayerExtras extras = critic.Extras;
            Extra("BatchNorm", extras.BatchNorm == true ? "true" : "");
            Extra("SpectralNorm", extras.SpectralNorm == true ? "true" : "");
            Extra("Dropout", extras.Dropout is { } dropout and not 0 ? RuleBook.Show(dropout) : "");
            Extra("InputNoise", extras.InputNoise is { } input and not 0 ? RuleBook.Show(input) : "");
            Extra("Noise", extras.Noise is { } noise and not 0 ? RuleBook.Show(noise) : "");
        }

        void Extra(string argument, string value)
        {
            if (value.Length > 0)
            {
                Place place = Place.OfArgument("Critic", argument);
                Refuse(place, $"{argument} = {value} is not in Target.Cpu, whose layers are dense, with LayerNorm and Residual where wanted; drop it", Mend.Drop(place));
            }
        }

        void Refuse(Place place, string reason, params Mend[] mends) =>
            Add(place, reason + (reason.Contains(';') ? ", or drop Target" : "; drop Target"), [.. mends, Mend.Drop(Written, "TorchSharp has it")]);

        void Add(Place place, string message, params Mend[] mends) => problems.Add(new Problem(RuleIds.Target, message, place).MendedBy(mends));
    }

    private static string Called(string expression) => expression.TrimEnd('(', ')');
}
