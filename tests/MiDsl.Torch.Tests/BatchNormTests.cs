using System;
using System.IO;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Batch norm by attribute against torch's own modules; which statistics a phase takes, and which phase moves the averages.</summary>
public sealed class BatchNormTests
{
    private const int N = 6;

    /// <summary>All n^2 pairings, joint ones among them, are one batch of BatchNorm1d.</summary>
    [Fact]
    public void Pairings_of_a_batch_are_normalised_together() => AgainstTorch(typeof(NormedPairs), 2, 3, twin =>
    {
        var score = Dense(twin, 5, 1, 6, 5);
        return (x, y) => score(Paired(x, y).view(-1, 5)).view(N, N);
    });

    /// <summary>So are a pair and its negatives where scores come in rows: statistics apart would tell which is which.</summary>
    [Fact]
    public void A_pair_and_its_negatives_are_normalised_together()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor index = PairIndex.CyclicShifts(N, 3, new Rng(3), CPU);
        AgainstTorch(typeof(NormedRows), 2, 3, twin =>
        {
            var score = Dense(twin, 5, 1, 6, 5);
            return (x, y) => score(cat([x.unsqueeze(1).expand(N, 4, 2), PairIndex.Take(y, index)], 2).view(-1, 5)).view(N, 4);
        }, index);
    }

    /// <summary>Channels over rows and places by BatchNorm2d, units by BatchNorm1d; x and y have statistics of their own.</summary>
    [Fact]
    public void Channels_are_normalised_over_rows_and_places() => AgainstTorch(typeof(NormedImages), 24, 3, twin =>
    {
        var image = Convolved(twin, 2);
        var (g, h) = (Dense(twin, 24, 4, 5), Dense(twin, 3, 4, 5));
        return (x, y) => g(image(x.view(N, 2, 4, 3)).flatten(1)).matmul(h(y).t());
    });

    /// <summary>Image and vector of all pairings, the vector's part added to each convolution before its norm.</summary>
    [Fact]
    public void Conditioned_convolutions_are_normalised_with_their_condition() => AgainstTorch(typeof(NormedConditions), 12, 2, twin =>
    {
        (Conv2d Kernel, Linear OfY, BatchNorm2d Norm)[] layers = [.. new[] { (1, 3), (3, 2) }.Select(c =>
        {
            Linear ofY = twin.Linear(2, c.Item2, bias: false);
            return (twin.Convolution(c.Item1, c.Item2, 3), ofY, twin.OfChannels(c.Item2));
        })];
        var score = Dense(twin, 24, 1, 5);
        return (x, y) =>
        {
            Tensor pairs = Paired(x, y), of = pairs.narrow(2, 12, 2).reshape(-1, 2), t = pairs.narrow(2, 0, 12).reshape(-1, 1, 4, 3);
            foreach ((Conv2d kernel, Linear ofY, BatchNorm2d norm) in layers)
            {
                t = norm.call(kernel.call(t) + ofY.call(of).view(N * N, -1, 1, 1)).tanh();
            }

            return score(t.flatten(1)).view(N, N);
        };
    });

    /// <summary>
    /// The term of a larger loss is that of the running averages, which it leaves alone: its value is the evaluated critic's, its gradient that by
    /// differences, and the score of a pair does not follow other rows.
    /// </summary>
    [Fact]
    public void An_objective_takes_running_averages_and_leaves_them()
    {
        using var estimator = new NormedPairs();
        using DisposeScope scope = NewDisposeScope();
        for (int i = 0; i < 5; i++)
        {
            estimator.Step(Batch(10 + i, 2, 2), Batch(20 + i, 3, 2));
        }

        double[] before = Averages(estimator);
        Tensor x = Batch(1, 2).requires_grad_(), y = Batch(2, 3).requires_grad_();
        Tensor value = estimator.Objective(x, y);
        value.backward();
        nn.Module module = Emitted.Module(estimator);
        module.eval();
        double[,] scores = Emitted.Scores(estimator, Tensors.Rows(Tensors.Floats(x), 2), Tensors.Rows(Tensors.Floats(y), 3));
        Near.Number(ReferenceBounds.InfoNce(scores), value.ToDouble(), 1e-6);
        module.train();
        Near.Vector(Differences(at => estimator.Objective(at, y), x), Tensors.Gradient(x), 1e-2);
        Near.Vector(Differences(at => estimator.Objective(x, at), y), Tensors.Gradient(y), 1e-2);
        Assert.Equal(before, Averages(estimator));
        Assert.All(Emitted.Weights(estimator), w => Assert.True(float.IsFinite(w)));
    }

    /// <summary>A gradient that is itself differentiated, as a gradient penalty of x does.</summary>
    [Fact]
    public void An_objective_has_second_derivatives()
    {
        using var estimator = new NormedPairs();
        using DisposeScope scope = NewDisposeScope();
        estimator.Step(Batch(10, 2), Batch(20, 3));
        Tensor x = Batch(1, 2).requires_grad_(), y = Batch(2, 3);
        Tensor Penalty(Tensor at) => autograd.grad([estimator.Objective(at, y)], [at], create_graph: true)[0].square().sum();
        Penalty(x).backward();
        Near.Vector(Differences(at => Penalty(at.detach().requires_grad_()), x), Tensors.Gradient(x), 2e-2);
    }

    [Theory]
    [InlineData(typeof(NormedPairs))]
    [InlineData(typeof(NormedRows))]
    public void Steps_alone_move_the_averages(Type type)
    {
        using var estimator = new Any(type);
        estimator.Step(Tensors.Gaussian(1, N, 2), Tensors.Gaussian(2, N, 2));
        double[] stepped = Averages(estimator.Instance);
        PairedData data = Gaussians.Data(0.5, 300, 2);
        InformationValue first = estimator.Evaluate(data);
        estimator.PointwiseInformation(data);
        estimator.EvaluateInSample(data);
        Assert.Equal(stepped, Averages(estimator.Instance));
        Assert.Equal(first.Value, estimator.Evaluate(data).Value);
        estimator.Step(Tensors.Gaussian(3, N, 2), Tensors.Gaussian(4, N, 2));
        Assert.NotEqual(stepped, Averages(estimator.Instance));
        Assert.NotEqual(first.Value, estimator.Evaluate(data).Value);
    }

    /// <summary>What a pair scores is its own affair: with other pairs around it, the same bits up to rounding.</summary>
    [Fact]
    public void An_evaluated_score_is_a_function_of_its_pair()
    {
        using var estimator = new NormedPairs();
        using DisposeScope scope = NewDisposeScope();
        estimator.Step(Batch(10, 2), Batch(20, 3));
        float[,] x = Tensors.Gaussian(1, N, 2), y = Tensors.Gaussian(2, N, 3), others = Tensors.Gaussian(3, N, 2, 5), rest = Tensors.Gaussian(4, N, 3, 5);
        (others[0, 0], others[0, 1]) = (x[0, 0], x[0, 1]);
        (rest[0, 0], rest[0, 1], rest[0, 2]) = (y[0, 0], y[0, 1], y[0, 2]);

        nn.Module module = Emitted.Module(estimator);
        Assert.True(Math.Abs(Emitted.Scores(estimator, x, y)[0, 0] - Emitted.Scores(estimator, others, rest)[0, 0]) > 1e-3);
        module.eval();
        Near.Number(Emitted.Scores(estimator, x, y)[0, 0], Emitted.Scores(estimator, others, rest)[0, 0], 1e-6);
    }

    /// <summary>Averages belong to the weights: they are kept and put back with them.</summary>
    [Fact]
    public void The_best_weights_bring_their_averages()
    {
        using var estimator = new NormedPairs();
        using DisposeScope scope = NewDisposeScope();
        estimator.Step(Batch(1, 2), Batch(2, 3));
        using var best = new BestWeights(Emitted.Module(estimator));
        double[] kept = Averages(estimator);
        estimator.Step(Batch(3, 2), Batch(4, 3));
        Assert.NotEqual(kept, Averages(estimator));
        best.Restore();
        Assert.Equal(kept, Averages(estimator));
    }

    [Fact]
    public void One_row_has_no_variance()
    {
        using var estimator = new NormedPairs();
        using DisposeScope scope = NewDisposeScope();
        Assert.ThrowsAny<Exception>(() => estimator.Step(randn(1, 2), randn(1, 3)));
    }

    /// <summary>rho = 0.7, 0.673 nats: within 0.12 below and 3 standard errors above (chance 0.14 %), loaded to the same value.</summary>
    [Fact]
    public void A_bound_on_Gaussians_holds_and_is_loaded()
    {
        using var estimator = new NormedGaussians(0.7);
        LowerBound value = estimator.Fit();
        double truth = Gaussians.Information(0.7, 2);
        Assert.InRange(value.Value, truth - 0.12, truth + (3 * value.StandardError));
        using var loaded = new NormedGaussians(0.7);
        Through(estimator.Save, loaded.Load);
        Assert.Equal(value.Value, loaded.Evaluate().Value);
        Assert.Equal(Averages(estimator), Averages(loaded));
    }

    /// <summary>The closed form alone is near the truth; the network adds to it and does not spoil it.</summary>
    [Fact]
    public void A_network_beside_a_closed_form_is_normalised_too()
    {
        using var estimator = new NormedBase(0.7);
        LowerBound value = estimator.Fit();
        double truth = Gaussians.Information(0.7, 2);
        Assert.InRange(value.Value, truth - 0.08, truth + (3 * value.StandardError));
    }

    /// <summary>CLUB with the learned v(y|x) lies above the truth by its divergence, here small.</summary>
    [Fact]
    public void A_learned_density_of_y_is_normalised()
    {
        using var estimator = new NormedClub(0.7);
        InformationValue value = estimator.Fit();
        Assert.InRange(value.Value, 0.5, 2.5);
    }

    [Fact]
    public void Conditioned_convolutions_run_through_a_fit()
    {
        using var estimator = new NormedConditions();
        var rng = new Rng(1);
        float[] x = new float[200 * 12], y = new float[200 * 2];
        rng.FillGaussian(x);
        rng.FillGaussian(y);
        Assert.True(double.IsFinite(estimator.Fit(PairedData.From(x, 12, y, 2)).Value));
    }

    /// <summary>As without norms in KnownLearningTests: full covariance holds the posterior of a linear decoder itself.</summary>
    [Fact]
    public void A_proposal_is_normalised_while_it_learns()
    {
        using var estimator = new NormedBarberAgakov();
        using DisposeScope scope = NewDisposeScope();
        estimator.UseDecoder(tensor(new float[] { 2, 0, 1, 1, 0, 2, -1, 1, 1.5f, 0.5f, 0, -1 }).view(6, 2), zeros(6));
        Interval interval = estimator.Fit();
        Assert.InRange(interval.Width, -4 * interval.WidthError, 0.2);
        using var loaded = new NormedBarberAgakov();
        Through(estimator.Save, loaded.Load);
        Assert.Equal(interval.Lower.Value, loaded.Evaluate().Lower.Value);
    }

    /// <summary>
    /// A variational autoencoder that learns 2 latent dimensions of 6: its bound comes near log p(x) of the data, in closed form. Chains along the
    /// decoder's gradient and 2,000 samples of the prior then bracket one value of the learned model, whose averages they leave alone.
    /// </summary>
    [Fact]
    public void A_decoder_is_normalised_while_it_learns_and_annealed_by_its_averages()
    {
        using var learned = new NormedAutoencoder();
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        Tensor w = tensor(new float[] { 2, 0, 1, 1, 0, 2, -1, 1, 1.5f, 0.5f, 0, -1 }).view(6, 2);
        double elbo = learned.FitDecoder(randn(8_000, 2).matmul(w.t()) + (0.5 * randn(8_000, 6)));
        Tensor covariance = w.matmul(w.t()).to(float64) + (0.25 * eye(6, dtype: float64));
        double best = -0.5 * ((6 * (1 + Math.Log(2 * Math.PI))) + linalg.slogdet(covariance).Item2.ToDouble());
        Assert.InRange(elbo, best - 1, best + 0.15);

        double[] averages = [.. learned.Decoder.buffers().SelectMany(Tensors.Doubles)];
        Assert.DoesNotContain(averages[..32], mean => mean == 0);
        using var sampled = new NormedSamples();
        Through(learned.SaveDecoder, sampled.LoadDecoder);
        Interval byChains = learned.Evaluate(), bySamples = sampled.Evaluate();
        Assert.InRange(byChains.Width, -4 * byChains.WidthError, 0.6);
        Assert.InRange(bySamples.Width, -4 * bySamples.WidthError, 0.3);
        Assert.True(bySamples.Lower.Value > 1, $"{bySamples.Lower.Value} nats are too few to compare");
        Assert.InRange(byChains.Lower.Value, bySamples.Lower.Value - 0.6, bySamples.Upper.Value + 0.3);
        Assert.Equal(averages, learned.Decoder.buffers().SelectMany(Tensors.Doubles));
    }

    private static Func<Tensor, Tensor> Dense(Twin twin, int inputs, int outputs, params int[] hidden)
    {
        (Linear Map, BatchNorm1d Norm)[] layers = [.. hidden.Select((units, i) => (twin.Linear(i == 0 ? inputs : hidden[i - 1], units), twin.OfUnits(units)))];
        Linear last = twin.Linear(hidden[^1], outputs);
        return t => last.call(layers.Aggregate(t, (h, layer) => layer.Norm.call(layer.Map.call(h)).tanh()));
    }

    private static Func<Tensor, Tensor> Convolved(Twin twin, int channels)
    {
        (Conv2d Kernel, BatchNorm2d Norm)[] layers = [.. new[] { (channels, 3), (3, 2) }.Select(c => (twin.Convolution(c.Item1, c.Item2, 3), twin.OfChannels(c.Item2)))];
        return t => layers.Aggregate(t, (h, layer) => layer.Norm.call(layer.Kernel.call(h)).tanh());
    }

    private static Tensor Paired(Tensor x, Tensor y) =>
        cat([x.unsqueeze(1).expand(x.shape[0], y.shape[0], x.shape[1]), y.unsqueeze(0).expand(x.shape[0], y.shape[0], y.shape[1])], 2);

    /// <summary>Scores, averages and gradients over three training batches, then scores outside training.</summary>
    private static void AgainstTorch(Type type, int xDim, int yDim, Func<Twin, Func<Tensor, Tensor, Tensor>> reference, Tensor? pairs = null)
    {
        using var estimator = new Any(type);
        using DisposeScope scope = NewDisposeScope();
        estimator.Objective(Batch(5, xDim), Batch(6, yDim));
        nn.Module module = Emitted.Module(estimator.Instance);
        Parameter weights = module.parameters().Single();
        using (no_grad())
        {
            weights.add_(tensor(Tensors.Gaussian(7, 1, (int)weights.numel(), 0.2f)).view(-1));
        }

        using var twin = new Twin(weights);
        var expected = reference(twin);
        twin.AssertComplete();
        foreach (int batch in Enumerable.Range(0, 3))
        {
            (Tensor x, Tensor y) = (Batch(30 + batch, xDim).requires_grad_(), Batch(40 + batch, yDim).requires_grad_());
            (Tensor x, Tensor y) theirs = (x.detach().clone().requires_grad_(), y.detach().clone().requires_grad_());
            Tensor scores = Scores(x, y), wanted = expected(theirs.x, theirs.y);
            Near.Vector(Tensors.Doubles(wanted), Tensors.Doubles(scores), 2e-6);
            Near.Vector([.. twin.Means, .. twin.Variances], Averages(estimator.Instance), 1e-6);

            Tensor factors = tensor(Tensors.Gaussian(8, (int)scores.shape[0], (int)scores.shape[1]));
            weights.grad = null;
            twin.ZeroGrad();
            (scores * factors).sum().backward();
            (wanted * factors).sum().backward();
            Near.Vector(twin.Gradient, Tensors.Gradient(weights), 2e-5);
            Near.Vector(Tensors.Gradient(theirs.x), Tensors.Gradient(x), 2e-5);
            Near.Vector(Tensors.Gradient(theirs.y), Tensors.Gradient(y), 2e-5);
        }

        module.eval();
        twin.Train(false);
        double[] before = Averages(estimator.Instance);
        (Tensor x, Tensor y) test = (Batch(50, xDim), Batch(51, yDim));
        Near.Vector(Tensors.Doubles(expected(test.x, test.y)), Tensors.Doubles(Scores(test.x, test.y)), 2e-6);
        Assert.Equal(before, Averages(estimator.Instance));

        Tensor Scores(Tensor x, Tensor y) => pairs is null
            ? ((nn.Module<Tensor, Tensor, Tensor>)module).call(x, y)
            : ((nn.Module<Tensor, Tensor, Tensor, Tensor>)module).call(x, y, pairs);
    }

    private static Tensor Batch(long seed, int columns, int times = 1) => tensor(Tensors.Gaussian(seed, N * times, columns));

    /// <summary>Running means, then variances.</summary>
    private static double[] Averages(object estimator) => [.. Emitted.Module(estimator).buffers().SelectMany(Tensors.Doubles)];

    // By central differences of a single-precision function.
    private static double[] Differences(Func<Tensor, Tensor> function, Tensor at)
    {
        const float Step = 1e-2f;
        double[] slopes = new double[at.numel()];
        for (int k = 0; k < slopes.Length; k++)
        {
            Tensor shift = zeros(at.numel());
            shift[k] = Step;
            shift = shift.view(at.shape);
            slopes[k] = (function(at.detach() + shift).ToDouble() - function(at.detach() - shift).ToDouble()) / (2 * Step);
        }

        return slopes;
    }

    private static void Through(Action<string> save, Action<string> load)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        save(path);
        load(path);
        File.Delete(path);
    }
}
