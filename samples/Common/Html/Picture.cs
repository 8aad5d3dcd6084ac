using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace MiDsl.Samples.Common;

/// <summary>An image of pixels. The report's JSON holds its size, not its pixels.</summary>
/// <param name="Title">Above it.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Channels">1, grey, or 3, red, green and blue.</param>
/// <param name="Pixels">[height, width, channels], 0 to 255.</param>
public sealed record Picture(string Title, int Width, int Height, int Channels, [property: JsonIgnore] byte[] Pixels) : Panel(Title)
{
    /// <summary>Images of one size in a grid, one pixel apart.</summary>
    /// <param name="title">Above it.</param>
    /// <param name="images">[n, height, width], low as black and high as white.</param>
    /// <param name="width">Of one image.</param>
    /// <param name="height">Of one image.</param>
    /// <param name="columns">Of the grid.</param>
    /// <param name="low">Black, and below.</param>
    /// <param name="high">White, and above.</param>
    public static Picture Grid(string title, ReadOnlySpan<float> images, int width, int height, int columns, float low = 0, float high = 1)
    {
        byte[] bytes = new byte[images.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp(MathF.Round(255 * (images[i] - low) / (high - low)), 0, 255);
        }

        return Grid(title, bytes, width, height, columns);
    }

    /// <summary>Images of one size in a grid, one pixel apart.</summary>
    /// <param name="title">Above it.</param>
    /// <param name="images">[n, height, width], 0 to 255.</param>
    /// <param name="width">Of one image.</param>
    /// <param name="height">Of one image.</param>
    /// <param name="columns">Of the grid.</param>
    public static Picture Grid(string title, ReadOnlySpan<byte> images, int width, int height, int columns)
    {
        int count = images.Length / (width * height), rows = (count + columns - 1) / columns;
        int gridWidth = (columns * (width + 1)) - 1, gridHeight = (rows * (height + 1)) - 1;
        byte[] pixels = new byte[gridWidth * gridHeight];
        Array.Fill(pixels, (byte)128);
        for (int image = 0; image < count; image++)
        {
            int left = image % columns * (width + 1), top = image / columns * (height + 1);
            for (int y = 0; y < height; y++)
            {
                images.Slice(((image * height) + y) * width, width).CopyTo(pixels.AsSpan(((top + y) * gridWidth) + left));
            }
        }

        return new(title, gridWidth, gridHeight, 1, pixels);
    }

    internal override IEnumerable<string> Faults()
    {
        if (Channels is not (1 or 3))
        {
            yield return FormattableString.Invariant($"it has {Channels} channels; 1 is grey, 3 red, green and blue");
        }

        if (Width <= 0 || Height <= 0 || Pixels.Length != Width * Height * Channels)
        {
            yield return FormattableString.Invariant($"{Pixels.Length} bytes are not {Width} by {Height} pixels of {Channels} channels");
        }
    }
}
