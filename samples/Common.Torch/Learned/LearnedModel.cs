using System;
using System.IO;
using System.Reflection;

namespace MiDsl.Samples.Common;

/// <summary>A trained decoder p(x|y) and a q(y|x) on disk.</summary>
/// <param name="Name">Of the model, e.g. <c>VAE10</c>.</param>
/// <param name="Latent">Dimensions of y.</param>
/// <param name="Path">Of both files, without their endings.</param>
public sealed record LearnedModel(string Name, int Latent, string Path)
{
    public string Decoder => Path + ".decoder.safetensors";

    public string Variational => Path + ".q.safetensors";

    /// <summary>Files of their own for each declaration, its training steps and seed, so that other settings train anew.</summary>
    /// <param name="declared">What is trained; it stands alone in its namespace.</param>
    /// <param name="name">Of the model.</param>
    /// <param name="latent">Dimensions of y.</param>
    /// <param name="folder">Of the files.</param>
    /// <param name="training">What else the training depends on, e.g. <c>10000-images</c>.</param>
    public static LearnedModel Of(IDeclaredBound declared, string name, int latent, string folder, string training)
    {
        Type type = declared.GetType();
        int steps = type.GetCustomAttribute<TrainingAttribute>()!.Steps;
        return new(name, latent, System.IO.Path.Combine(folder, FormattableString.Invariant($"{type.Namespace!.ToLowerInvariant()}-{training}-{steps}-steps-seed-{declared.Seed}")));
    }

    /// <summary>Reads both into a bound, or tells that there is nothing that it could read.</summary>
    public bool TryLoad(IDeclaredBound bound)
    {
        if (!File.Exists(Decoder) || !File.Exists(Variational))
        {
            return false;
        }

        try
        {
            Load(bound);
            return true;
        }
        catch (DataException)
        {
            return false; // of another declaration
        }
    }

    /// <summary>Reads what a bound declares.</summary>
    public void Load(IDeclaredBound bound)
    {
        bound.LoadDecoder(Decoder);
        (bound as IWithVariational)?.LoadVariational(Variational);
    }
}
