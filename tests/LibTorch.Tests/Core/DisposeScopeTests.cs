using System;
using System.Threading;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LibTorch.Tests.Core;

public sealed class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_of_what_was_made_inside()
    {
        Tensor inside;
        using (NewDisposeScope())
            inside = zeros(2);
        Assert.True(inside.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => inside.add(1));
    }

    [Fact]
    public void Tensors_made_outside_survive()
    {
        using var outside = zeros(2);
        using (NewDisposeScope())
            _ = outside + 1;
        Assert.False(outside.IsInvalid);
    }

    [Fact]
    public void Move_to_outer_survives_one_scope_and_dies_with_the_next()
    {
        Tensor moved;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
                moved = zeros(2).MoveToOuterDisposeScope();
            Assert.False(moved.IsInvalid);
        }
        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void Move_to_outer_of_the_outermost_detaches()
    {
        Tensor moved;
        using (NewDisposeScope())
            moved = zeros(2).MoveToOuterDisposeScope();
        Assert.False(moved.IsInvalid);
        moved.Dispose();
    }

    [Fact]
    public void Detached_tensors_survive_and_attached_ones_die()
    {
        var attached = zeros(2);
        Tensor detached;
        using (var scope = NewDisposeScope())
        {
            scope.Attach(attached);
            detached = zeros(2).DetachFromDisposeScope();
            Assert.True(scope.Contains(attached));
            Assert.False(scope.Contains(detached));
        }
        Assert.True(attached.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void Move_to_other_scope_by_tensor_or_scope()
    {
        using var outer = NewDisposeScope();
        var anchor = zeros(1);
        Tensor byTensor, byScope;
        using (NewDisposeScope())
        {
            byTensor = zeros(2).MoveToOtherDisposeScope(anchor);
            byScope = zeros(2).MoveToOtherDisposeScope(outer);
        }
        Assert.Equal(3, outer.DisposablesCount);
        Assert.False(byTensor.IsInvalid);
        Assert.False(byScope.IsInvalid);
    }

    [Fact]
    public void Dispose_everything_but_keeps_the_scope_going()
    {
        using var scope = NewDisposeScope();
        var (keep, drop) = (zeros(1), zeros(1));
        Assert.Same(keep, scope.DisposeEverythingBut(keep));
        Assert.False(keep.IsInvalid);
        Assert.True(drop.IsInvalid);
        Assert.Equal([keep], scope.DisposablesView);
    }

    [Fact]
    public void Disposing_by_hand_takes_a_tensor_off_the_scope()
    {
        using var scope = NewDisposeScope();
        zeros(1).Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Scopes_that_end_out_of_order_leave_the_chain_whole()
    {
        using var outer = NewDisposeScope();
        var middle = NewDisposeScope();
        using var inner = NewDisposeScope();
        var inMiddle = zeros(1).MoveToOtherDisposeScope(middle);
        middle.Dispose();
        Assert.True(inMiddle.IsInvalid);
        Assert.Same(inner, CurrentDisposeScope);
        inner.Dispose();
        Assert.Same(outer, CurrentDisposeScope);
        Assert.Throws<ObjectDisposedException>(() => middle.DisposablesCount);
    }

    [Fact]
    public void Scopes_belong_to_one_thread()
    {
        using var scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() => elsewhere = zeros(1));
        thread.Start();
        thread.Join();
        Assert.Equal(0, scope.DisposablesCount);
        elsewhere!.Dispose();
    }

    [Fact]
    public void Results_of_in_place_operators_are_the_tensor_itself()
    {
        using var x = zeros(2);
        using var scope = NewDisposeScope();
        Assert.Same(x, x.add_(1));
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Wrapped_scope_keeps_the_result_alone()
    {
        var before = Tensor.TotalCount;
        using var result = WrappedTensorDisposeScope(() => (ones(2) + 1) * 2);
        Assert.Equal(before + 1, Tensor.TotalCount);
        Assert.Equal(4, result[0].ToSingle());
    }

    [Fact]
    public void Statistics_count_by_place()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        var outside = zeros(1);
        using (var scope = NewDisposeScope())
        {
            _ = zeros(1);
            _ = zeros(1).DetachFromDisposeScope();
            scope.Attach(outside);
        }
        Assert.Equal(1, statistics.TensorStatistics.CreatedOutsideScopeCount);
        Assert.Equal(2, statistics.CreatedInScopeCount);
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        Assert.Equal(1, statistics.AttachedToScopeCount);
        Assert.Equal(2, statistics.DisposedInScopeCount);
        Assert.Equal(0, statistics.DisposedOutsideScopeCount);
        Assert.Equal(1, statistics.ThreadTotalLiveCount);
    }
}
