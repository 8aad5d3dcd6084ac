using System;
using System.IO;
using System.Linq;

namespace MiDsl.Samples.Tests.SmallRuns;

/// <summary>What stands in for MNIST: ten classes, told apart by where a stripe lies.</summary>
internal static class StripedDigits
{
    /// <summary>A bright stripe of two rows at 2 k + 4 for class k, on IDX files as MNIST has them; the classes take turns.</summary>
    public static ImageSet Write(string folder, string name, int count)
    {
        byte[] pixels = new byte[count * 28 * 28], labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];
        for (int i = 0; i < count; i++)
        {
            pixels.AsSpan((i * 784) + (((2 * labels[i]) + 4) * 28), 56).Fill(200);
        }

        string images = Path.Combine(folder, name + "-images"), classes = Path.Combine(folder, name + "-labels");
        File.WriteAllBytes(images, [0, 0, 8, 3, 0, 0, (byte)(count >> 8), (byte)count, 0, 0, 0, 28, 0, 0, 0, 28, .. pixels]);
        File.WriteAllBytes(classes, [0, 0, 8, 1, 0, 0, (byte)(count >> 8), (byte)count, .. labels]);
        return ImageSet.Read(images, classes);
    }
}
