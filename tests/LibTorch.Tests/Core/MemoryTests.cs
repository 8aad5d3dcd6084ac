using System;
using System.IO;
using System.Linq;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LibTorch.Tests.Core;

/// <summary>What happens to native memory that nobody disposes of, and that many small operators leave none behind.</summary>
public sealed class MemoryTests
{
    private const long MiB = 1 << 20;

    [Fact]
    public void Undisposed_tensors_are_collected_before_they_fill_the_memory()
    {
        _ = ones(1);
        Collect();
        var before = Resident();
        var peak = 0L;
        for (var i = 0; i < 2000; i++)
        {
            MakeAndDrop();
            if (i % 20 == 0)
                peak = Math.Max(peak, Resident() - before);
        }
        Assert.True(peak < 800 * MiB, $"2000 tensors of 1 MiB grew the process by {peak / MiB} MiB");
    }

    // On its own, so that no local of the test keeps a tensor alive.
    private static void MakeAndDrop() => zeros(512, 512);

    [Fact]
    public void Undisposed_results_of_small_operators_are_collected_too()
    {
        Collect();
        var before = Resident();
        var x = ones(1024);
        var peak = 0L;
        for (var i = 0; i < 200_000; i++)
        {
            _ = x.exp();
            if (i % 1000 == 0)
                peak = Math.Max(peak, Resident() - before);
        }
        x.Dispose();
        Assert.True(peak < 400 * MiB, $"200,000 undisposed tensors of 4 KiB (800 MB) grew the process by {peak / MiB} MiB");
    }

    [Fact]
    public void Disposed_operators_leave_nothing_behind()
    {
        using var x = ones(64, requires_grad: true);
        Work(x, 1000);
        Collect();
        var count = Tensor.TotalCount;
        // A leak shows in every round; what the allocator or the collector reserves for itself, not in all of them.
        var grown = Enumerable.Range(0, 4).Min(_ =>
        {
            var before = Resident();
            Work(x, 12_500);
            Collect();
            return Resident() - before;
        });
        Assert.Equal(count, Tensor.TotalCount);
        Assert.True(grown < 2 * MiB, $"each 50,000 operators grew the process by {grown / 1024} KiB or more");
    }

    private static void Work(Tensor x, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            using var scope = NewDisposeScope();
            var loss = ((x * 2).exp() + 1).sum();
            if (i % 10 == 0)
                loss.backward();
        }
    }

    [Fact]
    public void Views_are_not_counted_twice()
    {
        using var x = zeros(1024, 1024);
        var before = GC.CollectionCount(2);
        for (var i = 0; i < 2000; i++)
            x.t().Dispose();
        Assert.True(GC.CollectionCount(2) - before < 5, "2000 views of 4 MiB made the collector believe in 8 GB");
    }

    [Fact]
    public void Errors_leave_no_tensor_behind()
    {
        using var x = ones(2, 3);
        var count = Tensor.TotalCount;
        for (var i = 0; i < 100; i++)
            Assert.ThrowsAny<Exception>(() => x.mm(x));
        Assert.Equal(count, Tensor.TotalCount);
    }

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static long Resident() =>
        long.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) * 1024;
}
