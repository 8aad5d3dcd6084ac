using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace MiDsl.Kernels;

/// <summary>Work on a part of the rows. A struct, so that passing it allocates nothing.</summary>
public interface IRowJob
{
    /// <summary>Works on the rows from start to end, the end excluded.</summary>
    /// <param name="part">Number of the part, below <see cref="Rows.MostParts"/>: a place for what is summed over rows.</param>
    /// <param name="start">First row.</param>
    /// <param name="end">Row after the last.</param>
    void Run(int part, int start, int end);
}

/// <summary>
/// Rows split over a few threads. The parts depend on the number of rows alone, not on the threads that take them: what a
/// job writes to its rows, or sums up by part, is the same for any number of threads. After the first call for a type of
/// job nothing is allocated.
/// </summary>
public static class Rows
{
    /// <summary>Parts that rows are split into at most.</summary>
    public const int MostParts = 16;

    private static readonly Lock Gate = new();
    private static readonly SemaphoreSlim Wanted = new(0);
    private static int threads = Math.Min(Environment.ProcessorCount, MostParts);
    private static int started = 1;
    private static int busy;

    // What is running, guarded by the gate.
    private static Holder? current;
    private static int nextPart;
    private static int unfinished;
    private static ExceptionDispatchInfo? failure;

    /// <summary>Threads that work at a time, the caller's among them. Default: the processors, at most 16.</summary>
    public static int Threads
    {
        get => threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            threads = Math.Min(value, MostParts);
        }
    }

    /// <summary>Into how many parts so many rows are split.</summary>
    /// <param name="count">Rows.</param>
    /// <param name="least">Rows that are worth the hand-over to another thread.</param>
    public static int Parts(int count, int least) => Math.Clamp(count / Math.Max(least, 1), 1, MostParts);

    /// <summary>Runs a job on all rows and waits for it. Within a job, or while another runs, on the calling thread alone.</summary>
    /// <param name="job">What to do; threads get copies.</param>
    /// <param name="count">Rows.</param>
    /// <param name="least">Rows that are worth the hand-over; with fewer than twice as many the caller does all.</param>
    public static void For<TJob>(in TJob job, int count, int least)
        where TJob : struct, IRowJob
    {
        int parts = Parts(count, least);
        if (parts == 1 || threads == 1 || Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            for (int part = 0; part < parts; part++)
            {
                job.Run(part, Edge(part, count, parts), Edge(part + 1, count, parts));
            }

            return;
        }

        try
        {
            Holder<TJob> holder = Holder<TJob>.Only;
            holder.Job = job;
            (holder.Count, holder.Parts) = (count, parts);
            Share(holder);
            holder.Job = default;
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    private static int Edge(int part, int count, int parts) => (int)((long)part * count / parts);

    private static void Share(Holder holder)
    {
        int helpers = Math.Min(threads, holder.Parts) - 1;
        for (; started <= helpers; started++)
        {
            new Thread(Help) { IsBackground = true, Name = "MiDsl rows" }.Start();
        }

        lock (Gate)
        {
            (current, nextPart, unfinished, failure) = (holder, 0, holder.Parts, null);
        }

        Wanted.Release(helpers);
        Work();

        // Others' last parts: they take about as long as our own did.
        SpinWait spin = default;
        while (Volatile.Read(ref unfinished) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        ExceptionDispatchInfo? thrown;
        lock (Gate)
        {
            (thrown, failure, current) = (failure, null, null);
        }

        thrown?.Throw();
    }

    private static void Help()
    {
        while (true)
        {
            Wanted.Wait();
            Work();
        }
    }

    /// <summary>Takes parts until none is left. A helper that comes late finds none, or helps the next job, which is as good.</summary>
    private static void Work()
    {
        while (true)
        {
            Holder? holder;
            int part;
            lock (Gate)
            {
                holder = current;
                if (holder is null || nextPart == holder.Parts)
                {
                    return;
                }

                part = nextPart++;
            }

            try
            {
                holder.Run(part, Edge(part, holder.Count, holder.Parts), Edge(part + 1, holder.Count, holder.Parts));
            }
            catch (Exception thrown)
            {
                lock (Gate)
                {
                    failure ??= ExceptionDispatchInfo.Capture(thrown);
                }
            }

            Interlocked.Decrement(ref unfinished);
        }
    }

    /// <summary>A job of any type.</summary>
    private abstract class Holder
    {
        public int Count { get; set; }

        public int Parts { get; set; }

        public abstract void Run(int part, int start, int end);
    }

    private sealed class Holder<TJob> : Holder
        where TJob : struct, IRowJob
    {
        public static readonly Holder<TJob> Only = new();

        public TJob Job { get; set; }

        // A copy of its own for each part: jobs may change their fields.
        public override void Run(int part, int start, int end) => Job.Run(part, start, end);
    }
}
