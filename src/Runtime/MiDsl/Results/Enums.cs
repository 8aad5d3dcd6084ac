namespace MiDsl;

/// <summary>On which side of the true mutual information a value stands, in expectation.</summary>
public enum Direction
{
    /// <summary>At or below the truth.</summary>
    Lower = 1,

    /// <summary>At or above the truth.</summary>
    Upper = 2,

    /// <summary>On no known side: an estimate.</summary>
    Neither = 3,
}

/// <summary>On which pairs a value was computed, which decides what it may claim.</summary>
public enum DataRole
{
    /// <summary>Pairs that a sampler drew for this value alone.</summary>
    Fresh = 0,

    /// <summary>Pairs of a data set that neither trained the critic nor stopped its training.</summary>
    HeldOut = 1,

    /// <summary>Pairs that trained the critic or stopped its training: whatever the bound, only an estimate.</summary>
    InSample = 2,

    /// <summary>Pairs that the caller gave; whether they were independent of the training is the caller's knowledge.</summary>
    Given = 3,

    /// <summary>No pairs of its own: computed from other values.</summary>
    Derived = 4,
}

/// <summary>What the run says about its own value.</summary>
public enum Verdict
{
    /// <summary>Nothing suspicious was seen.</summary>
    Ok = 0,

    /// <summary>The value is near the greatest that this bound can report: the information may be far more.</summary>
    Saturated = 1,

    /// <summary>Validation values still rose when the steps ran out.</summary>
    StillRising = 2,

    /// <summary>The value is not a number, a few pairs carry it, or training fell apart.</summary>
    Diverged = 3,

    /// <summary>The critic knows its training pairs by heart: training values far above held-out ones.</summary>
    Overfitted = 4,

    /// <summary>A lower bound greater than its number of pairs can bear out: above log n, only an estimate.</summary>
    Uncertified = 5,

    /// <summary>Values of several trainings lie further apart than their standard errors explain.</summary>
    Disagreement = 6,
}
