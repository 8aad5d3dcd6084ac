using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A module that compares its inputs, and the way in which it makes one number of many.</summary>
public abstract class Loss<T1, T2, TResult>(nn.Reduction reduction = nn.Reduction.Mean)
    : nn.Module<T1, T2, TResult>(nameof(Loss<,,>))
{
    public nn.Reduction reduction { get; } = reduction;
}

/// <inheritdoc cref="Loss{T1, T2, TResult}"/>
public abstract class Loss<T1, T2, T3, TResult>(nn.Reduction reduction = nn.Reduction.Mean)
    : nn.Module<T1, T2, T3, TResult>(nameof(Loss<,,,>))
{
    public nn.Reduction reduction { get; } = reduction;
}

/// <inheritdoc cref="Loss{T1, T2, TResult}"/>
public abstract class Loss<T1, T2, T3, T4, TResult>(nn.Reduction reduction = nn.Reduction.Mean)
    : nn.Module<T1, T2, T3, T4, TResult>(nameof(Loss<,,,,>))
{
    public nn.Reduction reduction { get; } = reduction;
}

/// <summary>A loss with a weight per class or per element.</summary>
public abstract class WeightedLoss<T1, T2, TResult>(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
    : Loss<T1, T2, TResult>(reduction)
{
    public Tensor? weight { get; } = weight;
}

/// <inheritdoc cref="WeightedLoss{T1, T2, TResult}"/>
public abstract class WeightedLoss<T1, T2, T3, TResult>(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
    : Loss<T1, T2, T3, TResult>(reduction)
{
    public Tensor? weight { get; } = weight;
}

/// <inheritdoc cref="WeightedLoss{T1, T2, TResult}"/>
public abstract class WeightedLoss<T1, T2, T3, T4, TResult>(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
    : Loss<T1, T2, T3, T4, TResult>(reduction)
{
    public Tensor? weight { get; } = weight;
}
