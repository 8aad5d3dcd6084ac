using System;
using MiDsl.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Samples.Common;

/// <summary>The information as a term of a model's loss: the generator writes these members.</summary>
public interface IInformationTerm : ICheckpointed, IDisposable
{
    long Seed { get; set; }

    /// <summary>On the critic's last batch, nats.</summary>
    double LastBatchValue { get; }

    /// <summary>A step of the critic.</summary>
    void Step(Tensor x, Tensor y);

    /// <summary>Differentiable in x and y, the critic left alone.</summary>
    Tensor Objective(Tensor x, Tensor y);
}

/// <summary>A term whose gradient is held back to the length of the main loss's: [GradientClipping(Clip.Adaptive)].</summary>
public interface IClippedTerm : IInformationTerm
{
    /// <summary>Of the last <see cref="BackwardInto"/>.</summary>
    GradientNorms? LastGradientNorms { get; }

    /// <summary>Adds both gradients to those of the model.</summary>
    void BackwardInto(nn.Module shared, Tensor mainLoss, Tensor term);
}
