#!/usr/bin/python3
"""Writes core.json: inputs, outputs and gradients of the core's operators as PyTorch computes them.

Run with the Python that carries Debian's python3-torch:  /usr/bin/python3 make_golden.py
Every case has a namesake in Core/GoldenTests.cs. Gradients are those of sum(output * cos(0, 1, 2, ...)) over the
floating-point outputs, with respect to the floating-point inputs.
"""
import json
import math
import os

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(20240607)


def rounded(t):
    return (t * 1e4).round() / 1e4


def normal(*shape):
    return rounded(torch.randn(*shape, dtype=torch.float64))


def positive(*shape):
    return rounded(torch.rand(*shape, dtype=torch.float64) * 2 + 0.1)


def unit(*shape):
    return rounded(torch.rand(*shape, dtype=torch.float64) * 0.9 + 0.05)


def above_one(*shape):
    return positive(*shape) + 1


def spd(n):
    a = normal(n, n)
    return rounded(a @ a.T + n * torch.eye(n, dtype=torch.float64))


def fixed(t):
    """An input that takes no gradient: its operator has none for it."""
    t.is_fixed = True
    return t


def whole(high, *shape, low=0):
    return torch.randint(low, high, shape)


CASES = {}


def case(name, function, *inputs):
    CASES[name] = (function, inputs)


# Functions of one element, by the name of the torch function; the input's range follows the function's domain.
for name in ("abs ceil floor round trunc frac sign sgn exp exp2 expm1 sin cos tan sinh cosh tanh asinh atan erf erfc "
             "sigmoid square neg positive sinc deg2rad rad2deg i0 relu isnan signbit").split():
    case(name, getattr(torch, name), normal(3, 4))
for name in "log log10 log1p log2 sqrt rsqrt reciprocal lgamma digamma".split():
    case(name, getattr(torch, name), positive(3, 4))
for name in "asin acos atanh erfinv logit".split():
    case(name, getattr(torch, name), unit(3, 4))
case("acosh", torch.acosh, above_one(3, 4))
for name in "entr erfcx i0e i1 i1e ndtr".split():
    case("special_" + name, getattr(torch.special, name), positive(3, 4))
case("special_ndtri", torch.special.ndtri, unit(3, 4))
case("special_xlog1py", torch.special.xlog1py, normal(3, 4), positive(3, 4))
case("special_zeta", torch.special.zeta, fixed(above_one(3, 4) + 1), positive(3, 4))
case("polygamma", lambda x: torch.polygamma(2, x), positive(4))
case("mvlgamma", lambda x: torch.mvlgamma(x, 2), positive(4) + 2)
case("round_decimals", lambda x: torch.round(x, decimals=2), normal(4))
case("logit_eps", lambda x: torch.logit(x, 0.1), unit(4))
case("nan_to_num", lambda x: torch.nan_to_num(x.log(), 1.0, 2.0, 3.0), torch.tensor([-1.0, 0.0, 1.0], dtype=torch.float64))
case("frexp", torch.frexp, normal(4))

# Functions of two.
for name in "add sub mul div atan2 hypot logaddexp logaddexp2 maximum minimum fmax fmin copysign eq ne lt le gt ge remainder fmod floor_divide".split():
    case(name, getattr(torch, name), normal(3, 4), normal(4))
case("pow", torch.pow, positive(3, 4), normal(3, 4))
case("float_power", torch.float_power, positive(3, 4), normal(3, 4))
case("xlogy", torch.xlogy, normal(3, 4), positive(3, 4))
case("igamma", torch.igamma, fixed(positive(4)), positive(4))
case("igammac", torch.igammac, fixed(positive(4)), positive(4))
case("ldexp", torch.ldexp, normal(4), whole(4, 4))
case("heaviside", torch.heaviside, normal(4), normal(4))
case("nextafter", torch.nextafter, fixed(normal(4)), normal(4))
case("gcd", torch.gcd, whole(40, 5), whole(40, 5))
case("lcm", torch.lcm, whole(40, 5), whole(40, 5))
for name in "bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift".split():
    case(name, getattr(torch, name), whole(16, 5), whole(4, 5))
case("bitwise_not", torch.bitwise_not, whole(16, 5))
for name in "logical_and logical_or logical_xor".split():
    case(name, getattr(torch, name), whole(2, 6), whole(2, 6))
case("logical_not", torch.logical_not, whole(2, 6))

