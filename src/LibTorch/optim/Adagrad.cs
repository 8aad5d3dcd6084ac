using System;
using System.Collections.Generic;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Adagrad (Duchi et al. 2011): the gradient over the root of the sum of all its squares.</summary>
public partial class Adagrad : OptimizerHelper
{
    private readonly Hoisted _eps = new();

    public Adagrad(
        IEnumerable<Parameter> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
        double initial_accumulator_value = 0, double eps = 1e-10)
        : this([new ParamGroup { Parameters = parameters }], lr, lr_decay, weight_decay, initial_accumulator_value, eps)
    {
    }

    public Adagrad(
        IEnumerable<ParamGroup> parameters, double lr = 1e-2, double lr_decay = 0, double weight_decay = 0,
        double initial_accumulator_value = 0, double eps = 1e-10)
    {
        RejectIf(lr < 0, nameof(lr));
        RejectIf(lr_decay < 0, nameof(lr_decay));
        RejectIf(weight_decay < 0, nameof(weight_decay));
        RejectIf(initial_accumulator_value < 0, nameof(initial_accumulator_value));
        RejectIf(eps < 0, nameof(eps));

        _defaults = new Options
        {
            LearningRate = lr,
            lr_decay = lr_decay,
            weight_decay = weight_decay,
            initial_accumulator_value = initial_accumulator_value,
            eps = eps,
        };
        foreach (var group in parameters)
            add_param_group(group);
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
        _eps.Dispose();
    }

    private void Update(ParamGroup group)
    {
        var o = group.Options;
        var (lr, lrDecay) = (o.LearningRate!.Value, o.lr_decay!.Value);
        var (decay, eps) = (o.weight_decay!.Value, o.eps!.Value);

        foreach (var p in group.Parameters)
        {
            using var grad = p.grad;
            if (grad is null)
                continue;

            var state = (State)_state[p.Handle];
            state.step++;
            using var decayed = decay != 0 ? OptimOps.add.Call(grad, p, decay) : null;
            var g = decayed ?? grad;

            OptimOps.addcmul_.InPlace(state.sum, g, g);
            using var scale = OptimOps.sqrt.Call(state.sum);
            OptimOps.add_.InPlace(scale, _eps.For(p, eps));
            OptimOps.addcdiv_.InPlace(p, g, scale, -lr / (1 + ((state.step - 1) * lrDecay)));
        }
    }
}
