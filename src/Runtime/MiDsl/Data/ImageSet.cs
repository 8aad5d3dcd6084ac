using System;

namespace MiDsl;

/// <summary>Which part of a published set of images.</summary>
public enum ImageSetPart
{
    /// <summary>For training.</summary>
    Train = 0,

    /// <summary>For testing.</summary>
    Test = 1,
}

/// <summary>Grey images of one size, with a label each.</summary>
public sealed class ImageSet
{
    private readonly byte[] images;
    private readonly byte[] labels;

    private ImageSet(string source, int rows, int columns, byte[] images, byte[] labels) =>
        (Source, Rows, Columns, this.images, this.labels) = (source, rows, columns, images, labels);

    /// <summary>Images, n.</summary>
    public int Count => labels.Length;

    /// <summary>Rows of an image.</summary>
    public int Rows { get; }

    /// <summary>Columns of an image.</summary>
    public int Columns { get; }

    /// <summary>The files.</summary>
    public string Source { get; }

    /// <summary>Pixels [n, rows, columns], 0 to 255.</summary>
    public ReadOnlySpan<byte> Images => images;

    /// <summary>Labels [n].</summary>
    public ReadOnlySpan<byte> Labels => labels;

    /// <summary>Reads two IDX files of bytes.</summary>
    /// <param name="imagesPath">[n, rows, columns].</param>
    /// <param name="labelsPath">[n].</param>
    /// <exception cref="DataException">A file cannot be read, or holds something else; or the counts differ.</exception>
    public static ImageSet Read(string imagesPath, string labelsPath)
    {
        IdxArray pixels = Bytes(imagesPath, 3, "images [n, rows, columns]"), classes = Bytes(labelsPath, 1, "labels [n]");
        if (pixels.Shape[0] != classes.Shape[0])
        {
            throw new DataException($"{imagesPath} has {pixels.Shape[0]} images but {labelsPath} has {classes.Shape[0]} labels: they are not of one set.");
        }

        return pixels.Data.Length > 0
            ? new ImageSet($"{imagesPath}, {labelsPath}", pixels.Shape[1], pixels.Shape[2], pixels.Data, classes.Data)
            : throw new DataException($"{imagesPath} holds no pixels: its shape is ({string.Join(", ", pixels.Shape)}).");
    }

    /// <summary>An image [rows, columns].</summary>
    /// <param name="index">0 .. n - 1.</param>
    public ReadOnlySpan<byte> Image(int index) => images.AsSpan(index * Rows * Columns, Rows * Columns);

    /// <summary>The first images.</summary>
    /// <param name="count">How many, at most n.</param>
    public ImageSet Take(int count) => new(Source, Rows, Columns, images[..(count * Rows * Columns)], labels[..count]);

    /// <summary>Pixels [n, rows * columns] in [0, 1].</summary>
    public float[] ToUnit() => TopRows(Rows);

    /// <summary>
    /// Pixels [n, rows * columns] in [0, 1] with the top rows kept and the others 0: h_t of the self-consistency tests of
    /// Song and Ermon 2020 (1910.06222).
    /// </summary>
    /// <param name="count">Rows kept, t; 0 keeps nothing.</param>
    public float[] TopRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Rows);
        int size = Rows * Columns, kept = count * Columns;
        float[] unit = new float[images.Length];
        for (int start = 0; start < unit.Length; start += size)
        {
            for (int i = start; i < start + kept; i++)
            {
                unit[i] = images[i] / 255f;
            }
        }

        return unit;
    }

    /// <summary>Pairs of an image, in [0, 1], and its label as one column of integers.</summary>
    public PairedData WithLabels()
    {
        float[] y = new float[labels.Length];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = labels[i];
        }

        return PairedData.FromSingle(ToUnit(), Rows * Columns, y, 1, Source);
    }

    /// <summary>Pairs of an image and the same image with only its top rows, both in [0, 1].</summary>
    /// <param name="count">Rows kept, t.</param>
    public PairedData WithTopRows(int count) =>
        PairedData.FromSingle(ToUnit(), Rows * Columns, TopRows(count), Rows * Columns, Source);

    /// <summary>One line: images, size and source.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:N0} images of {Rows} x {Columns}, {Source}");

    private static IdxArray Bytes(string path, int dimensions, string what)
    {
        IdxArray array = Idx.Read(path);
        return array.Type == IdxType.UnsignedByte && array.Shape.Length == dimensions
            ? array
            : throw new DataException($"{path} is not {what} of unsigned bytes: it holds ({string.Join(", ", array.Shape)}) values of type {array.Type}.");
    }
}
