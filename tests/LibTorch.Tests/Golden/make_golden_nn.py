#!/usr/bin/python3
"""Writes nn.json, optim.json and distributions.json: what PyTorch 1.13 computes, for the tests of the drop-in.

Run with Debian's python3-torch, which is the same libtorch as the drop-in's. All values are float64.
"""
import json
import math
import pathlib

import torch
from torch import distributions as D, nn, optim

HERE = pathlib.Path(__file__).parent
torch.set_default_dtype(torch.float64)


def plain(t):
    t = t.detach()
    values = [float(f"{v:.13g}") for v in t.reshape(-1).tolist()]
    if not t.is_floating_point():
        return {"shape": list(t.shape), "values": [int(v) for v in values], "whole": True}
    return {"shape": list(t.shape), "values": values}


def cotangent(t):
    """Weights that make a scalar of an output, unequal so that transposed or shifted gradients show."""
    return torch.cos(torch.arange(t.numel(), dtype=torch.float64)).reshape(t.shape)


def module_case(module, *inputs, train=True):
    module.train(train)
    module.zero_grad()
    # A loss's weight is no buffer in TorchSharp.
    state = {} if isinstance(module, nn.modules.loss._Loss) else {k: plain(v) for k, v in module.state_dict().items()}
    inputs = [i.clone().requires_grad_(i.is_floating_point()) for i in inputs]
    output = module(*inputs)
    (output * cotangent(output)).sum().backward()
    return {
        "train": train,
        "state": state,
        "inputs": [plain(i) for i in inputs],
        "output": plain(output),
        "input_grads": [plain(i.grad) if i.grad is not None else None for i in inputs],
        "grads": {k: plain(p.grad) for k, p in module.named_parameters()},
        "buffers_after": {k: plain(v) for k, v in module.named_buffers()},
    }


def randomised(module):
    """Also what starts as zeros and ones, lest a swap of weight and bias go unseen."""
    with torch.no_grad():
        for p in module.parameters():
            p.copy_(torch.randn_like(p))
    return module