# With numbers.
case("add_number", lambda x: x + 1.5, normal(4))
case("add_alpha", lambda x, y: torch.add(x, y, alpha=2.5), normal(4), normal(4))
case("rsub_number", lambda x: 1.5 - x, normal(4))
case("mul_number", lambda x: x * -2, normal(4))
case("div_number", lambda x: x / 4, normal(4))
case("rdiv_number", lambda x: 3 / x, positive(4))
case("pow_2", lambda x: x ** 2, normal(4))
case("pow_number", lambda x: x ** 2.5, positive(4))
case("remainder_number", lambda x: x % 0.7, normal(4))
case("div_floor", lambda x, y: torch.div(x, y, rounding_mode="floor"), normal(4), normal(4))
case("div_trunc", lambda x, y: torch.div(x, y, rounding_mode="trunc"), normal(4), normal(4))
case("lt_number", lambda x: x < 0.2, normal(4))
case("eq_number", lambda x: x == 3, whole(5, 9))
case("whole_times_real", lambda x: x * 0.5, whole(9, 4))
case("whole_div_whole", lambda x, y: x / y, whole(9, 4), whole(9, 4, low=1))
case("clamp", lambda x: torch.clamp(x, -0.5, 0.5), normal(3, 4))
case("clamp_min", lambda x: torch.clamp(x, min=0.1), normal(3, 4))
case("clamp_max", lambda x: torch.clamp_max(x, 0.1), normal(3, 4))
case("clamp_tensor", lambda x, lo, hi: torch.clamp(x, lo, hi), normal(4), normal(4) - 1, normal(4) + 1)
case("lerp", torch.lerp, normal(4), normal(4), unit(4))
case("addcmul", lambda x, a, b: torch.addcmul(x, a, b, value=0.5), normal(4), normal(4), normal(4))
case("addcdiv", lambda x, a, b: torch.addcdiv(x, a, b, value=0.5), normal(4), normal(4), positive(4))
case("isclose", lambda x, y: torch.isclose(x, y, rtol=0.5, atol=0.1), normal(9), normal(9))
case("isin", torch.isin, whole(9, 9), whole(9, 4))

# Reductions.
for name in "sum mean prod std var max min amax amin argmax argmin median nansum logsumexp_all norm".split():
    if name == "logsumexp_all":
        continue
    case(name, getattr(torch, name), normal(3, 4))
for name in "sum mean std var amax amin".split():
    case(name + "_dims", lambda x, f=getattr(torch, name): f(x, dim=(0, 2)), normal(2, 3, 4))
for name in "sum prod argmax argmin logsumexp std var".split():
    case(name + "_dim", lambda x, f=getattr(torch, name): f(x, dim=1, keepdim=True), normal(3, 4))
case("sum_type", lambda x: torch.sum(x, dtype=torch.float64), whole(9, 5))
case("var_biased", lambda x: torch.var(x, 1, unbiased=False), normal(3, 4))
case("std_mean", lambda x: torch.std_mean(x, 1), normal(3, 4))
case("var_mean", lambda x: torch.var_mean(x, 1), normal(3, 4))
case("max_dim", lambda x: torch.max(x, 1), normal(3, 4))
case("min_dim", lambda x: torch.min(x, 0, keepdim=True), normal(3, 4))
case("aminmax", lambda x: torch.aminmax(x, dim=1), normal(3, 4))
case("mode", lambda x: torch.mode(x, 0), whole(3, 7, 2))
case("kthvalue", lambda x: torch.kthvalue(x, 2, 1), normal(3, 4))
case("quantile", lambda x, q: torch.quantile(x, q), normal(3, 4), fixed(unit(2)))
case("quantile_dim", lambda x, q: torch.quantile(x, q, 0, True), normal(3, 4), fixed(unit(2)))
case("norm_p", lambda x: torch.norm(x, 3), normal(3, 4))
case("norm_dim", lambda x: torch.norm(x, 2, 1, True), normal(3, 4))
case("dist", lambda x, y: torch.dist(x, y, 3), normal(4), normal(4))
case("any_dim", lambda x: torch.any(x > 1, 1), normal(3, 4))
case("all_dim", lambda x: torch.all(x > -1, 1), normal(3, 4))
case("count_nonzero", lambda x: torch.count_nonzero(x, (1,)), whole(2, 3, 5))
for name in "cumsum cumprod logcumsumexp".split():
    case(name, lambda x, f=getattr(torch, name): f(x, 1), normal(3, 4))
