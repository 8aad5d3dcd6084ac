using System;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>
/// A closed-form critic (<see cref="EllipticalRatio"/>) as tensors, and the features that a network beside it sees
/// (<see cref="PairFeatures"/>). All it holds are buffers, saved and restored with the critic; gradients reach x and y.
/// </summary>
public sealed class ClosedForm : nn.Module
{
    private readonly BaseCritic family;
    private readonly Side sideX;
    private readonly Side sideY;

    // Degrees of freedom (0 until fitted), cap, constant, ranks of X and Y.
    private readonly Tensor numbers;

    // Of the correlations r: r^2 / (1 - r^2), then 2 r / (1 - r^2) [2, min(dx, dy)].
    private readonly Tensor terms;

    // Of Student t [StudentScores.Steps + 1].
    private readonly Tensor knots;
    private ClosedFormNumbers? fitted;

    /// <summary>A form yet to be fitted.</summary>
    /// <param name="family">Gaussian or Student.</param>
    /// <param name="xDim">dx.</param>
    /// <param name="yDim">dy.</param>
    /// <param name="home">Where the tensors live.</param>
    public ClosedForm(BaseCritic family, long xDim, long yDim, Device home)
        : base(nameof(ClosedForm))
    {
        this.family = family;
        sideX = new Side(Buffer, "x", xDim);
        sideY = new Side(Buffer, "y", yDim);
        numbers = Buffer("numbers", ClosedFormNumbers.Count);
        terms = Buffer("terms", 2, Math.Min(xDim, yDim));
        knots = Buffer("knots", family == BaseCritic.Student ? StudentScores.Steps + 1 : 0);

        Tensor Buffer(string name, params long[] size)
        {
            Tensor buffer = zeros(size, float32, home).DetachFromDisposeScope();
            register_buffer(name, buffer);
            return buffer;
        }
    }

    private ClosedFormNumbers Fitted => fitted ??= ClosedFormNumbers.Read(Floats(numbers));

    /// <summary>Fits it to training pairs; validation pairs shrink the correlations and choose the degrees of freedom.</summary>
    /// <param name="pairs">Prepared.</param>
    /// <param name="seed">The estimator's.</param>
    public void Fit(PairSource pairs, long seed)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        (Tensor x, Tensor y) = pairs.Fitting();
        var fit = EllipticalFit.Of(Data(x, y), Data(pairs.Validation.X, pairs.Validation.Y), family, seed);
        CanonicalCoordinates canonical = fit.Ratio.Coordinates;
        Set(numbers, ClosedFormNumbers.Of(fit.Ratio));
        Set(terms, ClosedFormNumbers.Terms(canonical.Correlations));
        if (double.IsFinite(fit.Ratio.Degrees))
        {
            Set(knots, StudentScores.Of(fit.Ratio.Degrees).Knots.ToArray());
        }

