using System;
using System.Threading;
using MiDsl;
using MiDsl.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Bottleneck;

/// <summary>What the generator writes for an estimator that draws its pairs.</summary>
internal interface IReading : IDisposable
{
    long Seed { get; set; }

    LowerBound Fit(IProgress<TrainingProgress>? progress, CancellationToken cancellation);
}

/// <summary>Pairs of an image and its code.</summary>
internal interface ICodes
{
    (Tensor X, Tensor Z) Draw(long n, Generator generator);
}
