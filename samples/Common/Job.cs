using System;

namespace MiDsl.Samples.Common;

/// <summary>A piece of work that takes a while.</summary>
/// <param name="Name">Beside its progress bar.</param>
/// <param name="Run">Does it, and tells the share done, in [0, 1], and a few words on how it goes.</param>
public sealed record Job(string Name, Action<Action<double, string>> Run);
