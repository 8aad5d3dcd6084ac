using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiDsl.Samples.Common;
using Vae;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Samples.Tests.SmallRuns;

[Collection(OneThread.Name)]
public class VaeTests
{
    [Fact]
    public void A_tiny_model_is_trained_once_and_bracketed_from_its_files()
    {
        string folder = Directory.CreateTempSubdirectory("midsl-vae-").FullName;
        try
        {
            using Tensor images = Blobs(300);
            Autoencoder vae = Autoencoders.Tiny.Single();
            LearnedModel model = vae.Train(folder, images, 1, (_, _) => { });
            DateTime written = File.GetLastWriteTimeUtc(model.Decoder);
            Assert.Equal(model, vae.Train(folder, images, 1, (_, _) => { }));
            Assert.Equal(written, File.GetLastWriteTimeUtc(model.Decoder));

            Bracket[] brackets = [.. vae.Known.Select(bound => bound.Run(model, 1, 8, (_, _) => { })), vae.InfoNce(model, 1, (_, _) => { })];
            Assert.All(brackets, one => Assert.True(one.Lower.Value < 100 && !(one.Width < -1), one.Label));
            IReadOnlyList<Claim> claims = [.. BracketClaims.Check(vae.Name, "q", brackets)];
            Assert.Contains(claims, claim => claim.Text.Contains("shrinks with S", StringComparison.Ordinal) && claim.Held == 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Files_of_another_declaration_are_not_read()
    {
        string folder = Directory.CreateTempSubdirectory("midsl-vae-").FullName;
        try
        {
            LearnedModel model = new("other", 2, Path.Combine(folder, "model"));
            using Vae.Two.BarberAgakov two = new();
            two.SaveDecoder(model.Decoder);
            two.SaveVariational(model.Variational);
            using Vae.Two.Ais20 same = new();
            using Vae.Tiny.Ais10 another = new();
            Assert.True(model.TryLoad(same));
            Assert.False(model.TryLoad(another));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Images of a bright spot at a random place.</summary>
    internal static Tensor Blobs(int count)
    {
        Rng rng = new(5);
        float[] places = new float[2 * count], pixels = new float[784 * count];
        rng.FillUniform(places, 8, 20);
        for (int i = 0; i < pixels.Length; i++)
        {
            float dx = places[2 * (i / 784)] - (i % 28), dy = places[(2 * (i / 784)) + 1] - (i % 784 / 28);
            pixels[i] = MathF.Exp(-((dx * dx) + (dy * dy)) / 18);
        }

        return tensor(pixels).reshape(count, 784);
    }
}
