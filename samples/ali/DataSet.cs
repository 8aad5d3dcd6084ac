using System;
using System.Collections.Generic;
using MiDsl.Samples.Common;
using TorchSharp;
using static TorchSharp.torch;

namespace Ali;

/// <summary>What is to be learned, the sizes of the networks that learn it, and how their work is measured.</summary>
internal abstract class DataSet : IDisposable
{
    /// <summary>Held-out points that are reconstructed, and samples that are drawn.</summary>
    public const int Measured = Coverage.Samples;

    public abstract string Name { get; }

    /// <summary>Numbers of a point.</summary>
    public abstract int Width { get; }

    /// <summary>Dimensions of z.</summary>
    public abstract int Latent { get; }

    /// <summary>Units of each of the two hidden layers.</summary>
    public abstract int Hidden { get; }

    /// <summary>Of encoder, decoder and discriminator.</summary>
    public abstract double LearningRate { get; }

    /// <summary>Standard deviation of the noise on what the discriminator sees, so that it cannot win by single pixels.</summary>
    public virtual double Blur => 0;

    /// <summary>Whether every number of a point lies in [0, 1].</summary>
    public abstract bool InUnit { get; }

    /// <summary>Modes that samples can have.</summary>
    public abstract int ModeCount { get; }

    /// <summary>Training data [n, width], the same for the same seed and step.</summary>
    public abstract Tensor Batch(long seed, int step, int n);

    /// <summary>Held-out data [10,000, width].</summary>
    public abstract Tensor Test(long seed);

    /// <summary>Measures a trained model by what it made.</summary>
    /// <param name="test">Held-out data.</param>
    /// <param name="reconstructed">The same, encoded and decoded.</param>
    /// <param name="samples">Decoded from the prior [10,000, width].</param>
    public abstract Quality Measure(Tensor test, Tensor reconstructed, Tensor samples);

    /// <summary>Pictures of reconstructions and samples.</summary>
    /// <param name="name">In their titles.</param>
    /// <param name="test">Held-out data in rows.</param>
    /// <param name="reconstructed">Likewise.</param>
    /// <param name="samples">Likewise.</param>
    public abstract IEnumerable<Panel> Draw(string name, float[] test, float[] reconstructed, float[] samples);

    public virtual void Dispose()
    {
    }

    /// <summary>Mean squared distance in L2, summed over the numbers of a point.</summary>
    public static double SquaredError(Tensor test, Tensor reconstructed) => (test - reconstructed).square().sum(1).mean().ToSingle();
}
