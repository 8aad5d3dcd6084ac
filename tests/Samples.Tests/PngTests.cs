using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using MiDsl.Samples.Common;
using Xunit;

namespace MiDsl.Samples.Tests;

public class PngTests
{
    // IEND has no data: its CRC is that of its name alone, the same in every PNG.
    private static readonly byte[] End = [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    [Fact]
    public void Pixels_come_back_as_they_went_in()
    {
        byte[] grey = [0, 50, 100, 150, 200, 255], rgb = [.. Enumerable.Range(0, 12).Select(i => (byte)(20 * i))];
        Check(new Picture("grey", 3, 2, 1, grey), type: 0);
        Check(new Picture("colours", 2, 2, 3, rgb), type: 2);
    }

    [Fact]
    public void A_grid_puts_images_one_pixel_apart()
    {
        Picture grid = Picture.Grid("three of one by two", [0f, 1, 2, -1, 0.5f, 1], width: 1, height: 2, columns: 2);
        Assert.Equal((3, 5), (grid.Width, grid.Height));
        Assert.Equal(
            [
                0, 128, 255,
                255, 128, 0,
                128, 128, 128,
                128, 128, 128,
                255, 128, 128,
            ],
            grid.Pixels);
    }

    private static void Check(Picture picture, int type)
    {
        var (width, height, read, pixels) = Decode(PngOf(picture));
        Assert.Equal((picture.Width, picture.Height, type), (width, height, read));
        Assert.Equal(picture.Pixels, pixels);
    }

    // As a reader of the page gets it.
    private static byte[] PngOf(Picture picture)
    {
        HtmlReport report = new("picture", "Picture");
        report.Figure(picture);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("midsl-report");
        string page = File.ReadAllText(report.Save(folder.FullName).Html);
        folder.Delete(recursive: true);
        return Convert.FromBase64String(page.Split("data:image/png;base64,")[1].Split('"')[0]);
    }

    private static (int Width, int Height, int Type, byte[] Pixels) Decode(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        Assert.Equal(End, file[^12..]);
        Dictionary<string, byte[]> chunks = new(StringComparer.Ordinal);
        for (int at = 8, length; at < file.Length; at += 12 + length)
        {
            length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            chunks.Add(Encoding.ASCII.GetString(file, at + 4, 4), file[(at + 8)..(at + 8 + length)]);
        }

        byte[] header = chunks["IHDR"];
        int width = BinaryPrimitives.ReadInt32BigEndian(header), height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        Assert.Equal([8, header[9], 0, 0, 0], header[8..]);

        using ZLibStream zlib = new(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress);
        using MemoryStream rows = new();
        zlib.CopyTo(rows);
        int stride = 1 + (width * (header[9] == 2 ? 3 : 1));
        Assert.Equal(stride * height, rows.Length);
        byte[][] all = [.. rows.ToArray().Chunk(stride)];
        Assert.All(all, row => Assert.Equal(0, row[0]));
        return (width, height, header[9], [.. all.SelectMany(row => row[1..])]);
    }
}