case("cummax", lambda x: torch.cummax(x, 1), normal(3, 4))
case("cummin", lambda x: torch.cummin(x, 1), normal(3, 4))
case("diff", lambda x: torch.diff(x, 2), normal(3, 4))
case("trapezoid", lambda y: torch.trapezoid(y, dx=0.5, dim=0), normal(4, 2))
case("trapezoid_x", lambda y, x: torch.trapezoid(y, x), normal(2, 4), normal(4))
case("cumulative_trapezoid", lambda y: torch.cumulative_trapezoid(y, dx=0.5), normal(2, 4))
case("renorm", lambda x: torch.renorm(x, 2, 0, 1), normal(3, 4))
case("cov", lambda x: torch.cov(x), normal(3, 6))
case("corrcoef", lambda x: torch.corrcoef(x), normal(3, 6))
case("trace", torch.trace, normal(3, 3))
case("sort", lambda x: torch.sort(x, 1, descending=True), normal(3, 4))
case("argsort", lambda x: torch.argsort(x, 0), normal(3, 4))
case("msort", torch.msort, normal(3, 4))
case("topk", lambda x: torch.topk(x, 2, 1, largest=False), normal(3, 4))
case("unique", lambda x: torch.unique(x, return_inverse=True, return_counts=True), whole(4, 9))
case("unique_dim", lambda x: torch.unique(x, dim=0), whole(2, 6, 2))
case("unique_consecutive", lambda x: torch.unique_consecutive(x, return_counts=True), whole(2, 9))
case("bincount", lambda x, w: torch.bincount(x, w, 6), whole(4, 9), fixed(normal(9)))
case("histc", lambda x: torch.histc(x, 5, -2, 2), fixed(normal(20)))
case("histogram", lambda x: torch.histogram(x, 4, range=(-2.0, 2.0), density=True), fixed(normal(20)))
case("bucketize", lambda x, b: torch.bucketize(x, b, right=True), whole(9, 5), torch.tensor([1, 3, 7]))
case("searchsorted", lambda b, x: torch.searchsorted(b, x), torch.tensor([1, 3, 7]), whole(9, 5))

# Shapes.
case("reshape", lambda x: x.reshape(4, -1), normal(3, 4))
case("view_t", lambda x: x.view(2, 6).t(), normal(3, 4))
case("flatten", lambda x: torch.flatten(x, 1), normal(2, 3, 4))
case("unflatten", lambda x: x.unflatten(1, (2, 2)), normal(3, 4))
case("squeeze", lambda x: x.unsqueeze(0).squeeze(0).unsqueeze(-1).squeeze(), normal(3, 4))
case("transpose", lambda x: x.transpose(0, 2), normal(2, 3, 4))
case("mT", lambda x: x.mT, normal(2, 3, 4))
case("permute", lambda x: x.permute(2, 0, 1), normal(2, 3, 4))
case("movedim", lambda x: x.movedim((0, 1), (2, 0)), normal(2, 3, 4))
case("expand", lambda x: x.expand(2, 3, -1), normal(3, 4))
case("broadcast_to", lambda x: x.broadcast_to(3, 4), normal(4))
case("repeat", lambda x: x.repeat(2, 1, 3), normal(3, 2))
case("repeat_interleave", lambda x: x.repeat_interleave(2, 1), normal(3, 2))
case("repeat_interleave_tensor", lambda x, r: x.repeat_interleave(r, 0), normal(3, 2), torch.tensor([1, 0, 2]))
case("tile", lambda x: x.tile((2, 2)), normal(2, 3))
case("as_strided", lambda x: x.as_strided((2, 2), (4, 2), 1), normal(3, 4))
case("unfold", lambda x: x.unfold(1, 2, 1), normal(3, 4))
case("flip", lambda x: x.flip(0, 1), normal(3, 4))
case("roll", lambda x: x.roll((1, 2), (0, 1)), normal(3, 4))
case("roll_flat", lambda x: x.roll(1), normal(3, 4))
case("rot90", lambda x: x.rot90(1, (0, 1)), normal(3, 4))
case("split", lambda x: x.split(2, 1), normal(3, 5))
case("split_sizes", lambda x: x.split((1, 4), 1), normal(3, 5))
case("tensor_split", lambda x: x.tensor_split((1, 3), 1), normal(3, 5))
case("chunk", lambda x: x.chunk(2, 1), normal(3, 5))
case("unbind", lambda x: x.unbind(1), normal(3, 4))
case("cat", lambda x, y: torch.cat((x, y), 1), normal(3, 2), normal(3, 3))
case("stack", lambda x, y: torch.stack((x, y), 1), normal(3, 2), normal(3, 2))
case("hstack", lambda x, y: torch.hstack((x, y)), normal(3, 2), normal(3, 2))
case("vstack", lambda x, y: torch.vstack((x, y)), normal(3, 2), normal(1, 2))
case("dstack", lambda x, y: torch.dstack((x, y)), normal(3, 2), normal(3, 2))
case("column_stack", lambda x, y: torch.column_stack((x, y)), normal(3), normal(3, 2))
case("block_diag", lambda x, y: torch.block_diag(x, y), normal(3, 2), normal(2, 2))
case("broadcast_tensors", lambda x, y: torch.broadcast_tensors(x, y), normal(3, 1), normal(2))
case("meshgrid", lambda x, y: torch.meshgrid(x, y, indexing="xy"), normal(3), normal(2))
case("cartesian_prod", lambda x, y: torch.cartesian_prod(x, y), normal(3), normal(2))
case("combinations", lambda x: torch.combinations(x, 2), normal(4))
case("vander", lambda x: torch.vander(x, 3), normal(4))
case("tril", lambda x: x.tril(-1), normal(3, 4))
case("triu", lambda x: x.triu(1), normal(3, 4))
case("tril_indices", lambda x: torch.tril_indices(3, 3, -1), whole(2, 1))
case("diag", lambda x: x.diag(1), normal(3))
case("diag_embed", lambda x: torch.diag_embed(x, 1), normal(2, 3))
case("diagonal", lambda x: x.diagonal(0, 0, 2), normal(3, 2, 4))
case("diagflat", lambda x: torch.diagflat(x), normal(2, 2))

