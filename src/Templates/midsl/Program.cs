using System;
using MiDsl;
using MiDslProject;

using var pair = new CorrelatedPair(rho: 0.8);
LowerBound information = pair.Fit();
Console.WriteLine(FormattableString.Invariant($"{information.Value:F3} +- {information.StandardError:F3} nats; the truth is {pair.Truth:F3}"));
