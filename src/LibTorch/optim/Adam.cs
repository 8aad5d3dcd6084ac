using System;
using System.Collections.Generic;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015); weight decay is added to the gradient.</summary>
public partial class Adam : OptimizerHelper, IBetas
{
    private readonly AdamKernel _kernel = new();

    public Adam(
        IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    public Adam(
        IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        RejectIf(lr < 0, nameof(lr));
        RejectIf(beta1 is < 0 or >= 1, nameof(beta1));
        RejectIf(beta2 is < 0 or >= 1, nameof(beta2));
        RejectIf(eps < 0, nameof(eps));
        RejectIf(weight_decay < 0, nameof(weight_decay));

        _defaults = new Options
        {
            LearningRate = lr,
            beta1 = beta1,
            beta2 = beta2,
            eps = eps,
            weight_decay = weight_decay,
            amsgrad = amsgrad,
            maximize = maximize,
        };
        foreach (var group in parameters)
            add_param_group(group);
    }

    public (double, double) Betas
    {
        get => (((Options)_defaults).beta1!.Value, ((Options)_defaults).beta2!.Value);
        set => (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
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
        _kernel.Dispose();
    }

    private void Update(ParamGroup group)
    {
        var o = group.Options;
        var (lr, beta1, beta2) = (o.LearningRate!.Value, o.beta1!.Value, o.beta2!.Value);
        var (eps, decay, maximize) = (o.eps!.Value, o.weight_decay!.Value, o.maximize!.Value);

        foreach (var p in group.Parameters)
        {
            using var grad = p.grad;
            if (grad is null)
                continue;

            var state = (State)_state[p.Handle];
            using var negated = maximize ? OptimOps.neg.Call(grad) : null;
            using var decayed = decay != 0 ? OptimOps.add.Call(negated ?? grad, p, decay) : null;
            _kernel.Update(
                p, decayed ?? negated ?? grad, state.exp_avg, state.exp_avg_sq, state.max_exp_avg_sq, ++state.step,
                lr, beta1, beta2, eps);
        }
    }
}
