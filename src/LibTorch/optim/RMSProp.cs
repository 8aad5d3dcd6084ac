using System;
using System.Collections.Generic;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>RMSProp: the gradient over a moving root mean square; centred, over a moving standard deviation.</summary>
public partial class RMSProp : OptimizerHelper, IMomentum
{
    private readonly Hoisted _alpha = new();
    private readonly Hoisted _eps = new();
    private readonly Hoisted _momentum = new();

    public RMSProp(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
        double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    public RMSProp(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double alpha = 0.99, double eps = 1e-8,
        double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
    {
        RejectIf(lr < 0, nameof(lr));
        RejectIf(alpha < 0, nameof(alpha));
        RejectIf(eps < 0, nameof(eps));
        RejectIf(weight_decay < 0, nameof(weight_decay));
        RejectIf(momentum < 0, nameof(momentum));

        _defaults = new Options
        {
            LearningRate = lr,
            alpha = alpha,
            eps = eps,
            weight_decay = weight_decay,
            momentum = momentum,
            centered = centered,
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
        _alpha.Dispose();
        _eps.Dispose();
        _momentum.Dispose();
    }

    private void Update(ParamGroup group)
    {
        var o = group.Options;
        var (lr, alpha, eps) = (o.LearningRate!.Value, o.alpha!.Value, o.eps!.Value);
        var (decay, momentum) = (o.weight_decay!.Value, o.momentum!.Value);
        var (centered, maximize) = (o.centered!.Value, o.maximize!.Value);

        foreach (var p in group.Parameters)
        {
            using var grad = p.grad;
            if (grad is null)
                continue;

            var state = (State)_state[p.Handle];
            state.step++;
            using var negated = maximize ? OptimOps.neg.Call(grad) : null;
            using var decayed = decay != 0 ? OptimOps.add.Call(negated ?? grad, p, decay) : null;
            var g = decayed ?? negated ?? grad;

            OptimOps.mul_.InPlace(state.square_avg, _alpha.For(p, alpha));
            OptimOps.addcmul_.InPlace(state.square_avg, g, g, 1 - alpha);
            using var scale = centered ? Deviation(state, g, alpha) : OptimOps.sqrt.Call(state.square_avg);
            OptimOps.add_.InPlace(scale, _eps.For(p, eps));

            if (momentum > 0)
            {
                OptimOps.mul_.InPlace(state.momentum_buffer, _momentum.For(p, momentum));
                OptimOps.addcdiv_.InPlace(state.momentum_buffer, g, scale);
                OptimOps.add_.InPlace(p, state.momentum_buffer, -lr);
            }
            else
            {
                OptimOps.addcdiv_.InPlace(p, g, scale, -lr);
            }
        }
    }

    private Tensor Deviation(State state, Tensor g, double alpha)
    {
        OptimOps.mul_.InPlace(state.grad_avg, _alpha.For(g, alpha));
        OptimOps.add_.InPlace(state.grad_avg, g, 1 - alpha);
        return OptimOps.sqrt_.InPlace(OptimOps.addcmul.Call(state.square_avg, state.grad_avg, state.grad_avg, -1.0));
    }
}
