namespace MiDsl;

/// <summary>
/// What random numbers are drawn for. Two <see cref="Rng"/> of one seed and different purposes never share a number.
/// </summary>
public enum RandomStream
{
    /// <summary>The caller's own use.</summary>
    User = 0,

    /// <summary>Initial weights of networks.</summary>
    Weights = 1,

    /// <summary>Which rows train, validate and test.</summary>
    Split = 2,

    /// <summary>The order in which rows enter batches; step = epoch.</summary>
    Order = 3,

    /// <summary>Pairs drawn to train; step = optimizer step.</summary>
    Training = 4,

    /// <summary>Pairs drawn to stop training.</summary>
    Validation = 5,

    /// <summary>Pairs drawn to compute the value.</summary>
    Test = 6,

    /// <summary>Shuffles that make negatives.</summary>
    Negatives = 7,

    /// <summary>Noise added to data or inside networks.</summary>
    Noise = 8,

    /// <summary>Parameters of the random maps that distributions of known information are bent by.</summary>
    Map = 9,

    /// <summary>Chains that tune step sizes and schedules of annealing, and enter no bound.</summary>
    Tuning = 10,

    /// <summary>Chains and samples that bounds on known densities are computed from; step = sub-batch.</summary>
    Chains = 11,
}