# Parts.
case("select", lambda x: x.select(1, 2), normal(3, 4))
case("narrow", lambda x: x.narrow(1, 1, 2), normal(3, 4))
case("index_select", lambda x, i: x.index_select(1, i), normal(3, 4), torch.tensor([2, 0, 2]))
case("gather", lambda x, i: x.gather(1, i), normal(3, 4), whole(4, 3, 2))
case("scatter", lambda x, i, s: x.scatter(1, i, s), normal(3, 4), torch.tensor([[0, 1], [1, 2], [3, 0]]), normal(3, 2))
case("scatter_add", lambda x, i, s: x.scatter_add(1, i, s), normal(3, 4), whole(4, 3, 2), normal(3, 2))
case("index_add", lambda x, i, s: x.index_add(0, i, s, alpha=2), normal(3, 4), torch.tensor([0, 2, 0]), normal(3, 4))
case("index_copy", lambda x, i, s: x.index_copy(0, i, s), normal(3, 4), torch.tensor([2, 0]), normal(2, 4))
case("index_fill", lambda x, i: x.index_fill(0, i, 7), normal(3, 4), torch.tensor([2, 0]))
case("select_scatter", lambda x, s: x.select_scatter(s, 1, 2), normal(3, 4), normal(3))
case("slice_scatter", lambda x, s: x.slice_scatter(s, 1, 1, 4, 2), normal(3, 4), normal(3, 2))
case("diagonal_scatter", lambda x, s: x.diagonal_scatter(s), normal(3, 3), normal(3))
case("masked_fill", lambda x: x.masked_fill(x > 0, -1), normal(3, 4))
case("masked_select", lambda x: x.masked_select(x > 0), normal(3, 4))
case("masked_scatter", lambda x, s: x.masked_scatter(x > 0, s), normal(3, 4), normal(12))
case("where", lambda x, y: torch.where(x > y, x, y * 2), normal(3, 4), normal(3, 4))
case("take", lambda x, i: x.take(i), normal(3, 4), whole(12, 5))
case("take_along_dim", lambda x, i: x.take_along_dim(i, 1), normal(3, 4), whole(4, 3, 2))
case("nonzero", lambda x: (x > 0).nonzero(), normal(3, 4))
case("where_list", lambda x: torch.where(x > 0), normal(3, 4))
case("index_mixed", lambda x, i: x[:, i, ..., 1:], normal(2, 3, 2, 4), torch.tensor([2, 0]))
case("index_two", lambda x, i, j: x[i, :, j], normal(3, 2, 4), torch.tensor([2, 0]), torch.tensor([1, 3]))
case("index_put", lambda x, i, v: x.clone().index_put_((i,), v), normal(3, 4), torch.tensor([2, 0]), normal(4))

