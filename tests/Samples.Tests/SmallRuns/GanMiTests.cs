using System;
using System.IO;
using System.Linq;
using GanMi;
using MiDsl.Samples.Common;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Samples.Tests.SmallRuns;

[Collection(OneThread.Name)]
public class GanMiTests
{
    [Fact]
    public void A_tiny_generator_is_bracketed_and_the_prior_is_capped()
    {
        string folder = Directory.CreateTempSubdirectory("midsl-gan-").FullName;
        try
        {
            using Tensor images = VaeTests.Blobs(300);
            GanModel gan = GanModels.Tiny.Single();
            LearnedModel model = gan.Train(folder, images, 1, (_, _) => { });
            Bracket[] brackets = [.. gan.Known.Select(bound => bound.Run(model, 1, 8, (_, _) => { }))];
            Bracket prior = brackets.Single(one => one is { Name: Bracket.Iwae, Start: "p(y)" });
            Assert.Equal(Math.Log(100), prior.Lower.Cap, 1e-9);
            Assert.True(prior.Lower.Value <= prior.Lower.Cap + 1e-6);
            Assert.All(brackets, one => Assert.False(one.Width < -1, one.Label));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
