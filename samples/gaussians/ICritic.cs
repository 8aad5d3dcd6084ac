using System;
using TorchSharp;

namespace Gaussians;

/// <summary>What the staircase needs of an estimator. The emitted members have these names, so the classes fulfil it as they are.</summary>
internal interface ICritic : IDisposable
{
    /// <summary>Seed of the initial weights.</summary>
    long Seed { get; set; }

    /// <summary>The bound on the last batch, before its step.</summary>
    double LastBatchValue { get; }

    /// <summary>Told what a stair's information is; what learns need not know.</summary>
    void Enter(double nats)
    {
    }

    /// <summary>One step of the critic.</summary>
    void Step(torch.Tensor x, torch.Tensor y);
}
