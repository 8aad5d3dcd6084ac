using System;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Torch;

/// <summary>Draws <paramref name="n"/> independent pairs: x is [n, dx] and y is [n, dy], row after row.</summary>
/// <param name="rng">Source of randomness, seeded by the caller.</param>
/// <param name="n">Number of pairs.</param>
/// <param name="x">Room for n rows of X.</param>
/// <param name="y">Room for n rows of Y.</param>
public delegate void SpanSampler(Rng rng, int n, Span<float> x, Span<float> y);

/// <summary>Draws <paramref name="n"/> independent pairs as tensors x [n, dx] and y [n, dy].</summary>
/// <param name="n">Number of pairs.</param>
/// <param name="generator">Source of randomness, seeded by the caller.</param>
public delegate (Tensor X, Tensor Y) TensorSampler(long n, Generator generator);
