using System;

namespace MiDsl.Cpu;

/// <summary>Fits a closed form to what training has.</summary>
public static class ClosedFormFitting
{
    /// <summary>Fits it to training pairs; validation pairs shrink the correlations and choose the degrees of freedom.</summary>
    /// <param name="closedForm">Is fitted.</param>
    /// <param name="pairs">Prepared.</param>
    /// <param name="seed">The estimator's.</param>
    public static void Fit(this PlainClosedForm closedForm, RowSource pairs, long seed)
    {
        ArgumentNullException.ThrowIfNull(closedForm);
        ArgumentNullException.ThrowIfNull(pairs);
        closedForm.Fit(Data(pairs.Fitting()), Data(pairs.Validation), seed);
    }

    private static PairedData Data(PairRows rows) => PairedData.From(rows.X.ToArray(), rows.XDim, rows.Y.ToArray(), rows.YDim);
}
