using System;
using System.Collections.Immutable;
using System.Linq;

namespace MiDsl;

/// <summary>Puts observers of training together.</summary>
public static class ProgressTo
{
    /// <summary>Tells each observer of each look, in their order, on the thread that trains.</summary>
    /// <param name="observers">Those to tell; null ones are left out. They stay the caller's to dispose.</param>
    /// <remarks>What an observer throws ends the training, and those after it are not told.</remarks>
    public static IProgress<TrainingProgress> All(params ReadOnlySpan<IProgress<TrainingProgress>?> observers) =>
        new Several([.. observers.ToArray().OfType<IProgress<TrainingProgress>>()]);

    private sealed class Several(ImmutableArray<IProgress<TrainingProgress>> observers) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            foreach (IProgress<TrainingProgress> observer in observers)
            {
                observer.Report(value);
            }
        }
    }
}
