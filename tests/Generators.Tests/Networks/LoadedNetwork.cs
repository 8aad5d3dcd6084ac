using System;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MiDsl.Generators.Tests;

/// <summary>An emitted density of one variable given another, as its methods.</summary>
internal sealed class LoadedNetwork : IDisposable
{
    private readonly Action<Tensor[]> use;
    private readonly Lazy<Action<Tensor, Tensor>> scale;

    public LoadedNetwork(nn.Module<Tensor, Tensor> module, Action<Tensor[]> use)
    {
        Module = module;
        LogDensityBy = Takes(nameof(LogDensity), 3) ? Bind<Func<Tensor, Tensor, bool, Tensor>>(nameof(LogDensity)) : null;
        LogDensity = LogDensityBy is { } by ? (x, y) => by(x, y, false) : Bind<Func<Tensor, Tensor, Tensor>>(nameof(LogDensity));
        ValueAndGradient = Bind<Func<Tensor, Tensor, (Tensor Value, Tensor Gradient)>>(nameof(ValueAndGradient));
        Func<Tensor, bool, Tensor>? drawnBy = Takes(nameof(Draw), 2) ? Bind<Func<Tensor, bool, Tensor>>(nameof(Draw)) : null;
        Draw = drawnBy is null ? Bind<Func<Tensor, Tensor>>(nameof(Draw)) : given => drawnBy(given, false);
        scale = new(() => Bind<Action<Tensor, Tensor>>("Scale"));
        this.use = use;
    }

    public nn.Module<Tensor, Tensor> Module { get; }

    public Parameter Weights => (Parameter)Module.GetType().GetProperty("Weights")!.GetValue(Module)!;

    /// <summary>Of rows (x, y) as the emitted method takes them: for the decoder the density of x, for q that of y.</summary>
    public Func<Tensor, Tensor, Tensor> LogDensity { get; }

    /// <summary>The same by the statistics of the rows at hand, if the last argument says so; null where no layer is normalised over a batch.</summary>
    public Func<Tensor, Tensor, bool, Tensor>? LogDensityBy { get; }

    public Func<Tensor, Tensor, (Tensor Value, Tensor Gradient)> ValueAndGradient { get; }

    public Func<Tensor, Tensor> Draw { get; }

    public Tensor Forward(Tensor input) => Module.call(input);

    public void Use(params Tensor[] layers) => use(layers);

    public void Scale(Tensor x, Tensor y) => scale.Value(x, y);

    public void Dispose() => Module.Dispose();

    private bool Takes(string method, int arguments) => Module.GetType().GetMethod(method)!.GetParameters().Length == arguments;

    private T Bind<T>(string method)
        where T : Delegate => Module.GetType().GetMethod(method)!.CreateDelegate<T>(Module);
}