def modules():
    torch.manual_seed(1)
    x = torch.randn(4, 6)
    image = torch.randn(2, 4, 5, 4)
    signal = torch.randn(2, 4, 7)
    index = torch.tensor([[0, 2, 1], [3, 1, 4]])
    logits, target = torch.randn(5, 3), torch.rand(5, 3)
    classes = torch.tensor([0, 2, 1, 1, 0])
    weight = torch.tensor([0.5, 1.0, 2.0])
    made = {
        "Linear": (nn.Linear(6, 3), x),
        "Linear_nobias": (nn.Linear(6, 3, bias=False), x),
        "Bilinear": (nn.Bilinear(6, 6, 2), x, torch.randn(4, 6)),
        "Conv1d": (nn.Conv1d(4, 6, 3, stride=2, padding=1, groups=2), signal),
        "Conv1d_same": (nn.Conv1d(4, 3, 4, padding="same", dilation=2), torch.randn(2, 4, 9)),
        "Conv1d_circular": (nn.Conv1d(4, 3, 3, padding=2, padding_mode="circular"), signal),
        "Conv2d": (nn.Conv2d(4, 3, (3, 2), stride=(1, 2), padding=(1, 0), dilation=(1, 2)), image),
        "Conv2d_same_reflect": (nn.Conv2d(4, 3, (3, 4), padding="same", padding_mode="reflect"), image),
        "Conv2d_replicate": (nn.Conv2d(4, 2, 3, padding=(2, 1), padding_mode="replicate", bias=False), image),
        "Conv3d": (nn.Conv3d(2, 3, (2, 2, 1), stride=2, padding=1), torch.randn(1, 2, 3, 4, 3)),
        "ConvTranspose1d": (nn.ConvTranspose1d(4, 6, 3, stride=2, padding=1, output_padding=1, groups=2), signal),
        "ConvTranspose2d": (nn.ConvTranspose2d(4, 3, (3, 2), stride=(2, 1), padding=(1, 0), output_padding=(1, 0)), image),
        "BatchNorm1d": (randomised(nn.BatchNorm1d(6)), x),
        "BatchNorm1d_cumulative": (randomised(nn.BatchNorm1d(4, momentum=None)), signal),
        "BatchNorm1d_untracked": (nn.BatchNorm1d(6, affine=False, track_running_stats=False), x),
        "BatchNorm2d": (randomised(nn.BatchNorm2d(4, eps=1e-3, momentum=0.3)), image),
        "LayerNorm": (randomised(nn.LayerNorm(6)), x),
        "LayerNorm_plain": (nn.LayerNorm([5, 4], eps=1e-3, elementwise_affine=False), image),
        "GroupNorm": (randomised(nn.GroupNorm(2, 4)), image),
        "InstanceNorm1d": (nn.InstanceNorm1d(4), signal),
        "InstanceNorm2d": (randomised(nn.InstanceNorm2d(4, affine=True, track_running_stats=True)), image),
        "InstanceNorm2d_single": (nn.InstanceNorm2d(4), torch.randn(4, 3, 3)),
        "Embedding": (nn.Embedding(5, 3, padding_idx=1), index),
        "ReLU": (nn.ReLU(), x),
        "ReLU6": (nn.ReLU6(), 5 * x),
        "LeakyReLU": (nn.LeakyReLU(0.2), x),
        "ELU": (nn.ELU(1.5), x),
        "CELU": (nn.CELU(1.5), x),
        "SELU": (nn.SELU(), x),
        "GELU": (nn.GELU(), x),
        "SiLU": (nn.SiLU(), x),
        "Mish": (nn.Mish(), x),
        "Tanh": (nn.Tanh(), x),
        "Sigmoid": (nn.Sigmoid(), x),
        "Softplus": (nn.Softplus(2.0, 1.0), x),
        "LogSigmoid": (nn.LogSigmoid(), x),
        "Softmax": (nn.Softmax(0), x),
        "LogSoftmax": (nn.LogSoftmax(1), x),
        "Identity": (nn.Identity(), x),
        "Flatten": (nn.Flatten(1, 2), image),
        "Unflatten": (nn.Unflatten(1, (2, 3)), x),
        "MaxPool2d": (nn.MaxPool2d(3, stride=2, padding=1, dilation=1, ceil_mode=True), image),
        "AvgPool2d": (nn.AvgPool2d((2, 3), stride=(1, 2), padding=(1, 1), count_include_pad=False), image),
        "AdaptiveAvgPool2d": (nn.AdaptiveAvgPool2d((3, 2)), image),
        "Upsample_nearest": (nn.Upsample(scale_factor=2.0), image),
        "Upsample_bilinear": (nn.Upsample(size=(9, 7), mode="bilinear", align_corners=True), image),
        "Upsample_bicubic": (nn.Upsample(scale_factor=(1.5, 2.0), mode="bicubic"), image),
        "Upsample_linear": (nn.Upsample(size=10, mode="linear"), signal),
        "Dropout_eval": (nn.Dropout(0.5), x),
        "Sequential": (nn.Sequential(nn.Linear(6, 5), nn.ReLU(), nn.Sequential(nn.Linear(5, 4), nn.Tanh()), nn.Linear(4, 1)), x),
        "MSELoss": (nn.MSELoss(), logits, target),
        "MSELoss_sum": (nn.MSELoss(reduction="sum"), logits, target),
        "MSELoss_none": (nn.MSELoss(reduction="none"), logits, target),
        "L1Loss": (nn.L1Loss(), logits, target),
        "SmoothL1Loss": (nn.SmoothL1Loss(beta=0.5), logits, target),
        "HuberLoss": (nn.HuberLoss(delta=0.5), logits, target),
        "KLDivLoss": (nn.KLDivLoss(log_target=True), logits.log_softmax(1), target.log_softmax(1)),
        "KLDivLoss_probs": (nn.KLDivLoss(reduction="sum", log_target=False), logits.log_softmax(1), target.softmax(1)),
        "CrossEntropyLoss": (nn.CrossEntropyLoss(), logits, classes),
        "CrossEntropyLoss_weighted": (nn.CrossEntropyLoss(weight=weight, ignore_index=2, label_smoothing=0.1), logits, classes),
        "CrossEntropyLoss_soft": (nn.CrossEntropyLoss(reduction="sum"), logits, target.softmax(1)),
        "NLLLoss": (nn.NLLLoss(weight=weight), logits.log_softmax(1), classes),
        "BCELoss": (nn.BCELoss(), logits.sigmoid(), target),
        "BCEWithLogitsLoss": (nn.BCEWithLogitsLoss(weight=weight, pos_weight=2 * weight), logits, target),
    }
    cases = {}
    for name, (module, *inputs) in made.items():
        cases[name] = module_case(module, *inputs, train=not name.endswith("_eval"))
        if name in ("BatchNorm1d", "InstanceNorm2d"):
            cases[name + "_eval"] = module_case(module, *inputs, train=False)
    return cases


