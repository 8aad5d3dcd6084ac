using MiDsl.Torch.Tests.Estimators;
using MiDsl.Torch.Tests.Support;
using System;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
namespace MiDsl.Torch.Tests;
public sealed class ScratchTests
{
    [Fact]
    public void Count()
    {
        GC.Collect(); GC.WaitForPendingFinalizers(); GC.Collect();
        long n = Tensor.TotalCount;
        void Say(string what) { System.IO.File.AppendAllText("/tmp/scratch.txt", "\n" + $"{what}: {Tensor.TotalCount - n}"); n = Tensor.TotalCount; }
        Say("none");
        var t = zeros(3); Say("zeros");
        var p = nn.Parameter(t); Say("parameter");
        p.Dispose(); Say("p disposed"); t.Dispose(); Say("t disposed");
        using (var s = NewDisposeScope()) { var q = nn.Parameter(zeros(3).DetachFromDisposeScope()); Say("scoped"); q.Dispose(); } Say("after");
        var f = FlatWeights.Create(1, CPU, (2, 2, true)); Say("flat"); f.Dispose(); Say("flat disposed");
        var c = new BatchValues(CPU); Say("bv"); c.Dispose(); Say("bv disposed");
        var w = FlatWeights.Create(1, CPU, (2, 2, true)); Say("w");
        var opt = optim.Adam([w]); Say("adam");
        using (var s = NewDisposeScope()) { w.sum().backward(); Say("backward"); opt.step(); Say("step"); } Say("scope");
        opt.Dispose(); Say("adam disposed"); w.Dispose(); Say("w disposed");
        foreach (Type type in (Type[])[typeof(PlainNce), typeof(PlainAdam), typeof(FlatDv)])
        {
            var e = new Any(type); 
            using (var s = NewDisposeScope()) e.Objective(zeros(4, 2), zeros(4, 2)); Say(type.Name + " objective"); 
            e.Step(Tensors.Gaussian(1, 8, 2), Tensors.Gaussian(1, 8, 2)); Say("step");
            e.Step(Tensors.Gaussian(1, 8, 2), Tensors.Gaussian(1, 8, 2)); Say("step");
            e.Dispose(); Say("dispose");
        }
        var d = new Any(typeof(NoTestPairs));
        d.Fit(Gaussians.Data(.5, 100, 1)); Say("fit"); d.Fit(Gaussians.Data(.5, 100, 1)); Say("fit"); d.Fit(Gaussians.Data(.5, 100, 1)); Say("fit");
        d.Dispose(); Say("disposed");
        GC.Collect(); GC.WaitForPendingFinalizers(); GC.Collect(); Say("gc");
    }
}
