using System;
using System.Threading;

namespace MiDsl;

/// <summary>
/// What every emitted estimator can do, whatever its bound: learn from pairs and give a value. Its own <c>Fit</c> returns
/// the declared type (LowerBound, UpperBound or Estimate); through this interface the direction is known at run time only.
/// </summary>
public interface IEstimator : IDisposable
{
    /// <summary>Seed of every random number.</summary>
    long Seed { get; set; }

    /// <summary>Trains on one part of the pairs, stops on a second, and gives the value on a third.</summary>
    /// <param name="data">Independent pairs (x, y).</param>
    /// <param name="progress">Told after every look at the validation pairs.</param>
    /// <param name="cancellation">Ends the training.</param>
    /// <returns>The mutual information in nats.</returns>
    InformationValue Fit(PairedData data, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default);
}