def clip_case():
    torch.manual_seed(2)
    grads = [torch.randn(2, 3), torch.randn(4)]
    out = {"grads": [plain(g) for g in grads], "clipped": {}}
    for p in (1.0, 2.0, math.inf):
        parameters = [nn.Parameter(torch.zeros_like(g)) for g in grads]
        for q, g in zip(parameters, grads):
            q.grad = g.clone()
        total = nn.utils.clip_grad_norm_(parameters, 0.7, p)
        out["clipped"][str(p)] = {"total": float(total), "grads": [plain(q.grad) for q in parameters]}
    return out


OPTIMIZERS = {
    "SGD": (optim.SGD, dict(lr=0.05)),
    "SGD_momentum": (optim.SGD, dict(lr=0.05, momentum=0.9, dampening=0.1, weight_decay=0.01)),
    "SGD_nesterov": (optim.SGD, dict(lr=0.05, momentum=0.9, nesterov=True)),
    "SGD_maximize": (optim.SGD, dict(lr=0.001, maximize=True)),
    "Adam": (optim.Adam, dict(lr=0.05)),
    "Adam_options": (optim.Adam, dict(lr=0.02, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.1)),
    "Adam_amsgrad": (optim.Adam, dict(lr=0.2, betas=(0.5, 0.7), amsgrad=True)),
    "Adam_maximize": (optim.Adam, dict(lr=0.01, maximize=True)),
    "AdamW": (optim.AdamW, dict(lr=0.05)),
    "AdamW_plain": (optim.AdamW, dict(lr=0.05, weight_decay=0.0)),
    "AdamW_options": (optim.AdamW, dict(lr=0.2, betas=(0.5, 0.7), eps=1e-3, weight_decay=0.3, amsgrad=True)),
    "RMSProp": (optim.RMSprop, dict(lr=0.02)),
    "RMSProp_options": (optim.RMSprop, dict(lr=0.02, alpha=0.9, eps=1e-3, weight_decay=0.1, momentum=0.5)),
    "RMSProp_centered": (optim.RMSprop, dict(lr=0.01, centered=True)),
    "Adagrad": (optim.Adagrad, dict(lr=0.3)),
    "Adagrad_options": (optim.Adagrad, dict(lr=0.3, lr_decay=0.1, weight_decay=0.1, initial_accumulator_value=0.2)),
}


def optimizers():
    torch.manual_seed(3)
    x, y = torch.randn(8, 3), torch.randn(8, 2)
    w0, b0 = torch.randn(2, 3), torch.randn(2)
    runs = {}
    for name, (make, options) in OPTIMIZERS.items():
        w, b = nn.Parameter(w0.clone()), nn.Parameter(b0.clone())
        optimizer = make([w, b], **options)
        steps = []
        for _ in range(20):
            optimizer.zero_grad()
            loss = ((x @ w.t() + b).tanh() - y).pow(2).mean()
            loss.backward()
            optimizer.step()
            steps.append(plain(torch.cat([w.reshape(-1), b]))["values"])
        runs[name] = steps
    return {"x": plain(x), "y": plain(y), "w": plain(w0), "b": plain(b0), "runs": runs}


S = optim.lr_scheduler
SCHEDULERS = {
    "StepLR": lambda o: S.StepLR(o, 3, gamma=0.5),
    "MultiStepLR": lambda o: S.MultiStepLR(o, [2, 5, 9], gamma=0.3),
    "ExponentialLR": lambda o: S.ExponentialLR(o, 0.8),
    "CosineAnnealingLR": lambda o: S.CosineAnnealingLR(o, 5, eta_min=0.01),
    "LambdaLR": lambda o: S.LambdaLR(o, [lambda e: 1 / (1 + e), lambda e: 0.9 ** e]),
    "MultiplicativeLR": lambda o: S.MultiplicativeLR(o, lambda e: 1 - 0.05 * e),
    "LinearLR": lambda o: S.LinearLR(o, start_factor=0.25, end_factor=0.8, total_iters=4),
    "LinearLR_default": lambda o: S.LinearLR(o),
    "ConstantLR": lambda o: S.ConstantLR(o, factor=0.5, total_iters=4),
}


def schedulers():
    rates = {}
    for name, make in SCHEDULERS.items():
        optimizer = optim.SGD([{"params": [nn.Parameter(torch.zeros(1))], "lr": 0.5}, {"params": [nn.Parameter(torch.zeros(1))]}], lr=0.1)
        scheduler = make(optimizer)
        seen = []
        for _ in range(16):
            seen.append([g["lr"] for g in optimizer.param_groups])
            optimizer.step()
            scheduler.step()
        rates[name] = seen
    return rates


