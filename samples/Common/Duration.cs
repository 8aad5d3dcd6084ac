using System;
using System.Diagnostics;

namespace MiDsl.Samples.Common;

/// <summary>How long something took: on a busy machine the processor's time tells more than the clock's.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="Cpu">Seconds that all threads of this process ran.</param>
public sealed record Duration(double Seconds, double Cpu)
{
    /// <summary>Of this process until now; the difference of two is what lies between.</summary>
    public static Duration SoFar => new(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency, Environment.CpuUsage.TotalTime.TotalSeconds);

    public static Duration operator -(Duration later, Duration earlier) => new(later.Seconds - earlier.Seconds, later.Cpu - earlier.Cpu);

    /// <summary>Whether this took no less, by either measure.</summary>
    public bool IsAtLeast(Duration other) => Seconds >= other.Seconds && Cpu >= other.Cpu;

    public override string ToString() => FormattableString.Invariant($"{Seconds:0} s, {Cpu:0} of CPU");
}
