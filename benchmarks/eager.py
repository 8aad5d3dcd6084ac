"""The workloads in PyTorch, written as a user would write them. Reads "steps" a line, answers with seconds a line."""
import math
import os
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

if "OMP_NUM_THREADS" in os.environ:
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
torch.manual_seed(0)


def mlp(sizes, activation=nn.ReLU):
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            layers.append(activation())
    return nn.Sequential(*layers)


class Separable(nn.Module):
    def __init__(self):
        super().__init__()
        self.g = mlp([20, 256, 256, 32])
        self.h = mlp([20, 256, 256, 32])

    def forward(self, x, y):
        return self.g(x) @ self.h(y).t()


class Concatenated(nn.Module):
    def __init__(self):
        super().__init__()
        self.f = mlp([40, 256, 256, 1])

    def forward(self, x, y):
        n = x.shape[0]
        xs = x.unsqueeze(1).expand(n, n, 20)
        ys = y.unsqueeze(0).expand(n, n, 20)
        return self.f(torch.cat([xs, ys], 2).reshape(n * n, 40)).view(n, n)


def infonce(scores):
    return scores.diag().mean() - scores.logsumexp(1).mean() + math.log(scores.shape[0])


def smile(scores, tau=5.0):
    n = scores.shape[0]
    positives = scores.diag()
    objective = -F.softplus(-positives).mean() - (F.softplus(scores).sum() - F.softplus(positives).sum()) / (n * (n - 1))
    with torch.no_grad():
        clipped = scores.clamp(-tau, tau) - torch.diag(torch.full((n,), math.inf))
        value = positives.mean() - (clipped.logsumexp((0, 1)) - math.log(n * (n - 1)))
        shift = value - objective
    return objective + shift


def correlated(batch):
    x = torch.randn(batch, 20)
    return x, 0.8 * x + 0.6 * torch.randn(batch, 20)


def training(critic, bound, batch):
    optimizer = torch.optim.Adam(critic.parameters(), lr=5e-4)
    x, y = correlated(batch)

    def step():
        optimizer.zero_grad()
        (-bound(critic(x, y))).backward()
        optimizer.step()

    return step


def mine(batch=512, rate=0.01):
    critic = mlp([40, 512, 512, 1], nn.ELU)
    optimizer = torch.optim.Adam(critic.parameters(), lr=1e-4)
    x, y = correlated(batch)
    average = None

    def step():
        nonlocal average
        shuffled = y[torch.randperm(batch)]
        optimizer.zero_grad()
        joint = critic(torch.cat([x, y], 1)).mean()
        marginal = critic(torch.cat([x, shuffled], 1)).exp().mean()
        average = marginal.detach() if average is None else (1 - rate) * average + rate * marginal.detach()
        (-(joint - marginal / average)).backward()
        optimizer.step()

    return step


def annealing(sizes, deviation, batch=16, chains=16, leapfrog=10, temperatures=200):
    """Annealing steps of HMC on y, from p(y) to p(x, y), with the step size of each chain following its acceptance."""
    decoder = mlp(sizes, nn.Tanh)
    n, variance = batch * chains, deviation**2
    with torch.no_grad():
        x = decoder(torch.randn(batch, sizes[0]))
        x = (x + deviation * torch.randn_like(x)).repeat(chains, 1)

    def log_likelihood(y):
        return (-0.5 * (x - decoder(y)) ** 2 / variance - 0.5 * math.log(2 * math.pi * variance)).sum(1)

    def log_prior(y):
        return (-0.5 * y**2 - 0.5 * math.log(2 * math.pi)).sum(1)

    def energy(y, beta):
        return -(log_prior(y) + beta * log_likelihood(y))

    def gradient(y, beta):
        y = y.detach().requires_grad_()
        return torch.autograd.grad(energy(y, beta).sum(), y)[0]

    y, sizes_of_steps, weight, accepted, t = torch.randn(n, sizes[0]), torch.full((n,), 0.01), torch.zeros(n), torch.zeros(n), 0

    def step():
        nonlocal y, sizes_of_steps, weight, accepted, t
        before, beta = (t % temperatures) / temperatures, (t % temperatures + 1) / temperatures
        t += 1
        with torch.no_grad():
            weight = weight + (beta - before) * log_likelihood(y)
        momentum, size = torch.randn_like(y), sizes_of_steps.view(-1, 1)
        with torch.no_grad():
            start = energy(y, beta) + 0.5 * (momentum**2).sum(1)
        z, v = y, momentum - 0.5 * size * gradient(y, beta)
        for i in range(leapfrog):
            z = z + size * v
            v = v - (size if i < leapfrog - 1 else 0.5 * size) * gradient(z, beta)
        with torch.no_grad():
            end = energy(z, beta) + 0.5 * (v**2).sum(1)
        accept = (torch.rand(n) < torch.exp(start - end)).float()
        y = torch.where(accept.bool().view(-1, 1), z, y).detach()
        accepted = 0.9 * accepted + 0.1 * accept
        sizes_of_steps = (sizes_of_steps * torch.where(accepted > 0.65, 1.02, 0.98)).clamp(1e-4, 0.5)

    return step


def samples(dim, n=10_000):
    draw = np.random.default_rng(0)
    x = draw.standard_normal((n, dim)).astype(np.float32)
    return x, (0.8 * x + 0.6 * draw.standard_normal((n, dim))).astype(np.float32)


def neighbours_by_scikit_learn():
    from sklearn.feature_selection import mutual_info_regression

    x, y = samples(1)
    return lambda: mutual_info_regression(x, y[:, 0], n_neighbors=3)


def neighbours_by_numpy(k=3, rows=500):
    from scipy.special import digamma

    x, y = samples(20)
    n = len(x)

    def distances(columns, block):
        farthest = np.zeros((len(block), n), np.float32)
        for c in range(columns.shape[1]):
            np.maximum(farthest, np.abs(block[:, c, None] - columns[None, :, c]), out=farthest)
        return farthest

    def step():
        total = 0.0
        for i in range(0, n, rows):
            dx, dy = distances(x, x[i : i + rows]), distances(y, y[i : i + rows])
            radius = np.partition(np.maximum(dx, dy), k, axis=1)[:, k, None]
            total += (digamma((dx < radius).sum(1)) + digamma((dy < radius).sum(1))).sum()
        return digamma(n) + digamma(k) - total / n

    return step


step = {
    "A": lambda: training(Separable(), infonce, 64),
    "A-smile": lambda: training(Separable(), smile, 64),
    "B64": lambda: training(Concatenated(), infonce, 64),
    "B128": lambda: training(Concatenated(), infonce, 128),
    "C": mine,
    "D-small": lambda: annealing([10, 64, 64, 50], 0.316),
    "D-large": lambda: annealing([10, 1024, 1024, 1024, 784], 1.0),
    "KSG-1": neighbours_by_scikit_learn,
    "KSG-20": neighbours_by_numpy,
}[sys.argv[1]]()

for line in sys.stdin:
    start = time.perf_counter()
    for _ in range(int(line)):
        step()
    print(time.perf_counter() - start, flush=True)
