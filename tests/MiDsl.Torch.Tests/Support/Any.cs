using System;
using System.Threading;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Support;

/// <summary>Calls what every emitted class has, whatever its result type: for tests that run over many classes.</summary>
internal sealed class Any(Type type, params object[] arguments) : IDisposable
{
    private readonly dynamic estimator = Activator.CreateInstance(type, arguments)!;

    public object Instance => estimator;

    public long Seed
    {
        get => estimator.Seed;
        set => estimator.Seed = value;
    }

    public double LastBatchValue => estimator.LastBatchValue;

    public InformationValue Fit(IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        estimator.Fit(progress: progress, cancellation: cancellation);

    public InformationValue Fit(PairedData data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        estimator.Fit(data, progress: progress, cancellation: cancellation);

    public InformationValue Evaluate() => estimator.Evaluate();

    public InformationValue Evaluate(PairedData data) => estimator.Evaluate(data);

    public Estimate EvaluateInSample(PairedData data) => estimator.EvaluateInSample(data);

    public float[] PointwiseInformation(PairedData data) => estimator.PointwiseInformation(data);

    public void Step(float[,] x, float[,] y)
    {
        using DisposeScope scope = NewDisposeScope();
        estimator.Step(tensor(x), tensor(y));
    }

    public Tensor Objective(Tensor x, Tensor y) => estimator.Objective(x, y);

    public void Save(string path) => estimator.Save(path);

    public void Load(string path) => estimator.Load(path);

    public void Dispose() => estimator.Dispose();
}

/// <summary>Reports at once, on the training thread.</summary>
internal sealed class Listener(Action<TrainingProgress> act) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => act(value);
}
