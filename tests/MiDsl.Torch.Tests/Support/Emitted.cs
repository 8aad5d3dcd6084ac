using System;
using System.Linq;
using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch.Tests.Support;

/// <summary>The only place that knows names of private members that the generator emits.</summary>
internal static class Emitted
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DoNotWrapExceptions;

    /// <summary>The critic of an estimator that has stepped, fitted, loaded or been asked for its objective.</summary>
    public static nn.Module<Tensor, Tensor, Tensor> Critic(object estimator) =>
        (nn.Module<Tensor, Tensor, Tensor>)Module(estimator);

    /// <summary>All weights of the critic, in the order of its parameters.</summary>
    public static float[] Weights(object estimator) =>
        [.. Module(estimator).parameters().SelectMany(p => Tensors.Floats(p))];

    /// <summary>Scores f[i, j] of all pairs.</summary>
    public static double[,] Scores(object estimator, float[,] x, float[,] y)
    {
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        return Tensors.Matrix(Critic(estimator).call(tensor(x), tensor(y)));
    }

    /// <summary>Scores of rows of pairs: row i of x with row index[i, k] of y.</summary>
    public static double[,] Scores(object estimator, float[,] x, float[,] y, Tensor index)
    {
        using DisposeScope scope = NewDisposeScope();
        using var frozen = no_grad();
        return Tensors.Matrix(((nn.Module<Tensor, Tensor, Tensor, Tensor>)Module(estimator)).call(tensor(x), tensor(y), index));
    }

    /// <summary>The critic, whatever it takes.</summary>
    public static nn.Module Module(object estimator) => (nn.Module)Property(Session(estimator), "Critic");

    /// <summary>The emitted log-density of a class that learns one.</summary>
    public static Tensor LogDensity(Type estimator, Tensor parameters, Tensor y) =>
        (Tensor)estimator.GetNestedType("CriticNetwork", Everything)!.GetMethod("LogDensity", Everything)!.Invoke(null, Everything, null, [parameters, y], null)!;

    /// <summary>Means and deviations of the estimator.</summary>
    public static Standardizer Standardizer(object estimator) => (Standardizer)Preparation(estimator);

    /// <summary>What is done to the estimator's pairs first.</summary>
    public static DataPreparation Preparation(object estimator) => (DataPreparation)Property(Session(estimator), "Preparation");

    /// <summary>The optimizer's present learning rate.</summary>
    public static double LearningRate(object estimator) => ((optim.Optimizer)Property(Session(estimator), "Optimizer")).ParamGroups.Single().LearningRate;

    /// <summary>How training went.</summary>
    public static TrainingSummary Summary(object estimator) => OfType<TrainingSummary>(Session(estimator));

    /// <summary>The log a of the tangent.</summary>
    public static double LogA(object estimator) => (double)Property(Session(estimator), "LogA");

    /// <summary>The bound on scores, as emitted for a class.</summary>
    public static ScoreObjective Objective(Type estimator) => new(estimator.GetNestedType("BoundObjective", Everything)!);

    private static object Session(object estimator) => estimator.GetType().GetField("session", Everything)!.GetValue(estimator)!;

    private static T OfType<T>(object owner) =>
        (T)owner.GetType().GetProperties(Everything).Single(p => p.PropertyType == typeof(T)).GetValue(owner)!;

    private static object Property(object owner, string name) => owner.GetType().GetProperty(name, Everything)!.GetValue(owner)!;

    /// <summary>The emitted BoundObjective, static or with a memory.</summary>
    internal sealed class ScoreObjective : IDisposable
    {
        private readonly Type type;
        private readonly object? instance;

        public ScoreObjective(Type type)
        {
            this.type = type;
            instance = type.IsAbstract ? null : Activator.CreateInstance(type, nonPublic: true);
        }

        public double LogEma => (double)Property(instance!, "LogEma");

        public Tensor Value(Tensor scores) => (Tensor)Call("Value", scores)!;

        /// <summary>What training ascends: the value where there is no surrogate.</summary>
        public Tensor Ascended(Tensor scores) => (Tensor)Call(type.GetMethod("Surrogate", Everything) is null ? "Value" : "Surrogate", scores)!;

        public void Observe(Tensor scores) => Call("Observe", scores);

        public void Dispose() => (instance as IDisposable)?.Dispose();

        private object? Call(string method, Tensor scores) => type.GetMethod(method, Everything)!.Invoke(instance, Everything, null, [scores], null);
    }
}
