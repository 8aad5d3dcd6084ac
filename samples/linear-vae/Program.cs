using System;
using System.Diagnostics;
using MiDsl;
using TorchSharp;
using Users;
using static TorchSharp.torch;

set_num_threads(2);
var clock = Stopwatch.StartNew();
manual_seed(1);
using var w = randn(100, 10);
using var b = zeros(100);
double truth = 0.5 * linalg.slogdet(eye(10, dtype: float64) + w.to(float64).t().matmul(w.to(float64))).Item2.ToDouble();
Console.WriteLine($"truth {truth}");
void Show(string name, object value) { Console.WriteLine($"{name}: {value} {clock.Elapsed}"); clock.Restart(); }
using (var e = new LinearDecoder()) { e.UseDecoder(w, b); var v = e.Evaluate(); Show("ais", v); Show("", (v.Width, v.WidthError, v.Sampling)); }
using (var e = new LinearIwae()) { e.UseDecoder(w, b); Show("iwae", e.Fit()); }
using (var e = new LinearUpper()) { e.UseDecoder(w, b); Show("upper", e.Fit()); }
using (var e = new LinearGiwae()) { e.UseDecoder(w, b); Show("giwae", e.Fit()); }
using (var e = new LinearMineAis()) { e.UseDecoder(w, b); var v = e.Fit(); Show("mineais", v); Show("", v.Alongside[0]); Show("", v.Sampling!); }
