using System.Collections.Generic;
using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

namespace Ali;

/// <summary>25 Gaussians in the plane, and a z in the plane.</summary>
internal sealed class Gaussians : DataSet
{
    // More points only fill the page.
    private const int PointsShown = 2500;

    private readonly Grid grid = new();

    public override string Name => grid.Name;

    public override int Width => 2;

    public override int Latent => 2;

    public override int Hidden => 128;

    public override double LearningRate => 1e-3;

    public override bool InUnit => false;

    public override int ModeCount => grid.CellCount;

    public override Tensor Batch(long seed, int step, int n) => Sample(new Rng(seed, RandomStream.Training, step), n);

    public override Tensor Test(long seed) => Sample(new Rng(seed, RandomStream.Test), Measured);

    public override Quality Measure(Tensor test, Tensor reconstructed, Tensor samples)
    {
        Coverage coverage = Coverage.Of(grid, samples.data<float>().ToArray());
        return new(SquaredError(test, reconstructed), coverage.Covered, coverage.HighQuality);
    }

    public override IEnumerable<Panel> Draw(string name, float[] test, float[] reconstructed, float[] samples) =>
    [
        new ScatterChart($"{name}: reconstructions", Points("data", test), Points("reconstructions", reconstructed)),
        new ScatterChart($"{name}: samples", Points("samples", samples)),
    ];

    private static PointSet Points(string name, float[] rows) => PointSet.OfRows(name, rows[..(2 * PointsShown)]);

    private Tensor Sample(Rng rng, int n)
    {
        float[] points = new float[2 * n];
        grid.Draw(rng, points);
        return tensor(points).reshape(n, 2);
    }
}
