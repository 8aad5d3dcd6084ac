using System;
using System.Linq;
using MiDsl;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Infomax;

/// <summary>How a classifier on top of frozen features learns.</summary>
internal enum ProbeKind
{
    /// <summary>Cross entropy of a linear map.</summary>
    Linear = 0,

    /// <summary>Cross entropy of one hidden layer of 200 with dropout, the paper's.</summary>
    Mlp = 1,

    /// <summary>A linear support vector machine, one class against the others: squared hinge and weight decay.</summary>
    Svm = 2,
}

/// <summary>Classifiers on frozen features: how easily the label is read off them.</summary>
internal static class Probe
{
    private const int BatchSize = 128, HiddenUnits = 200;
    private const double Decay = 1e-3;

    /// <summary>Trains on some features, and gives the accuracy on others.</summary>
    /// <param name="kind">Of the classifier.</param>
    /// <param name="train">[n, d].</param>
    /// <param name="labels">[n].</param>
    /// <param name="test">[m, d].</param>
    /// <param name="testLabels">[m].</param>
    /// <param name="epochs">Through the training features.</param>
    /// <param name="seed">Of weights and batches.</param>
    /// <returns>In [0, 1].</returns>
    public static double Accuracy(ProbeKind kind, Tensor train, Tensor labels, Tensor test, Tensor testLabels, int epochs, long seed)
    {
        using DisposeScope scope = NewDisposeScope();

        // Columns of one scale, by the training features.
        Tensor mean = train.mean([0L]), sd = train.std(0).clamp_min(1e-6);
        random.manual_seed(Rng.Derive(seed, RandomStream.Weights, 3 + (int)kind));
        using Sequential network = Network(kind, train.shape[1]);
        double rate = kind == ProbeKind.Mlp ? 1e-3 : 5e-3;
        using optim.Optimizer steps = kind == ProbeKind.Svm ? optim.AdamW(network.parameters(), lr: rate, weight_decay: Decay) : optim.Adam(network.parameters(), lr: rate);
        int n = (int)train.shape[0], perEpoch = n / BatchSize, step = 0;
        Rng rng = new(seed, RandomStream.Training, -1);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            long[] order = Shuffled(n, rng);
            for (int batch = 0; batch < perEpoch; batch++)
            {
                using DisposeScope ofStep = NewDisposeScope();
                steps.ParamGroups.Single().LearningRate = CosineSchedule.Rate(rate, step++, epochs * perEpoch);
                Tensor rows = tensor(order.AsSpan(batch * BatchSize, BatchSize).ToArray());
                Tensor scores = network.call((train.index_select(0, rows) - mean) / sd), targets = labels.index_select(0, rows);
                steps.zero_grad();
                Loss(kind, scores, targets).backward();
                steps.step();
            }
        }

        network.eval();
        using IDisposable frozen = no_grad();
        return network.call((test - mean) / sd).argmax(1).eq(testLabels).to(ScalarType.Float32).mean().ToDouble();
    }

    private static Sequential Network(ProbeKind kind, long inputs) => kind == ProbeKind.Mlp
        ? nn.Sequential(nn.Linear(inputs, HiddenUnits), nn.ReLU(), nn.Dropout(0.1), nn.Linear(HiddenUnits, Sizes.Classes))
        : nn.Sequential(nn.Linear(inputs, Sizes.Classes));

    private static Tensor Loss(ProbeKind kind, Tensor scores, Tensor labels)
    {
        if (kind != ProbeKind.Svm)
        {
            return nn.functional.cross_entropy(scores, labels);
        }

        Tensor sides = (2 * nn.functional.one_hot(labels, Sizes.Classes).to(ScalarType.Float32)) - 1;
        return (1 - (sides * scores)).relu().square().sum(1).mean();
    }

    private static long[] Shuffled(int n, Rng rng)
    {
        long[] order = new long[n];
        for (int i = 0; i < n; i++)
        {
            int j = rng.NextInt(i + 1);
            (order[i], order[j]) = (order[j], i);
        }

        return order;
    }
}
