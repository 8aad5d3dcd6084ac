using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A module that compares its inputs, and the way in which it makes one number of many.</summary>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    public Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base(nameof(Loss<,,>))
        => this.reduction = reduction;

    public nn.Reduction reduction { get; }
}

/// <inheritdoc cref="Loss{T1, T2, TResult}"/>
public abstract class Loss<T1, T2, T3, TResult> : nn.Module<T1, T2, T3, TResult>
{
    public Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base(nameof(Loss<,,,>))
        => this.reduction = reduction;

    public nn.Reduction reduction { get; }
}

/// <inheritdoc cref="Loss{T1, T2, TResult}"/>
public abstract class Loss<T1, T2, T3, T4, TResult> : nn.Module<T1, T2, T3, T4, TResult>
{
    public Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base(nameof(Loss<,,,,>))
        => this.reduction = reduction;

    public nn.Reduction reduction { get; }
}

/// <summary>A loss with a weight per class or per element.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
        => this.weight = weight;

    public Tensor? weight { get; }
}

/// <inheritdoc cref="WeightedLoss{T1, T2, TResult}"/>
public abstract class WeightedLoss<T1, T2, T3, TResult> : Loss<T1, T2, T3, TResult>
{
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
        => this.weight = weight;

    public Tensor? weight { get; }
}

/// <inheritdoc cref="WeightedLoss{T1, T2, TResult}"/>
public abstract class WeightedLoss<T1, T2, T3, T4, TResult> : Loss<T1, T2, T3, T4, TResult>
{
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
        => this.weight = weight;

    public Tensor? weight { get; }
}