def distribution_case(make, parameters, value, grad=True):
    parameters = [p.clone().requires_grad_() for p in parameters]
    d = make(*parameters)
    case = {"parameters": [plain(p) for p in parameters], "value": plain(value), "batch": list(d.batch_shape), "event": list(d.event_shape)}
    log_prob = d.log_prob(value)
    case["log_prob"] = plain(log_prob)
    if grad:
        (log_prob * cotangent(log_prob)).sum().backward()
        case["grads"] = [plain(p.grad) for p in parameters]
    for name in ("mean", "variance", "stddev"):
        try:
            t = getattr(d, name)
            case[name] = plain(t) if torch.isfinite(t).all() else None
        except NotImplementedError:
            pass
    try:
        # PyTorch sums a series for the multinomial; TorchSharp has no entropy there.
        if not isinstance(d, D.Multinomial):
            case["entropy"] = plain(d.entropy())
    except NotImplementedError:
        pass
    p = torch.tensor([0.1, 0.5, 0.8]).reshape(-1, *[1] * len(d.batch_shape))
    for name, argument in (("cdf", value), ("icdf", p)):
        try:
            case[name] = plain(getattr(d, name)(argument))
        except NotImplementedError:
            pass
    case["p"] = plain(p)
    return case


def all_distributions():
    torch.manual_seed(4)
    loc, scale = torch.randn(2, 1), torch.rand(2, 3) + 0.3
    a, b = torch.rand(3) * 3 + 0.4, torch.rand(3) + 0.4
    real, positive, unit = torch.randn(4, 2, 3), torch.rand(5, 3) * 2 + 0.1, torch.rand(5, 3)
    m = torch.randn(2, 3, 3)
    cov = m @ m.transpose(-1, -2) + torch.eye(3)
    simplex = torch.tensor([[0.2, 0.3, 0.5], [0.1, 0.1, 0.8]])
    counts = torch.tensor([[1.0, 2.0, 3.0], [0.0, 6.0, 0.0]])
    weights = torch.rand(2, 3) + 0.1
    indices = torch.tensor([[0, 2], [1, 1], [2, 0]])
    c = distribution_case
    return {
        "Normal": c(D.Normal, [loc, scale], real),
        "Uniform": c(lambda l, s: D.Uniform(l, l + s, validate_args=False), [loc.expand(2, 3), scale], loc + scale * torch.rand(4, 2, 3)),
        "Exponential": c(D.Exponential, [a], positive),
        "Laplace": c(D.Laplace, [loc.expand(2, 3), scale], real),
        "Cauchy": c(D.Cauchy, [loc, scale], real),
        "Gamma": c(D.Gamma, [a, b], positive),
        "Chi2": c(D.Chi2, [a], positive),
        "Beta": c(D.Beta, [a, b], unit),
        "Dirichlet": c(D.Dirichlet, [torch.stack([a, b])], simplex),
        "LogNormal": c(D.LogNormal, [loc.expand(2, 3), scale], positive[:4, None, :].expand(4, 2, 3).contiguous()),
        "Poisson": c(D.Poisson, [a], torch.tensor([[0.0, 1.0, 2.0], [5.0, 3.0, 0.0]])),
        "Bernoulli": c(D.Bernoulli, [unit[0]], (unit > 0.5).double()),
        "Bernoulli_logits": c(lambda l: D.Bernoulli(logits=l), [real[0, 0]], (unit > 0.5).double()),
        "Categorical": c(D.Categorical, [weights], indices),
        "Categorical_logits": c(lambda l: D.Categorical(logits=l), [weights], indices),
        "Multinomial": c(lambda p: D.Multinomial(6, p), [weights], counts),
        "Multinomial_logits": c(lambda l: D.Multinomial(6, logits=l), [weights], counts),
        "MultivariateNormal": c(lambda l, s: D.MultivariateNormal(l, s), [loc.expand(2, 3), cov], real),
        "MultivariateNormal_precision": c(lambda l, s: D.MultivariateNormal(l, precision_matrix=s), [loc.expand(2, 3), cov], real),
        "MultivariateNormal_scale": c(lambda l, s: D.MultivariateNormal(l, scale_tril=s.tril()), [torch.randn(3), cov[0]], real),
        "Independent": c(lambda l, s: D.Independent(D.Normal(l, s), 1), [loc, scale], real),
    }


def write(name, content):
    (HERE / name).write_text(json.dumps(content, separators=(",", ":")).replace(',"', ',\n"') + "\n")


write("nn.json", {"modules": modules(), "clip": clip_case()})
write("optim.json", {"optimizers": optimizers(), "schedulers": schedulers()})
write("distributions.json", all_distributions())
