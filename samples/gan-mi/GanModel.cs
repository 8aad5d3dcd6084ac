using System;
using System.Collections.Generic;
using System.IO;
using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

namespace GanMi;

/// <summary>The generator of a GAN, made a density by Gaussian noise on its pixels, and the bounds on the information between y and x.</summary>
/// <param name="Name">As in the tables.</param>
/// <param name="Latent">Dimensions of y.</param>
/// <param name="Steps">Of the adversarial training.</param>
/// <param name="Create">The declaration that trains.</param>
/// <param name="Known">Bounds that know the model.</param>
/// <param name="Critic">InfoNCE on its pairs.</param>
internal sealed record GanModel(
    string Name, int Latent, int Steps, Func<IGenerator> Create, IReadOnlyList<BoundRun> Known, Func<IGenerator, long, Action<TrainingProgress>, LowerBound> Critic)
{
    /// <summary>Standard deviation of the noise: a variance of .03. A GAN has none of its own: the information depends on this choice.</summary>
    public const double Scale = 0.17320508;

    /// <summary>Trains generator, then q, or reads them where an earlier run left them: one pair of files for declaration, images, steps and seed.</summary>
    /// <param name="folder">Of the files.</param>
    /// <param name="images">[n, 784] in [0, 1].</param>
    /// <param name="seed">Of weights and batches.</param>
    /// <param name="tell">The share done, and words.</param>
    public LearnedModel Train(string folder, Tensor images, long seed, Action<double, string> tell)
    {
        using IGenerator estimator = Create();
        estimator.Seed = seed;
        LearnedModel model = LearnedModel.Of(estimator, Name, Latent, folder, FormattableString.Invariant($"{images.shape[0]}-images-{Steps}-adversarial"));
        if (model.TryLoad(estimator))
        {
            return model;
        }

        Adversarial.Train(estimator.Decoder, Latent, images, Steps, seed, (share, words) => tell(0.5 * share, words));
        estimator.Fit(new TrainingCurve(look => tell(0.5 + (0.5 * look.Step / look.Steps), $"log q {Screen.Number(look.ValidationValue)}")), default);
        Directory.CreateDirectory(folder);
        estimator.SaveDecoder(model.Decoder);
        estimator.SaveVariational(model.Variational);
        return model;
    }

    /// <summary>InfoNCE learns a critic from pairs of the model.</summary>
    public Bracket InfoNce(LearnedModel model, long seed, Action<double, string> tell)
    {
        using IGenerator estimator = Create();
        model.Load(estimator);
        Duration before = Duration.SoFar;
        LowerBound value = Critic(estimator, seed, look => tell(look.Step / (double)look.Steps, Screen.Number(look.ValidationValue)));
        return new(Bracket.InfoNce, FormattableString.Invariant($"K = {Math.Exp(value.Cap):0}, learned critic"), value, null, Duration.SoFar - before);
    }

    /// <summary>Means of images drawn from the prior.</summary>
    public Picture Draw(LearnedModel model, int count)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using IGenerator estimator = Create();
        model.Load(estimator);
        float[] y = new float[count * Latent];
        new Rng(0, RandomStream.Test).FillGaussian(y);
        return Picture.Grid($"{Name}: means of x for y from the prior", estimator.Decoder.call(tensor(y).reshape(count, Latent)).data<float>().ToArray(), 28, 28, 16);
    }
}
