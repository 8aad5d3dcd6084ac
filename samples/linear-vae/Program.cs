using System;
using System.Diagnostics;
using MiDsl;
using TorchSharp;
using Users;
using static TorchSharp.torch;

set_num_threads(2);
var clock = Stopwatch.StartNew();
using (var own = new Own()) { Console.WriteLine($"truth {Math.Log(1 + 4)}"); Console.WriteLine(own.Evaluate()); }
using (var own = new OwnAis()) { Console.WriteLine(own.Evaluate()); }
using (var own = new Others()) { Console.WriteLine(own.GetType()); }
Console.WriteLine(clock.Elapsed);
manual_seed(1);
using var w = randn(100, 10) * 0.6;
using var b = zeros(100);
double truth = 0.5 * linalg.slogdet(eye(10, dtype: float64) + w.to(float64).t().matmul(w.to(float64)) / (0.25 * 0.25)).Item2.ToDouble();
using var linear = new LinearDecoder();
linear.UseDecoder(w, b);
clock.Restart();
Interval value = linear.Evaluate(128, new Progress<AnnealingProgress>(p => { }));
Console.WriteLine($"truth {truth}; {value}; width {value.Width} +- {value.WidthError}; {value.Confidence95}; {value.Sampling}; {clock.Elapsed}");
