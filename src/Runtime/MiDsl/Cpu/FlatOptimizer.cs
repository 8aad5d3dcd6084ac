using System;
using MiDsl.Kernels;

namespace MiDsl.Cpu;

/// <summary>Steps down a gradient, with what it remembers of earlier ones: torch's formulas and defaults.</summary>
public sealed class FlatOptimizer
{
    private const double Smoothing = 0.99;
    private const double Epsilon = 1e-8;

    private readonly Optimizer kind;
    private readonly double weightDecay;
    private readonly float[] first;
    private readonly float[] second;
    private long steps;

    /// <summary>An optimizer that has seen nothing.</summary>
    /// <param name="kind">Its rule.</param>
    /// <param name="parameters">How many numbers it moves.</param>
    /// <param name="learningRate">Length of a step.</param>
    /// <param name="weightDecay">Strength of the pull towards 0: decoupled for AdamW, else added to the gradient.</param>
    public FlatOptimizer(Optimizer kind, int parameters, double learningRate, double weightDecay = 0)
    {
        (this.kind, this.weightDecay, LearningRate) = (kind, weightDecay, learningRate);
        first = new float[kind is Optimizer.Adam or Optimizer.AdamW ? parameters : 0];
        second = new float[kind is Optimizer.Sgd ? 0 : parameters];
    }

    /// <summary>Length of the steps to come.</summary>
    public double LearningRate { get; set; }

    /// <summary>Makes a step.</summary>
    /// <param name="weights">What is trained.</param>
    /// <param name="gradient">Of the loss.</param>
    public void Step(Span<float> weights, ReadOnlySpan<float> gradient)
    {
        steps++;
        switch (kind)
        {
            case Optimizer.Sgd:
                Sgd(weights, gradient);
                break;
            case Optimizer.RmsProp:
                RmsProp(weights, gradient);
                break;
            default:
                Adam.Step(weights, gradient, first, second, new AdamSettings(LearningRate, weightDecay, Decoupled: kind == Optimizer.AdamW), steps);
                break;
        }
    }

    private void Sgd(Span<float> weights, ReadOnlySpan<float> gradient)
    {
        float rate = (float)LearningRate, decay = (float)weightDecay;
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] -= rate * (gradient[i] + (decay * weights[i]));
        }
    }

    private void RmsProp(Span<float> weights, ReadOnlySpan<float> gradient)
    {
        float rate = (float)LearningRate, decay = (float)weightDecay;
        for (int i = 0; i < weights.Length; i++)
        {
            float g = gradient[i] + (decay * weights[i]);
            float mean = second[i] = ((float)Smoothing * second[i]) + ((float)(1 - Smoothing) * g * g);
            weights[i] -= rate * g / (MathF.Sqrt(mean) + (float)Epsilon);
        }
    }
}
