"""The workloads in PyTorch, written as a user would write them. Reads "steps" a line, answers with seconds a line."""
import math
import sys
import time

import torch
import torch.nn as nn

torch.set_num_threads(1)
torch.manual_seed(0)


def mlp(sizes):
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2:
            layers.append(nn.ReLU())
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


def regression(batch):
    net = mlp([20, 64, 64, 1])
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    x = torch.randn(batch, 20)
    y = torch.randn(batch, 1)

    def step():
        optimizer.zero_grad()
        ((net(x) - y) ** 2).mean().backward()
        optimizer.step()

    return step


def infonce(critic, batch=64):
    optimizer = torch.optim.Adam(critic.parameters(), lr=5e-4)
    x = torch.randn(batch, 20)
    y = 0.8 * x + 0.6 * torch.randn(batch, 20)

    def step():
        optimizer.zero_grad()
        scores = critic(x, y)
        value = scores.diag().mean() - scores.logsumexp(1).mean() + math.log(batch)
        (-value).backward()
        optimizer.step()

    return step


step = {
    "mlp-64": lambda: regression(64),
    "mlp-256": lambda: regression(256),
    "infonce": lambda: infonce(Separable()),
    "concatenated": lambda: infonce(Concatenated()),
}[sys.argv[1]]()

for line in sys.stdin:
    start = time.perf_counter()
    for _ in range(int(line)):
        step()
    print(time.perf_counter() - start, flush=True)
