using System.IO;

namespace MiDsl.Samples.Common;

/// <summary>A trained decoder p(x|y) and a q(y|x) on disk.</summary>
/// <param name="Name">Of the model, e.g. <c>VAE10</c>.</param>
/// <param name="Latent">Dimensions of y.</param>
/// <param name="Path">Of both files, without their endings.</param>
public sealed record LearnedModel(string Name, int Latent, string Path)
{
    public string Decoder => Path + ".decoder.safetensors";

    public string Variational => Path + ".q.safetensors";

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
