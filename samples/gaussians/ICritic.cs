using System;
#if TORCH
using static TorchSharp.torch;
#endif

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

#if TORCH
    /// <summary>One step of the critic.</summary>
    void Step(Tensor x, Tensor y);

    /// <summary>The same on rows of numbers.</summary>
    void StepOn(float[] x, float[] y)
    {
        using var scope = NewDisposeScope();
        Step(tensor(x).reshape(-1, Staircase.Dim), tensor(y).reshape(-1, Staircase.Dim));
    }
#else
    /// <summary>One step of the critic.</summary>
    void Step(ReadOnlySpan<float> x, ReadOnlySpan<float> y);

    /// <summary>The same.</summary>
    void StepOn(float[] x, float[] y) => Step(x, y);
#endif
}
