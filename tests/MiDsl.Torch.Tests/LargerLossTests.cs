using System;
using System.Linq;
using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests;

/// <summary>Two estimators in one loop: an encoder keeps its information on one cause and loses that on another.</summary>
public sealed class LargerLossTests
{
    private const int Batch = 128;

    /// <summary>
    /// code = w . (a, b), and a main loss that asks for a + b: alone it correlates .71 with both. 8,192 rows tell a correlation to
    /// .006: .02 is passed by chance once in 1,500 runs.
    /// </summary>
    [Fact]
    public void One_term_is_maximised_and_another_minimised()
    {
        (double alone, double other) = Correlations(weight: 0, clip: false, out _);
        Assert.Equal(Math.Sqrt(0.5), alone, 0.02);
        Assert.Equal(Math.Sqrt(0.5), other, 0.02);

        (double kept, double lost) = Correlations(weight: 1, clip: false, out _);
        Assert.True(kept > 0.9, FormattableString.Invariant($"correlation {kept} with what is kept"));
        Assert.True(lost < 0.4, FormattableString.Invariant($"correlation {lost} with what is lost"));
    }

    /// <summary>Clipped, the terms reach at most as far as the main loss pushes back: the same way, a shorter one.</summary>
    [Fact]
    public void The_clip_keeps_both_terms_behind_the_main_loss()
    {
        (double kept, double lost) = Correlations(weight: 1, clip: true, out int clipped);
        Assert.InRange(kept, 0.72, 0.9);
        Assert.InRange(lost, 0.4, 0.69);
        Assert.InRange(clipped, 200, 400);
    }

    private static (double OfA, double OfB) Correlations(double weight, bool clip, out int clipped)
    {
        using var ofA = new KeptInformation { Seed = 1 };
        using var ofB = new LostInformation { Seed = 2 };
        using Linear encoder = nn.Linear(2, 1);
        using var optimizer = optim.SGD(encoder.parameters(), 0.02);
        using (no_grad())
        {
            encoder.weight!.fill_(1);
            encoder.bias!.fill_(0);
        }

        clipped = 0;
        for (int step = 0; step < 400; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor causes, Tensor code) = Encode(encoder, step, Batch);
            Tensor a = causes.narrow(1, 0, 1), b = causes.narrow(1, 1, 1);
            Tensor main = (code - a - b).square().mean();
            ofA.Step(code, a);
            ofB.Step(code, b);
            Tensor term = weight * (ofB.Objective(code, b) - ofA.Objective(code, a));
            optimizer.zero_grad();
            if (clip)
            {
                ofA.BackwardInto(encoder, main, term);
                clipped += ofA.LastGradientNorms!.Scale < 1 ? 1 : 0;
            }
            else
            {
                (main + term).backward();
            }

            optimizer.step();
        }

        using DisposeScope last = NewDisposeScope();
        (Tensor x, Tensor z) = Encode(encoder, -1, 8192);
        return (Correlation(x.narrow(1, 0, 1), z), Correlation(x.narrow(1, 1, 1), z));
    }

    // Noise keeps the information of a code that is a straight function finite.
    private static (Tensor Causes, Tensor Code) Encode(Linear encoder, long step, int rows)
    {
        float[] causes = new float[2 * rows], noise = new float[rows];
        var rng = new Rng(7, RandomStream.User, step);
        rng.FillGaussian(causes);
        rng.FillGaussian(noise, 0, 0.1f);
        Tensor x = tensor(causes).view(rows, 2);
        return (x, encoder.call(x) + tensor(noise).view(rows, 1));
    }

    private static double Correlation(Tensor a, Tensor b)
    {
        double[] x = Tensors.Doubles(a), y = Tensors.Doubles(b);
        double mx = x.Average(), my = y.Average();
        double xy = x.Zip(y, (s, t) => (s - mx) * (t - my)).Sum();
        return Math.Abs(xy) / Math.Sqrt(x.Sum(s => (s - mx) * (s - mx)) * y.Sum(t => (t - my) * (t - my)));
    }
}
