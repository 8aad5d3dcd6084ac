namespace MiDsl.Cpu;

/// <summary>A copy of weights as they were when validation liked them most.</summary>
/// <param name="weights">The live ones.</param>
public sealed class KeptWeights(float[] weights)
{
    private readonly float[] best = (float[])weights.Clone();

    /// <summary>Keeps the weights as they are now.</summary>
    public void Keep() => weights.CopyTo(best, 0);

    /// <summary>Puts the kept weights back.</summary>
    public void Restore() => best.CopyTo(weights, 0);
}