        fitted = null;
        sideX.Set(fit.X, canonical.XAxes(), fit.Normal.XAxes(), fit.Normal.Correlations, x);
        sideY.Set(fit.Y, canonical.YAxes(), fit.Normal.YAxes(), fit.Normal.Correlations, y);
    }

    /// <summary>The log density ratio of all pairs, nats: x [n, dx], y [m, dy] to [n, m].</summary>
    public Tensor Scores(Tensor x, Tensor y) => Scores(x, y, null);

    /// <summary>The log density ratio, nats, of row i of x and row pairs[i, k] of y.</summary>
    /// <param name="x">[n, dx].</param>
    /// <param name="y">[m, dy].</param>
    /// <param name="pairs">int64 [n, 1 + M] (<see cref="PairIndex"/>); null for all pairs.</param>
    /// <returns>[n, 1 + M], or [n, m] for all pairs.</returns>
    /// <exception cref="InvalidOperationException">Nothing is fitted yet.</exception>
    public Tensor Scores(Tensor x, Tensor y, Tensor? pairs)
    {
        using DisposeScope scope = NewDisposeScope();
        ClosedFormNumbers form = Fitted;
        Tensor u = Scored(sideX.Standardize(x), form).matmul(sideX.Axes), v = Scored(sideY.Standardize(y), form).matmul(sideY.Axes);
        long m = terms.shape[1];
        Tensor um = u.narrow(1, 0, m), vm = v.narrow(1, 0, m), own = terms.select(0, 0), twice = um * terms.select(0, 1);
        Tensor cross = pairs is null ? twice.matmul(vm.t()) : (twice.unsqueeze(1) * PairIndex.Take(vm, pairs)).sum(-1L);
        Tensor ofX = um.square().matmul(own), ofY = vm.square().matmul(own), ratio;
        if (double.IsInfinity(form.Degrees))
        {
            ratio = Sum(form.Constant - (0.5 * ofX), -0.5 * ofY, pairs) + (0.5 * cross);
        }
        else
        {
            double nu = form.Degrees;
            Tensor squareX = u.square().sum(1L), squareY = v.square().sum(1L);
            Tensor joint = (Sum(squareX + ofX, squareY + ofY, pairs) - cross).clamp(min: 0);
            Tensor logX = form.Constant + (0.5 * (nu + form.XRank) * (squareX / nu).log1p());
            Tensor logY = 0.5 * (nu + form.YRank) * (squareY / nu).log1p();
            ratio = Sum(logX, logY, pairs) - (0.5 * (nu + form.XRank + form.YRank) * (joint / nu).log1p());
        }

        return ratio.clamp(max: form.Cap).MoveToOuterDisposeScope();
    }

    /// <summary>What the network sees of x [n, dx] and y [m, dy]: [n, PairFeatures.Count(dx)] and [m, PairFeatures.Count(dy)].</summary>
    public (Tensor X, Tensor Y) Features(Tensor x, Tensor y) => (sideX.Features(x), sideY.Features(y));

    private static Tensor Sum(Tensor ofX, Tensor ofY, Tensor? pairs) =>
        ofX.unsqueeze(1) + (pairs is null ? ofY.unsqueeze(0) : PairIndex.Take(ofY, pairs));

    /// <summary>T-scores of standardized columns, as <see cref="StudentScores.Score"/>.</summary>
    private Tensor Scored(Tensor z, ClosedFormNumbers form)
    {
        if (double.IsInfinity(form.Degrees))
        {
            return z;
        }

        Tensor position = (z.clamp(-StudentScores.Limit, StudentScores.Limit) + StudentScores.Limit) * (StudentScores.Steps / (2 * StudentScores.Limit));
        Tensor low = position.detach().floor().clamp(max: StudentScores.Steps - 1), index = low.to(int64).reshape(-1);
        Tensor from = knots.index_select(0, index).view(z.shape), to = knots.index_select(0, index + 1).view(z.shape);
        return from + ((to - from) * (position - low));
    }

    private static PairedData Data(Tensor x, Tensor y) => PairedData.From(Floats(x), (int)x.shape[1], Floats(y), (int)y.shape[1]);

    private static float[] Floats(Tensor rows) => rows.cpu().contiguous().data<float>().ToArray();

    private static void Set(Tensor buffer, params double[] values) =>
        buffer.copy_(tensor(values.Select(v => (float)v).ToArray(), float32).view(buffer.shape));

    /// <summary>The part of X or of Y.</summary>
    private sealed class Side(Func<string, long[], Tensor> buffer, string name, long columns)
    {
        private readonly Tensor moments = buffer(name + "_moments", [2, columns]);
        private readonly Tensor normalAxes = buffer(name + "_normal_axes", [columns, columns]);

        // Mean, deviation and weight of each feature.
        private readonly Tensor scales = buffer(name + "_features", [3, PairFeatures.Count(columns)]);

        public Tensor Axes { get; } = buffer(name + "_axes", [columns, columns]);

        public void Set(EllipticalFit.Columns fitted, double[] axes, double[] normal, ReadOnlySpan<double> correlations, Tensor training)
        {
            ClosedForm.Set(moments, [.. fitted.Means, .. fitted.Deviations]);
            ClosedForm.Set(Axes, axes);
            ClosedForm.Set(normalAxes, normal);
            Tensor z = Standardize(training), features = PairFeatures.Of(z, z.matmul(normalAxes));
            (Tensor std, Tensor mean) = features.std_mean([0L], unbiased: false);
            scales.copy_(stack([mean, std + 1e-9, tensor(FeatureLayout.Weights(columns, correlations), float32).to(mean.device)]));
        }

        public Tensor Standardize(Tensor rows) => (rows - moments.select(0, 0)) / moments.select(0, 1);

        public Tensor Features(Tensor rows)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor z = Standardize(rows), features = PairFeatures.Of(z, z.matmul(normalAxes));
            return (((features - scales.select(0, 0)) / scales.select(0, 1)).clamp(-FeatureLayout.Limit, FeatureLayout.Limit) * scales.select(0, 2)).MoveToOuterDisposeScope();
        }
    }
}
