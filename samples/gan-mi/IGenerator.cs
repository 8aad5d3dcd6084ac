using System;
using System.Threading;
using MiDsl;
using MiDsl.Samples.Common;
using TorchSharp;
using static TorchSharp.torch;

namespace GanMi;

/// <summary>The declaration that is trained: what the generator writes for it.</summary>
internal interface IGenerator : IBothSides, IWithVariational
{
    nn.Module<Tensor, Tensor> Decoder { get; }

    Interval Fit(IProgress<TrainingProgress>? progress, CancellationToken cancellation);

    (Tensor X, Tensor Y) Simulate(long n, Generator generator);

    void SaveDecoder(string path);

    void SaveVariational(string path);
}
