using System;

namespace MiDsl;

/// <summary>(f(X), g(Y)) for injective f and g. Mutual information stays: what can be undone loses nothing.</summary>
internal sealed class MappedInformation : KnownInformation
{
    private readonly KnownInformation source;
    private readonly InjectiveMap? xMap;
    private readonly InjectiveMap? yMap;

    internal MappedInformation(KnownInformation source, InjectiveMap? xMap, InjectiveMap? yMap, string? name)
        : base(
            name ?? $"{NameOf(xMap, yMap)} @ {source.Name}",
            xMap?.OutputDim(source.XDim) ?? source.XDim, yMap?.OutputDim(source.YDim) ?? source.YDim, source.Information) =>
        (this.source, this.xMap, this.yMap) = (source, xMap, yMap);

    public override void Draw(Rng rng, int n, Span<double> x, Span<double> y)
    {
        double[] xs = new double[n * source.XDim], ys = new double[n * source.YDim];
        source.Draw(rng, n, xs, ys);
        Apply(xMap, xs, source.XDim, x, XDim);
        Apply(yMap, ys, source.YDim, y, YDim);
    }

    private static void Apply(InjectiveMap? map, ReadOnlySpan<double> points, int dim, Span<double> images, int imageDim)
    {
        if (map is null)
        {
            points.CopyTo(images);
            return;
        }

        for (; points.Length > 0; points = points[dim..], images = images[imageDim..])
        {
            map.Apply(points[..dim], images[..imageDim]);
        }
    }

    private static string NameOf(InjectiveMap? x, InjectiveMap? y) => x?.Name == y?.Name && x is not null
        ? x.Name
        : $"({x?.Name ?? "X"}, {y?.Name ?? "Y"})";
}