# Linear algebra.
case("matmul", torch.matmul, normal(2, 3, 4), normal(4, 2))
case("mm", torch.mm, normal(3, 4), normal(4, 2))
case("mv", torch.mv, normal(3, 4), normal(4))
case("bmm", torch.bmm, normal(2, 3, 4), normal(2, 4, 2))
case("dot", torch.dot, normal(4), normal(4))
case("inner", torch.inner, normal(3, 4), normal(2, 4))
case("outer", torch.outer, normal(3), normal(4))
case("kron", torch.kron, normal(2, 2), normal(1, 3))
case("addmm", lambda x, a, b: torch.addmm(x, a, b, beta=0.5, alpha=2), normal(3, 2), normal(3, 4), normal(4, 2))
case("addmv", lambda x, a, b: torch.addmv(x, a, b, beta=0.5, alpha=2), normal(3), normal(3, 4), normal(4))
case("addr", lambda x, a, b: torch.addr(x, a, b, beta=0.5, alpha=2), normal(3, 4), normal(3), normal(4))
case("addbmm", lambda x, a, b: torch.addbmm(x, a, b, beta=0.5, alpha=2), normal(3, 2), normal(2, 3, 4), normal(2, 4, 2))
case("baddbmm", lambda x, a, b: torch.baddbmm(x, a, b, beta=0.5, alpha=2), normal(2, 3, 2), normal(2, 3, 4), normal(2, 4, 2))
case("einsum", lambda x, y: torch.einsum("bij,bjk->ki", x, y), normal(2, 3, 4), normal(2, 4, 2))
case("tensordot", lambda x, y: torch.tensordot(x, y, 2), normal(2, 3, 4), normal(3, 4, 2))
case("tensordot_dims", lambda x, y: torch.tensordot(x, y, ([0], [1])), normal(2, 3), normal(4, 2))
case("matrix_power", lambda x: torch.matrix_power(x, 3), normal(3, 3))
case("matrix_exp", torch.matrix_exp, normal(3, 3))
case("multi_dot", lambda x, y, z: torch.linalg.multi_dot((x, y, z)), normal(2, 3), normal(3, 4), normal(4, 2))
case("cdist", lambda x, y: torch.cdist(x, y), normal(3, 4), normal(2, 4))
case("cdist_1", lambda x, y: torch.cdist(x, y, 1.0), normal(3, 4), normal(2, 4))
case("cross", lambda x, y: torch.linalg.cross(x, y), normal(2, 3), normal(2, 3))
case("inverse", torch.inverse, spd(3))
case("pinverse", torch.pinverse, normal(4, 3))
case("det", torch.det, normal(3, 3))
case("logdet", torch.logdet, spd(3))
case("slogdet", torch.linalg.slogdet, normal(3, 3))
case("cholesky", torch.linalg.cholesky, spd(3))
case("cholesky_upper", lambda a: torch.cholesky(a, True), spd(3))
case("cholesky_solve", lambda b, a: torch.cholesky_solve(b, torch.linalg.cholesky(a)), normal(3, 2), spd(3))
case("cholesky_inverse", lambda a: torch.cholesky_inverse(torch.linalg.cholesky(a)), spd(3))
case("solve", torch.linalg.solve, spd(3), normal(3, 2))
case("solve_triangular", lambda a, b: torch.linalg.solve_triangular(a.triu(), b, upper=True), spd(3), normal(3, 2))
case("eigh", lambda a: torch.linalg.eigh(a)[0], spd(3))
case("eigvalsh", torch.linalg.eigvalsh, spd(3))
case("svdvals", torch.linalg.svdvals, normal(4, 3))
case("svd", lambda a: torch.linalg.svd(a, full_matrices=False)[1], normal(4, 3))
case("qr", lambda a: torch.linalg.qr(a)[1].abs(), normal(4, 3))
case("lstsq", lambda a, b: torch.linalg.lstsq(a, b)[0], normal(4, 3), normal(4, 2))
case("lu", lambda a: torch.linalg.lu(a)[2], normal(3, 3))
case("lu_factor", lambda a: torch.linalg.lu_factor(a)[0], normal(3, 3))
case("matrix_rank", torch.linalg.matrix_rank, fixed(normal(4, 3)))
case("matrix_norm", torch.linalg.matrix_norm, normal(3, 4))
case("matrix_norm_nuc", lambda a: torch.linalg.matrix_norm(a, "nuc"), normal(3, 4))
case("vector_norm", lambda a: torch.linalg.vector_norm(a, 3, (1,), True), normal(3, 4))
case("linalg_norm", torch.linalg.norm, normal(3, 4))
case("linalg_norm_dims", lambda a: torch.linalg.norm(a, 1, (0, 1)), normal(3, 4))
case("cond", torch.linalg.cond, normal(3, 3))
case("vecdot", torch.linalg.vecdot, normal(3, 4), normal(3, 4))
case("linalg_vander", lambda x: torch.linalg.vander(x, N=3), normal(4))
case("householder_product", lambda a: torch.linalg.householder_product(*torch.geqrf(a)), fixed(normal(4, 3)))

