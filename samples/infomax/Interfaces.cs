using System;
using TorchSharp;

namespace Infomax;

/// <summary>A term of the encoder's loss: the generator writes these members.</summary>
internal interface ITerm : IDisposable
{
    long Seed { get; set; }

    double LastBatchValue { get; }

    void Step(torch.Tensor x, torch.Tensor y);

    torch.Tensor Objective(torch.Tensor x, torch.Tensor y);
}
