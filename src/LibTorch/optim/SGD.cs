using System;
using System.Collections.Generic;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent, with momentum and Nesterov's variant.</summary>
public partial class SGD : OptimizerHelper, IMomentum
{
    private readonly Hoisted _momentum = new();

    public SGD(
        IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(
        IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0,
        bool nesterov = false, bool maximize = false)
    {
        RejectIf(lr < 0, nameof(lr));
        RejectIf(momentum < 0, nameof(momentum));
        RejectIf(weight_decay < 0, nameof(weight_decay));
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening", nameof(nesterov));

        _defaults = new Options
        {
            LearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    public double Momentum
    {
        get => ((Options)_defaults).momentum!.Value;
        set => ((Options)_defaults).momentum = value;
    }

    public override Tensor step(Func<Tensor>? closure = null) => Run<ParamGroup>(Update, closure);

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var options = (Options)(param_group.Options ??= new Options());
        options.Complete((Options)_defaults);
        Register(param_group, p => new State(p));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        _momentum.Dispose();
    }

    private void Update(ParamGroup group)
    {
        var o = group.Options;
        var (lr, momentum, dampening) = (o.LearningRate!.Value, o.momentum!.Value, o.dampening!.Value);
        var (decay, nesterov, maximize) = (o.weight_decay!.Value, o.nesterov!.Value, o.maximize!.Value);

        foreach (var p in group.Parameters)
        {
            using var grad = p.grad;
            if (grad is null)
                continue;

            using var decayed = decay != 0 ? OptimOps.add.Call(grad, p, decay) : null;
            var direction = decayed ?? grad;
            if (momentum != 0)
                direction = Remember((State)_state[p.Handle], direction, momentum, dampening);
            using var ahead = momentum != 0 && nesterov ? OptimOps.add.Call(decayed ?? grad, direction, momentum) : null;
            OptimOps.add_.InPlace(p, ahead ?? direction, maximize ? lr : -lr);
        }
    }

    private Tensor Remember(State state, Tensor grad, double momentum, double dampening)
    {
        if (state.momentum_buffer is null)
            return state.momentum_buffer = grad.clone().DetachFromDisposeScope();

        OptimOps.mul_.InPlace(state.momentum_buffer, _momentum.For(grad, momentum));
        return OptimOps.add_.InPlace(state.momentum_buffer, grad, 1 - dampening);
    }
}
