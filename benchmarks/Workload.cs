using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Benchmarks;

/// <summary>Something that is done step by step, here and in eager.py under the same name.</summary>
/// <param name="Name">Of both.</param>
/// <param name="What">In words.</param>
/// <param name="Steps">In a round.</param>
/// <param name="Make">Prepares it; what it gives takes a number of steps, and gives their seconds.</param>
/// <param name="Eager">Its name in eager.py.</param>
/// <param name="Flops">Of the matrix products of a step as eager PyTorch does them; 0 where they are not what counts.</param>
internal sealed record Workload(string Name, string What, int Steps, Func<Func<int, double>> Make, string Eager, double Flops = 0)
{
    /// <summary>Square products, whose rate is the machine's peak.</summary>
    public const string Peak = "peak";

    private const int PeakSide = 768, AisChains = 256, Leapfrog = 10;

    public static IReadOnlyList<Workload> All { get; } =
    [
        new("A", "InfoNCE, separable 20-256-256-32, batch 64", 100, () => Fixed(64, new Separable().Step), "A", Trained(64, 2, 20, 256, 256, 32) + (3 * Product(64, 32, 64))),
        new("A-smile", "SMILE, the same critic", 100, () => Fixed(64, new SeparableSmile().Step), "A-smile", Trained(64, 2, 20, 256, 256, 32) + (3 * Product(64, 32, 64))),
        new("B64", "InfoNCE, concatenated 40-256-256-1, all pairs of 64", 10, () => Fixed(64, new Concatenated().Step), "B64", Trained(64 * 64, 1, 40, 256, 256, 1)),
        new("B128", "the same of 128", 3, () => Fixed(128, new Concatenated().Step), "B128", Trained(128 * 128, 1, 40, 256, 256, 1)),
        new("C", "MINE with moving average, 40-512-512-1 ELU, batch 512", 10, () => Fixed(512, new Mine().Step), "C", Trained(1024, 1, 40, 512, 512, 1)),
        new("A-cpu", "A by Target.Cpu", 100, () => Fixed(64, new PlainSeparable().Step), "A", Trained(64, 2, 20, 256, 256, 32) + (3 * Product(64, 32, 64))),
        new("A-smile-cpu", "A-smile by Target.Cpu", 100, () => Fixed(64, new PlainSmile().Step), "A-smile", Trained(64, 2, 20, 256, 256, 32) + (3 * Product(64, 32, 64))),
        new("B64-cpu", "B64 by Target.Cpu", 10, () => Fixed(64, new PlainConcatenated().Step), "B64", Trained(64 * 64, 1, 40, 256, 256, 1)),
        new("B128-cpu", "B128 by Target.Cpu", 3, () => Fixed(128, new PlainConcatenated().Step), "B128", Trained(128 * 128, 1, 40, 256, 256, 1)),
        new("C-cpu", "C by Target.Cpu", 10, () => Fixed(512, new PlainMine().Step), "C", Trained(1024, 1, 40, 512, 512, 1)),
        new("D-small", "an annealing step of 256 chains, 10 leapfrog steps, decoder 10-64-64-50", 200, () => Annealing(new AnnealedSmall(), 50), "D-small", Gradients(10, 64, 64, 50)),
        new("D-large", "the same, decoder 10-1024-1024-1024-784", 8, () => Annealing(new AnnealedLarge(), 2), "D-large", Gradients(10, 1024, 1024, 1024, 784)),
        new("KSG-1", "KSG of 10,000 pairs of 1 + 1 columns; there scikit-learn's mutual_info_regression", 1, () => Neighbours(1), "KSG-1"),
        new("KSG-20", "KSG of 10,000 pairs of 20 + 20 columns; there NumPy, block by block", 1, () => Neighbours(20), "KSG-20"),
    ];

    /// <summary>Looked up by name.</summary>
    public static Workload Of(string name) => name == Peak
        ? new(Peak, "", 20, SquareProducts, Peak, Product(PeakSide, PeakSide, PeakSide))
        : All.Single(one => one.Name == name);

    // Forward, and the gradients of weights and inputs; the first layer's inputs need none.
    private static double Trained(double rows, int networks, params double[] widths) =>
        networks * ((3 * widths.Zip(widths.Skip(1)).Sum(layer => Product(rows, layer.First, layer.Second))) - Product(rows, widths[0], widths[1]));

    // 11 gradients in y, and 3 values besides.
    private static double Gradients(params double[] widths) =>
        ((2 * (Leapfrog + 1)) + 3) * widths.Zip(widths.Skip(1)).Sum(layer => Product(AisChains, layer.First, layer.Second));

    private static double Product(double rows, double inner, double columns) => 2 * rows * inner * columns;

    private static Func<int, double> Repeated(Action step) => steps =>
    {
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < steps; i++)
        {
            step();
        }

        return clock.Elapsed.TotalSeconds;
    };

    private static Func<int, double> Fixed(int batch, Action<Tensor, Tensor> step)
    {
        Tensor x = randn(batch, 20), y = (x * 0.8) + (randn(batch, 20) * 0.6);
        return Repeated(() => step(x, y));
    }

    private static Func<int, double> Fixed(int batch, PlainStep step)
    {
        (float[] x, float[] y) = (new float[batch * 20], new float[batch * 20]);
        Rng rng = new(0);
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = (0.8f * x[i]) + (0.6f * y[i]);
        }

        return Repeated(() => step(x, y));
    }

    private static Func<int, double> SquareProducts()
    {
        Tensor a = randn(PeakSide, PeakSide), b = randn(PeakSide, PeakSide);
        return Repeated(() => a.mm(b).Dispose());
    }

    /// <summary>Whole evaluations, of which the annealing counts, without the tuning before it.</summary>
    private static Func<int, double> Annealing(IAnnealed estimator, int temperatures)
    {
        const int Sides = 2, SubBatches = 2, Pairs = 32;
        return steps =>
        {
            double seconds = 0;
            int done = 0;
            while (done < steps)
            {
                var clock = Stopwatch.StartNew();
                estimator.Evaluate(Pairs, new Restart(clock), default, null);
                seconds += clock.Elapsed.TotalSeconds;
                done += Sides * SubBatches * temperatures;
            }

            return seconds * steps / done;
        };
    }

    private static Func<int, double> Neighbours(int dim)
    {
        Rng rng = new(0);
        float[,] x = new float[10_000, dim], y = new float[10_000, dim];
        for (int i = 0; i < x.Length; i++)
        {
            float first = (float)rng.NextGaussianDouble();
            x[i / dim, i % dim] = first;
            y[i / dim, i % dim] = (float)((0.8 * first) + (0.6 * rng.NextGaussianDouble()));
        }

        var data = PairedData.From(x, y);
        return Repeated(() => Ksg.Estimate(data));
    }

    /// <summary>Begins to count again while step sizes are still chosen.</summary>
    private sealed class Restart(Stopwatch clock) : IProgress<AnnealingProgress>
    {
        public void Report(AnnealingProgress value)
        {
            if (value.Phase == "tuning")
            {
                clock.Restart();
            }
        }
    }
}

/// <summary>A step on rows of numbers.</summary>
/// <param name="x">[n, dx].</param>
/// <param name="y">[n, dy].</param>
internal delegate void PlainStep(ReadOnlySpan<float> x, ReadOnlySpan<float> y);
