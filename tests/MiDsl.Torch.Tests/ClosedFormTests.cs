using System;
using System.IO;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Critics that are a closed form plus a network. Seeds are those in the text.</summary>
public sealed class ClosedFormTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");

    public void Dispose() => File.Delete(path);

    /// <summary>The tensors are the closed form of the same fit, for all pairs and for rows of pairs.</summary>
    [Theory]
    [InlineData(BaseCritic.Gaussian)]
    [InlineData(BaseCritic.Student)]
    public void Tensors_are_the_closed_form(BaseCritic family)
    {
        PairedData train = Heavy(1_500, 1), validation = Heavy(500, 2), other = Heavy(7, 3);
        EllipticalFit fit = EllipticalFit.Of(train, validation, family, seed: 5);
        Assert.Equal(family == BaseCritic.Student, double.IsFinite(fit.Ratio.Degrees));
        using ClosedForm form = Fitted(family, train, validation);
        using var frozen = no_grad();
        using Tensor x = tensor(other.X.ToArray()).view(7, 2), y = tensor(other.Y.ToArray()).view(7, 2);
        using Tensor all = form.Scores(x, y), index = PairIndex.CyclicShifts(7, 3, new Rng(1), CPU), rows = form.Scores(x, y, index);
        double[,] scores = Tensors.Matrix(all), some = Tensors.Matrix(rows);
        long[] named = [.. index.data<long>()];
        for (int i = 0; i < 7; i++)
        {
            for (int j = 0; j < 7; j++)
            {
                double expected = fit.Ratio.LogRatio(Scored(other.X.Slice(2 * i, 2), fit.X), Scored(other.Y.Slice(2 * j, 2), fit.Y));
                Assert.Equal(expected, scores[i, j], 1e-3);
            }

            for (int k = 0; k < 4; k++)
            {
                Assert.Equal(scores[i, (int)named[(4 * i) + k]], some[i, k], 1e-4);
            }
        }

        double[] Scored(ReadOnlySpan<float> row, EllipticalFit.Columns columns)
        {
            double[] z = new double[row.Length];
            for (int c = 0; c < z.Length; c++)
            {
                z[c] = (row[c] - columns.Means[c]) / columns.Deviations[c];
                z[c] = family == BaseCritic.Student ? StudentScores.Of(fit.Ratio.Degrees).Score(z[c]) : z[c];
            }

            return z;
        }
    }

    /// <summary>Features are finite far out, centred on the training pairs and never beyond 6.</summary>
    [Theory]
    [InlineData(BaseCritic.Gaussian)]
    [InlineData(BaseCritic.Student)]
    public void Features_are_centred_and_cut(BaseCritic family)
    {
        PairedData train = Heavy(1_500, 1);
        using ClosedForm form = Fitted(family, train, Heavy(500, 2));
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        (Tensor x, Tensor y) = form.Features(tensor(train.X.ToArray()).view(-1, 2), tensor(train.Y.ToArray()).view(-1, 2));
        Assert.Equal([1_500, PairFeatures.Count(2)], x.shape);
        Assert.True(x.mean([0L]).abs().max().ToSingle() < 0.1);
        Assert.True(cat([x, y]).abs().max().ToSingle() <= 6);
        (Tensor far, _) = form.Features(full(1, 2, 1e9), zeros(1, 2));
        Assert.True(far.abs().max().ToSingle() <= 6);
        Assert.True(double.IsFinite(form.Scores(full(1, 2, 1e9), full(1, 2, -1e9)).ToSingle()));
    }

    /// <summary>25 correlations of .4 are 2.18 nats: with the closed form within four standard errors and what 12,000 pairs leave open, without it far below.</summary>
    [Fact]
    public void Many_weak_correlations_are_found()
    {
        PairedData data = Gaussians.Data(0.4, 20_000, 25, seed: 1);
        double truth = Gaussians.Information(0.4, 25);
        using var estimator = new GaussianBase();
        LowerBound value = estimator.Fit(data);
        Assert.InRange(value.Value, truth - 0.1 - (4 * value.StandardError), truth + (4 * value.StandardError));
        using var plain = new NoBase();
        Assert.True(plain.Fit(data).Value < truth - 0.5);
    }

    /// <summary>Independent pairs: nothing is found, within two standard errors.</summary>
    [Theory]
    [InlineData(typeof(GaussianBase))]
    [InlineData(typeof(StudentBase))]
    public void Independent_pairs_give_nothing(Type type)
    {
        using var estimator = new Any(type);
        InformationValue value = estimator.Fit(Gaussians.Data(0, 4_000, 3, seed: 2));
        Assert.True(Math.Abs(value.Value) <= (2 * value.StandardError) + 1e-6, value.ToString());
    }

    /// <summary>A common scale is information that no correlation shows: St 2x2 of 2 degrees of freedom, uncorrelated.</summary>
    [Fact]
    public void A_common_scale_is_found_by_student()
    {
        KnownInformation known = KnownStudent.Uncorrelated(2, 2);
        PairedData raw = Draw(known, 12_000, 3), data = NormalScores.Fit(raw).Apply(raw);
        using var estimator = new StudentBase();
        LowerBound value = estimator.Fit(data);
        Assert.InRange(value.Value, known.Information - 0.05 - (4 * value.StandardError), known.Information + (4 * value.StandardError));
    }

    /// <summary>Where no step betters the closed form, the network stays at exactly 0 and the closed form is the critic.</summary>
    [Fact]
    public void Step_0_can_be_the_best()
    {
        using var estimator = new WildBase();
        PairedData data = Gaussians.Data(0.6, 2_000, 2, seed: 4);
        estimator.Fit(data);
        Assert.Equal(0, Emitted.Summary(estimator).BestStep);
        Assert.True(Emitted.Summary(estimator).StepsRun > 0);
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        nn.Module critic = Emitted.Module(estimator);
        var form = (ClosedForm)critic.children().Single();
        Tensor x = tensor(Tensors.Gaussian(1, 9, 2)), y = tensor(Tensors.Gaussian(2, 9, 2)), index = PairIndex.CyclicShifts(9, 4, new Rng(1), CPU);
        Tensor whole = ((nn.Module<Tensor, Tensor, Tensor, Tensor>)critic).call(x, y, index);
        Assert.Equal(Tensors.Floats(form.Scores(x, y, index)), Tensors.Floats(whole));
        Assert.True(double.IsFinite(Emitted.LogA(estimator)));
        Assert.NotEqual(0, Emitted.LogA(estimator));
    }

    [Theory]
    [InlineData(typeof(GaussianBase))]
    [InlineData(typeof(StudentBase))]
    public void Round_trip_gives_the_same_bits(Type type)
    {
        using var trained = new Any(type);
        trained.Fit(Heavy(1_500, 1));
        trained.Save(path);
        using var loaded = new Any(type);
        loaded.Load(path);
        PairedData fresh = Heavy(400, 9);
        Assert.Equal(trained.PointwiseInformation(fresh), loaded.PointwiseInformation(fresh));
        Assert.Equal(trained.Evaluate(fresh).Value, loaded.Evaluate(fresh).Value);

        // It can be trained on.
        loaded.Step(Tensors.Gaussian(1, 20, 2), Tensors.Gaussian(2, 20, 2));
        Assert.NotEqual(Emitted.Weights(trained.Instance), Emitted.Weights(loaded.Instance));
    }

    [Fact]
    public void Steps_and_objective_need_a_fit()
    {
        using var estimator = new Any(typeof(GaussianBase));
        float[,] x = Tensors.Gaussian(1, 20, 2), y = Tensors.Gaussian(2, 20, 2);
        Assert.Contains("call Fit", Assert.Throws<InvalidOperationException>(() => estimator.Step(x, y)).Message, StringComparison.Ordinal);
        using (DisposeScope scope = NewDisposeScope())
        {
            Assert.Contains("call Fit", Assert.Throws<InvalidOperationException>(() => estimator.Objective(tensor(x), tensor(y))).Message, StringComparison.Ordinal);
        }

        estimator.Fit(Gaussians.Data(0.7, 1_000, 2));
        float[] before = Emitted.Weights(estimator.Instance);
        estimator.Step(x, y);
        Assert.NotEqual(before, Emitted.Weights(estimator.Instance));
        using var unfitted = new ClosedForm(BaseCritic.Gaussian, 2, 2, CPU);
        using Tensor rows = zeros(3, 2);
        Assert.Throws<InvalidOperationException>(() => unfitted.Scores(rows, rows));
    }

    [Theory]
    [InlineData(typeof(GaussianBase))]
    [InlineData(typeof(StudentBase))]
    public void Objective_has_gradients_in_both_arguments_and_none_in_the_weights(Type type)
    {
        using var estimator = new Any(type);
        estimator.Fit(Heavy(1_500, 1));
        using DisposeScope scope = NewDisposeScope();
        Tensor weights = Emitted.Module(estimator.Instance).parameters().Single();
        double[] before = Tensors.Gradient(weights);
        Tensor x = tensor(Tensors.Gaussian(1, 64, 2)).requires_grad_(), y = tensor(Tensors.Gaussian(2, 64, 2)).requires_grad_();
        estimator.Objective(x, y).backward();
        foreach (Tensor t in (Tensor[])[x, y])
        {
            Assert.True(t.grad!.isfinite().all().ToBoolean());
            Assert.True(t.grad!.abs().sum().ToSingle() > 1e-4);
        }

        Assert.Equal(before, Tensors.Gradient(weights));
    }

    /// <summary>A small way along the gradient of x and y the sum of all scores rises as the gradient says.</summary>
    [Theory]
    [InlineData(BaseCritic.Gaussian)]
    [InlineData(BaseCritic.Student)]
    public void Gradients_are_those_of_the_closed_form(BaseCritic family)
    {
        using ClosedForm form = Fitted(family, Heavy(1_500, 1), Heavy(500, 2));
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(Tensors.Gaussian(1, 16, 2)).requires_grad_(), y = tensor(Tensors.Gaussian(2, 16, 2)).requires_grad_();
        form.Scores(x, y).sum().backward();
        using var frozen = no_grad();
        double squares = (x.grad!.square().sum() + y.grad!.square().sum()).ToDouble(), h = 0.01 / Math.Sqrt(squares);
        double rise = form.Scores(x + (h * x.grad!), y + (h * y.grad!)).sum().ToDouble() - form.Scores(x - (h * x.grad!), y - (h * y.grad!)).sum().ToDouble();
        Assert.InRange(rise / (2 * h * squares), 0.98, 1.02);
    }

    /// <summary>The optimum of the noise-contrastive objective on two cells is the log ratio of their shares, .8/.3 and .2/.7.</summary>
    [Theory]
    [InlineData(typeof(GaussianBase))]
    [InlineData(typeof(WildBase))]
    [InlineData(typeof(DrawnOfData))]
    public void Optimum_of_the_noise_ratio_is_the_log_ratio(Type type)
    {
        using var objective = Emitted.Objective(type);
        foreach (double shift in (double[])[0, 0.3])
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor f = tensor([(float)(Math.Log(0.8 / 0.3) + shift), (float)(Math.Log(0.2 / 0.7) + shift)]).requires_grad_();
            Tensor positives = tensor([0L, 0, 0, 0, 0, 0, 0, 0, 1, 1]), negatives = tensor([0L, 0, 0, 1, 1, 1, 1, 1, 1, 1]);
            Tensor scores = stack([f.index_select(0, positives), f.index_select(0, negatives)], 1);
            objective.Ascended(scores).backward();
            float[] gradient = Tensors.Floats(f.grad!);
            if (shift == 0)
            {
                Assert.All(gradient, g => Assert.Equal(0, g, 1e-6f));
            }
            else
            {
                Assert.All(gradient, g => Assert.True(g < -1e-4));
            }
        }
    }

    /// <summary>Fresh pairs of a sampler: two correlations of .9 are 1.66 nats, within four standard errors.</summary>
    [Fact]
    public void A_sampler_fits_the_closed_form_first()
    {
        using var estimator = new SampledBase(0.9);
        LowerBound value = estimator.Fit();
        double truth = Gaussians.Information(0.9, 2);
        Assert.InRange(value.Value, truth - 0.05 - (4 * value.StandardError), truth + (4 * value.StandardError));
        Assert.Equal(value.Value, estimator.Evaluate().Value);
    }

    private static ClosedForm Fitted(BaseCritic family, PairedData train, PairedData validation)
    {
        using var pairs = new DataPairs(train, validation, Standardizer.None(2, 2), 64, 0, CPU);
        var form = new ClosedForm(family, 2, 2, CPU);
        form.Fit(pairs, seed: 5);
        return form;
    }

    /// <summary>Normal scores of a correlated t of two degrees of freedom, 2 x 2.</summary>
    private static PairedData Heavy(int n, long seed)
    {
        PairedData raw = Draw(new KnownStudent(new double[,] { { 1, 0, 0.7, 0 }, { 0, 1, 0, 0 }, { 0.7, 0, 1, 0 }, { 0, 0, 0, 1 } }, 2, 2), n, seed);
        return NormalScores.Fit(Draw(KnownStudent.Uncorrelated(2, 2), 5_000, 77)).Apply(raw);
    }

    private static PairedData Draw(KnownInformation known, int n, long seed)
    {
        double[] x = new double[n * known.XDim], y = new double[n * known.YDim];
        known.Draw(new Rng(seed), n, x, y);
        return PairedData.From([.. x.Select(v => (float)v)], known.XDim, [.. y.Select(v => (float)v)], known.YDim);
    }
}
