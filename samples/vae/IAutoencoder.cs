using System;
using System.Threading;
using MiDsl;
using MiDsl.Samples.Common;
using TorchSharp;
using static TorchSharp.torch;

namespace Vae;

/// <summary>The declaration that is trained: what the generator writes for it.</summary>
internal interface IAutoencoder : IBothSides, IWithVariational
{
    nn.Module<Tensor, Tensor> Decoder { get; }

    double FitDecoder(Tensor observations, IProgress<TrainingProgress>? progress, CancellationToken cancellation);

    Interval Fit(IProgress<TrainingProgress>? progress, CancellationToken cancellation);

    (Tensor X, Tensor Y) Simulate(long n, Generator generator);

    void SaveDecoder(string path);

    void SaveVariational(string path);
}