# Activations that tensors know.
for name in "relu6 selu silu hardsigmoid hardswish logsigmoid gelu".split():
    case(name, getattr(F, name), normal(3, 4) * 2)
case("celu", lambda x: F.celu(x, 0.7), normal(3, 4))
case("elu", lambda x: F.elu(x, 0.7), normal(3, 4))
case("glu", lambda x: F.glu(x, 1), normal(3, 4))
case("hardtanh", lambda x: F.hardtanh(x, -0.3, 0.4), normal(3, 4))
case("leaky_relu", lambda x: F.leaky_relu(x, 0.1), normal(3, 4))
case("prelu", F.prelu, normal(3, 4), positive(1))
case("threshold", lambda x: F.threshold(x, 0.1, -2), normal(3, 4))
case("softplus", lambda x: F.softplus(x, 2, 1), normal(3, 4))
case("softmax", lambda x: x.softmax(1), normal(3, 4))
case("log_softmax", lambda x: x.log_softmax(1), normal(3, 4))

# Sequences.
case("arange", lambda x: torch.arange(1, 9, 3), whole(2, 1))
case("linspace", lambda x: torch.linspace(-1, 1, 5, dtype=torch.float64), whole(2, 1))
case("logspace", lambda x: torch.logspace(-1, 1, 3, dtype=torch.float64), whole(2, 1))
case("eye", lambda x: torch.eye(2, 3), whole(2, 1))
case("hann_window", lambda x: torch.hann_window(5, dtype=torch.float64), whole(2, 1))
case("hamming_window", lambda x: torch.hamming_window(5, False, 0.75, 0.25, dtype=torch.float64), whole(2, 1))


def stored(t):
    kind = "bool" if t.dtype == torch.bool else "whole" if not t.dtype.is_floating_point else "real"
    entry = {"kind": kind, "shape": list(t.shape), "values": [number(v) if kind == "real" else v for v in (t.detach() + 0 if kind == "real" else t).flatten().tolist()]}
    if hasattr(t, "is_fixed"):
        entry["fixed"] = True
    return entry


def number(v):
    return float(f"{v:.15g}") if math.isfinite(v) else str(v)


def run(function, inputs):
    leaves = [t.clone().requires_grad_(t.dtype.is_floating_point and not hasattr(t, "is_fixed")) for t in inputs]
    outputs = function(*leaves)
    outputs = [outputs] if isinstance(outputs, torch.Tensor) else list(outputs)
    entry = {"inputs": [stored(t) for t in inputs], "outputs": [stored(t) for t in outputs]}
    weighted = [(o * torch.cos(torch.arange(o.numel(), dtype=o.dtype)).reshape(o.shape)).sum() for o in outputs if o.requires_grad]
    if weighted:
        try:
            wanted = [t for t in leaves if t.requires_grad]
            grads = torch.autograd.grad(sum(weighted), wanted, allow_unused=True)
            entry["gradients"] = [None if g is None else stored(g) for g in grads]
        except (RuntimeError, NotImplementedError) as error:
            print(f"{function}: no gradient ({str(error).splitlines()[0]})")
    return entry


if __name__ == "__main__":
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "core.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({name: run(*entry) for name, entry in CASES.items()}, file, separators=(",", ":"), allow_nan=False)
        file.write("\n")
    print(f"{len(CASES)} cases")
