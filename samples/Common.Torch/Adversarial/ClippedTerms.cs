using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Samples.Common;

/// <summary>What a model does with a clipped term, step by step.</summary>
public static class ClippedTerms
{
    /// <summary>A step of the critic on the batch, then the gradients of loss - weight I(x; y) to the model.</summary>
    /// <param name="information">Its critic learns here.</param>
    /// <param name="model">Receives both gradients.</param>
    /// <param name="loss">The adversarial loss.</param>
    /// <param name="x">[n, ...].</param>
    /// <param name="y">[n, ...].</param>
    /// <param name="weight">Of the information; 0 for the loss alone.</param>
    /// <param name="log">Told what the clip did.</param>
    public static void Raise(this IClippedTerm information, nn.Module model, Tensor loss, Tensor x, Tensor y, float weight, ClipLog log)
    {
        ArgumentNullException.ThrowIfNull(information);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(log);
        if (weight == 0)
        {
            loss.backward();
            return;
        }

        information.Step(x, y);
        information.BackwardInto(model, loss, -weight * information.Objective(x, y));
        log.Add(information.LastGradientNorms!, information.LastBatchValue);
    }
}
