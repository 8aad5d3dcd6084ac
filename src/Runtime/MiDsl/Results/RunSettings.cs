namespace MiDsl;

/// <summary>What has to be known to repeat a run.</summary>
/// <param name="Estimator">Name of the estimator's class.</param>
/// <param name="Bound">Name of the bound.</param>
/// <param name="Critic">The critic in a few words, e.g. <c>separable 256-256, embedding 32, ReLU</c>.</param>
/// <param name="BatchSize">Pairs in a batch.</param>
/// <param name="StepsRun">Optimizer steps that were made.</param>
/// <param name="Seed">Seed of every random number.</param>
/// <param name="Threads">Threads of the tensor library: sums depend on their number in the last bits.</param>
/// <param name="Device">Where tensors lived, e.g. <c>cpu</c>.</param>
public sealed record RunSettings(
    string Estimator, string Bound, string Critic, int BatchSize, int StepsRun, long Seed, int Threads, string Device);
