using System;
using System.Collections.Generic;
using System.IO;
using MiDsl;
using MiDsl.Samples.Common;
using static TorchSharp.torch;

namespace Vae;

/// <summary>A variational autoencoder and the bounds on the information between its latent variable and its images.</summary>
/// <param name="Name">As in the tables.</param>
/// <param name="Latent">Dimensions of y.</param>
/// <param name="Create">The declaration that trains.</param>
/// <param name="Known">Bounds that know the model.</param>
/// <param name="Critic">InfoNCE on its pairs.</param>
internal sealed record Autoencoder(
    string Name, int Latent, Func<IAutoencoder> Create, IReadOnlyList<BoundRun> Known, Func<IAutoencoder, long, Action<TrainingProgress>, LowerBound> Critic)
{
    /// <summary>Trains decoder and q on images, or reads them where an earlier run left them: one pair of files for declaration, images, steps and seed.</summary>
    /// <param name="folder">Of the files.</param>
    /// <param name="images">[n, 784] in [0, 1].</param>
    /// <param name="seed">Of weights and batches.</param>
    /// <param name="tell">The share done, and words.</param>
    public LearnedModel Train(string folder, Tensor images, long seed, Action<double, string> tell)
    {
        using IAutoencoder estimator = Create();
        estimator.Seed = seed;
        LearnedModel model = LearnedModel.Of(estimator, Name, Latent, folder, FormattableString.Invariant($"{images.shape[0]}-images"));
        if (model.TryLoad(estimator))
        {
            return model;
        }

        // The evidence lower bound trains both; then maximum likelihood on simulated pairs lets q cover the posterior of the model as it is.
        estimator.FitDecoder(images, new TrainingCurve(look => tell(0.5 * look.Step / look.Steps, $"evidence lower bound {Screen.Number(look.ValidationValue, 1)}")), default);
        estimator.Fit(new TrainingCurve(look => tell(0.5 + (0.5 * look.Step / look.Steps), $"log q {Screen.Number(look.ValidationValue)}")), default);
        Directory.CreateDirectory(folder);
        estimator.SaveDecoder(model.Decoder);
        estimator.SaveVariational(model.Variational);
        return model;
    }

    /// <summary>InfoNCE learns a critic from pairs of the model.</summary>
    public Bracket InfoNce(LearnedModel model, long seed, Action<double, string> tell)
    {
        using IAutoencoder estimator = Create();
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
        using IAutoencoder estimator = Create();
        model.Load(estimator);
        float[] y = new float[count * Latent];
        new Rng(0, RandomStream.Test).FillGaussian(y);
        return Picture.Grid($"{Name}: means of x for y from the prior", estimator.Decoder.call(tensor(y).reshape(count, Latent)).data<float>().ToArray(), 28, 28, 16);
    }
}
