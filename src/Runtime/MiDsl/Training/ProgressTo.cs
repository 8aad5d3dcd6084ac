using System;
using System.Collections.Immutable;
using System.Linq;

namespace MiDsl;

/// <summary>Puts observers of training or of an evaluation together.</summary>
public static class ProgressTo
{
    /// <summary>Tells each observer of each look, in their order, on the thread that trains.</summary>
    /// <param name="observers">Those to tell; null ones are left out. They stay the caller's to dispose.</param>
    /// <remarks>What an observer throws ends the training, and those after it are not told.</remarks>
    public static IProgress<TrainingProgress> All(params ReadOnlySpan<IProgress<TrainingProgress>?> observers) =>
        new Several<TrainingProgress>([.. observers.ToArray().OfType<IProgress<TrainingProgress>>()]);

    /// <summary>As <see cref="All(ReadOnlySpan{IProgress{TrainingProgress}})"/> for other progress, e.g. <see cref="AnnealingProgress"/>.</summary>
    /// <typeparam name="T">What is told.</typeparam>
    /// <param name="observers">Those to tell; null ones are left out. They stay the caller's to dispose.</param>
    public static IProgress<T> All<T>(params ReadOnlySpan<IProgress<T>?> observers) =>
        new Several<T>([.. observers.ToArray().OfType<IProgress<T>>()]);

    private sealed class Several<T>(ImmutableArray<IProgress<T>> observers) : IProgress<T>
    {
        public void Report(T value)
        {
            foreach (IProgress<T> observer in observers)
            {
                observer.Report(value);
            }
        }
    }
}
