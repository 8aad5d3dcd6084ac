using System;
using System.Collections.Generic;
using System.IO;

namespace MiDsl;

/// <summary>Which part of a published set of images.</summary>
public enum ImageSetPart
{
    /// <summary>For training.</summary>
    Train = 0,

    /// <summary>For testing.</summary>
    Test = 1,
}

/// <summary>Images of one size, grey or of three colours, with a label each.</summary>
public sealed class ImageSet
{
    private readonly byte[] images;
    private readonly byte[] labels;

    private ImageSet(string source, int channels, int rows, int columns, byte[] images, byte[] labels) =>
        (Source, Channels, Rows, Columns, this.images, this.labels) = (source, channels, rows, columns, images, labels);

    /// <summary>Images, n.</summary>
    public int Count => labels.Length;

    /// <summary>1, grey, or 3, red, green and blue.</summary>
    public int Channels { get; }

    /// <summary>Rows of an image.</summary>
    public int Rows { get; }

    /// <summary>Columns of an image.</summary>
    public int Columns { get; }

    /// <summary>The files.</summary>
    public string Source { get; }

    /// <summary>Values of an image: channels * rows * columns.</summary>
    public int Size => Channels * Rows * Columns;

    /// <summary>Pixels [n, channels, rows, columns], 0 to 255.</summary>
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
            ? new ImageSet($"{imagesPath}, {labelsPath}", 1, pixels.Shape[1], pixels.Shape[2], pixels.Data, classes.Data)
            : throw new DataException($"{imagesPath} holds no pixels: its shape is ({string.Join(", ", pixels.Shape)}).");
    }

    /// <summary>Reads files of the binary version of CIFAR-10 (Krizhevsky 2009): records of a label and 3 x 32 x 32 pixels.</summary>
    /// <param name="paths">Files, their images one after the other.</param>
    /// <exception cref="DataException">A file cannot be read, or is no whole number of records, or has a label above 9.</exception>
    public static ImageSet ReadCifar10(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        const int Side = 32, Pixels = 3 * Side * Side, Record = 1 + Pixels, Classes = 10;
        List<byte> pixels = [], classes = [];
        foreach (string path in paths)
        {
            byte[] bytes = ReadBytes(path);
            if (bytes.Length == 0 || bytes.Length % Record != 0)
            {
                throw new DataException($"{path} has {bytes.Length} bytes, no whole number of records of {Record}: it is not of the binary version of CIFAR-10.");
            }

            for (int start = 0; start < bytes.Length; start += Record)
            {
                if (bytes[start] >= Classes)
                {
                    throw new DataException($"{path} has the label {bytes[start]} in record {start / Record}; CIFAR-10 has 0 to {Classes - 1}.");
                }

                classes.Add(bytes[start]);
                pixels.AddRange(bytes.AsSpan(start + 1, Pixels));
            }
        }

        return new(string.Join(", ", paths), 3, Side, Side, [.. pixels], [.. classes]);
    }

    /// <summary>An image [channels, rows, columns].</summary>
    /// <param name="index">0 .. n - 1.</param>
    public ReadOnlySpan<byte> Image(int index) => images.AsSpan(index * Size, Size);

    /// <summary>The first images.</summary>
    /// <param name="count">How many, at most n.</param>
    public ImageSet Take(int count) => new(Source, Channels, Rows, Columns, images[..(count * Size)], labels[..count]);

    /// <summary>Pixels [n, channels * rows * columns] in [0, 1].</summary>
    public float[] ToUnit() => TopRows(Rows);

    /// <summary>
    /// Pixels [n, channels * rows * columns] in [0, 1] with the top rows kept and the others 0: h_t of the self-consistency tests of
    /// Song and Ermon 2020 (1910.06222).
    /// </summary>
    /// <param name="count">Rows kept, t; 0 keeps nothing.</param>
    public float[] TopRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Rows);
        int plane = Rows * Columns, kept = count * Columns;
        float[] unit = new float[images.Length];
        for (int start = 0; start < unit.Length; start += plane)
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

        return PairedData.FromSingle(ToUnit(), Size, y, 1, Source);
    }

    /// <summary>Pairs of an image and the same image with only its top rows, both in [0, 1].</summary>
    /// <param name="count">Rows kept, t.</param>
    public PairedData WithTopRows(int count) =>
        PairedData.FromSingle(ToUnit(), Size, TopRows(count), Size, Source);

    /// <summary>One line: images, size and source.</summary>
    public override string ToString() => FormattableString.Invariant($"{Count:N0} images of {(Channels == 1 ? "" : $"{Channels} x ")}{Rows} x {Columns}, {Source}");

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static IdxArray Bytes(string path, int dimensions, string what)
    {
        IdxArray array = Idx.Read(path);
        return array.Type == IdxType.UnsignedByte && array.Shape.Length == dimensions
            ? array
            : throw new DataException($"{path} is not {what} of unsigned bytes: it holds ({string.Join(", ", array.Shape)}) values of type {array.Type}.");
    }
}
