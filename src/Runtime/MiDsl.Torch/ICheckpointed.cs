namespace MiDsl.Torch;

/// <summary>A training that can be stopped and gone on with as if it had not been.</summary>
public interface ICheckpointed
{
    /// <summary>Hands over every part that a step changes; the checkpoint writes or reads it. One list for both ways.</summary>
    /// <param name="checkpoint">Being written, or read.</param>
    /// <exception cref="DataException">What is read does not fit.</exception>
    void Exchange(Checkpoint checkpoint);
}
