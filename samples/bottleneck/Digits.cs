using System;
using MiDsl;
using static TorchSharp.torch;

namespace Bottleneck;

/// <summary>Images and their labels.</summary>
/// <param name="X">[n, 784] in [0, 1].</param>
/// <param name="Labels">[n].</param>
internal sealed record Pictures(Tensor X, Tensor Labels) : IDisposable
{
    public long Count => X.shape[0];

    /// <summary>Some of a set.</summary>
    public static Pictures Of(ImageSet set, int from, int count)
    {
        float[] pixels = new float[count * set.Rows * set.Columns];
        long[] labels = new long[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> image = set.Image(from + i);
            for (int j = 0; j < image.Length; j++)
            {
                pixels[(i * image.Length) + j] = image[j] / 255f;
            }

            labels[i] = set.Labels[from + i];
        }

        return new(tensor(pixels).reshape(count, -1), tensor(labels));
    }

    public void Dispose()
    {
        X.Dispose();
        Labels.Dispose();
    }
}

/// <summary>Disjoint parts: networks learn from the first, beta is chosen on the second, errors are told of the third.</summary>
internal sealed record Digits(Pictures Train, Pictures Validation, Pictures Test) : IDisposable
{
    /// <summary>MNIST: the first of the 60,000 images train, the last validate; test images are the set's own.</summary>
    /// <exception cref="DataException">The files are not there.</exception>
    public static Digits Load(Sizes sizes, string? folder)
    {
        ImageSet all = ImageSets.Load("mnist", ImageSetPart.Train, folder);
        return all.Count < sizes.TrainImages + sizes.ValidationImages
            ? throw new DataException(FormattableString.Invariant($"{all} are fewer than the {sizes.TrainImages} to train and {sizes.ValidationImages} to validate."))
            : new(
                Pictures.Of(all, 0, sizes.TrainImages), Pictures.Of(all, all.Count - sizes.ValidationImages, sizes.ValidationImages),
                Pictures.Of(ImageSets.Load("mnist", ImageSetPart.Test, folder), 0, sizes.TestImages));
    }

    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
        Test.Dispose();
    }
}
