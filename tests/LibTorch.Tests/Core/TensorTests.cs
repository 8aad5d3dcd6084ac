using System;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LibTorch.Tests.Core;

public sealed class TensorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Arrays_of_every_type_come_back()
    {
        Assert.Equal([true, false], tensor(new[] { true, false }).data<bool>().ToArray());
        Assert.Equal([1, 2], tensor(new byte[] { 1, 2 }).data<byte>().ToArray());
        Assert.Equal([-1, 2], tensor(new sbyte[] { -1, 2 }).data<sbyte>().ToArray());
        Assert.Equal([-1, 2], tensor(new short[] { -1, 2 }).data<short>().ToArray());
        Assert.Equal([-1, 2], tensor(new[] { -1, 2 }).data<int>().ToArray());
        Assert.Equal([-1, 2], tensor(new long[] { -1, 2 }).data<long>().ToArray());
        Assert.Equal([(Half)0.5, (Half)2], tensor(new[] { (Half)0.5, (Half)2 }).data<Half>().ToArray());
        Assert.Equal([0.1f, 2], tensor(new[] { 0.1f, 2 }).data<float>().ToArray());
        Assert.Equal([0.1, 2], tensor(new[] { 0.1, 2 }).data<double>().ToArray());
        Assert.Equal([(1f, 2f)], tensor(new[] { (1f, 2f) }).data<(float, float)>().ToArray());
        Assert.Equal([new(1, 2)], tensor(new System.Numerics.Complex[] { new(1, 2) }).data<System.Numerics.Complex>().ToArray());
    }

    [Fact]
    public void Arrays_of_higher_rank_keep_their_shape()
    {
        var array = new float[,,] { { { 1, 2, 3 }, { 4, 5, 6 } } };
        var t = tensor(array);
        Assert.Equal([1, 2, 3], t.shape);
        Assert.Equal(array, t.data<float>().ToNDArray());
        Assert.Equal(6, t[0, 1, 2].item<float>());
    }

    [Fact]
    public void Tensor_copies_and_from_array_looks_at_the_array_itself()
    {
        var array = new float[] { 1, 2 };
        var (copy, view) = (tensor(array), from_array(array));
        array[0] = 7;
        Assert.Equal(1, copy[0].ToSingle());
        Assert.Equal(7, view[0].ToSingle());
        view[1] = 9;
        Assert.Equal(9, array[1]);
    }

    [Fact]
    public void Accessor_reads_views_in_row_major_order_and_writes_through()
    {
        var t = arange(6).reshape(2, 3).t();
        Assert.Equal([0L, 3, 1, 4, 2, 5], t.data<long>().ToArray());
        Assert.Equal(t.data<long>().ToArray(), t.data<long>().ToList());
        t.data<long>()[1, 1] = 40;
        Assert.Equal(40, t[1, 1].item<long>());
        var accessor = t.data<long>();
        Assert.Throws<IndexOutOfRangeException>(() => accessor[6]);
        Assert.Throws<ArgumentException>(() => t.data<int>());
        Assert.Throws<ArgumentException>(() => t.item<long>());
    }

    [Fact]
    public void Numbers_of_the_implicit_kinds_have_the_types_of_TorchSharp()
    {
        Assert.Equal(ScalarType.Float32, tensor(1f).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.0).dtype);
        Assert.Equal(ScalarType.Int32, tensor(1).dtype);
        Assert.Equal(ScalarType.Int64, tensor(1L).dtype);
        Assert.Equal(ScalarType.Float32, full(2, 1.5).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 1).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(3.0).dtype);
        Assert.Equal(ScalarType.Int64, randint(3, new long[] { 2 }).dtype);
    }

    [Fact]
    public void A_number_promotes_as_in_PyTorch()
    {
        Assert.Equal(ScalarType.Float32, (ones(2) + 1.5).dtype);
        Assert.Equal(ScalarType.Int64, (arange(2) * 2).dtype);
        Assert.Equal(ScalarType.Float32, (arange(2) * 2.5).dtype);
        Assert.Equal(ScalarType.Float16, (ones(2, dtype: float16) + 1.5).dtype);
        Assert.Equal([0.5f, 1.5f], (arange(2) + 0.5).data<float>().ToArray());
        Assert.Equal([2f, 1f], (2 - arange(2.0)).data<float>().ToArray());
        Assert.Equal([4f, 2f], (4 / (arange(2.0) + 1)).data<float>().ToArray());
    }

    [Fact]
    public void Indexing_reads_and_writes()
    {
        var t = arange(24).reshape(2, 3, 4);
        Assert.Equal(23, t[-1, -1, -1].item<long>());
        Assert.Equal([12L, 16, 20], t[1, TensorIndex.Colon, 0].data<long>().ToArray());
        Assert.Equal([3L, 7, 11, 15, 19, 23], t[TensorIndex.Ellipsis, -1].flatten().data<long>().ToArray());
        Assert.Equal([1, 2, 3, 4], t[TensorIndex.None].shape);
        Assert.Equal([2, 1, 3, 4], t[TensorIndex.Colon, TensorIndex.Null].shape);
        Assert.Equal([2, 3, 2], t[.., .., 1..^1].shape);
        Assert.Equal([0L, 2], t[0, 0, TensorIndex.Slice(0, null, 2)].data<long>().ToArray());
        Assert.Equal([8L, 0], t[TensorIndex.Single(0), TensorIndex.Tensor(tensor(new long[] { 2, 0 })), TensorIndex.Single(0)].data<long>().ToArray());
        Assert.Equal([22L, 23], t[t.gt(21)].data<long>().ToArray());
        Assert.Equal([0, 2, 3, 4], t[TensorIndex.Bool(false)].shape);
        Assert.Equal([1, 2, 3, 4], t[TensorIndex.Bool(true)].shape);
        t[0, 0] = tensor(new long[] { 9, 9, 9, 9 });
        Assert.Equal(36, t[0, 0].sum().item<long>());
        t[TensorIndex.Ellipsis, 0] = tensor(-1L);
        Assert.Equal(-6, t[TensorIndex.Ellipsis, 0].sum().item<long>());
        t[t.lt(0)] = tensor(5L);
        Assert.Equal(0, t.lt(0).sum().item<long>());
        t.index_put_(7, TensorIndex.Single(1), TensorIndex.Slice(1), TensorIndex.Single(2));
        Assert.Equal([7L, 7], t[1, 1.., 2].data<long>().ToArray());
    }

    [Fact]
    public void Mask_and_tensor_indices_between_slices_follow_the_dimensions()
    {
        var t = arange(12).reshape(2, 3, 2);
        var mask = tensor(new[,] { { true, false, false }, { false, false, true } });
        Assert.Equal([1L, 11], t[TensorIndex.Tensor(mask), TensorIndex.Single(1)].data<long>().ToArray());
        Assert.Equal([4L, 10], t[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 2 })), TensorIndex.Single(0)].flatten().data<long>().ToArray());
    }

    [Fact]
    public void Gradients_accumulate_and_can_be_set()
    {
        var x = tensor(new[] { 1f, 2 }, requires_grad: true);
        Assert.Null(x.grad);
        (x * x).sum().backward();
        Assert.Equal([2f, 4], x.grad!.data<float>().ToArray());
        (x * 3).sum().backward();
        Assert.Equal([5f, 7], x.grad!.data<float>().ToArray());
        x.grad = null;
        Assert.Null(x.grad);
        x.grad = ones(2);
        Assert.Equal([1f, 1], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Second_derivatives_through_create_graph()
    {
        var x = tensor(2.0, requires_grad: true);
        var first = autograd.grad([x.pow(3)], [x], create_graph: true)[0];
        Assert.Equal(12, first.ToDouble());
        Assert.Equal(12, autograd.grad([first], [x])[0].ToDouble());
    }

    [Fact]
    public void Unused_inputs_and_retained_gradients()
    {
        var (x, unused) = (ones(2, requires_grad: true), ones(2, requires_grad: true));
        var y = x * 2;
        y.retain_grad();
        var loss = y.sum();
        loss.backward(null, true);
        Assert.Equal([1f, 1], y.grad!.data<float>().ToArray());
        Assert.Throws<ExternalException>(() => autograd.grad([loss], [unused], retain_graph: true));
        Assert.Null(autograd.grad([loss], [unused], allow_unused: true)[0]);
    }

    [Fact]
    public void Backward_of_selected_inputs_with_weights()
    {
        var (x, z) = (ones(2, requires_grad: true), ones(2, requires_grad: true));
        (x * z).backward([tensor(new[] { 3f, 4 })], inputs: [x]);
        Assert.Equal([3f, 4], x.grad!.data<float>().ToArray());
        Assert.Null(z.grad);
    }

    [Fact]
    public void Grad_modes_nest_and_end()
    {
        var x = ones(1, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
            Assert.False(is_grad_enabled());
        }
        Assert.True(is_grad_enabled());
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
        }
        Assert.False(is_inference_mode_enabled());
        Assert.True(x.is_leaf);
        Assert.False((x * 2).detach().requires_grad);
    }

    [Fact]
    public void Anomaly_mode_names_the_operation()
    {
        var x = tensor(new[] { -1f }, requires_grad: true);
        using (autograd.detect_anomaly())
        {
            var error = Assert.Throws<ExternalException>(() => (x.sqrt() * 0).sum().backward());
            Assert.Contains("nan values", error.Message, StringComparison.Ordinal);
        }
        Assert.False(AnomalyMode.IsEnabled);
    }

    [Fact]
    public void Errors_carry_the_text_of_libtorch()
    {
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(2, 3)));
        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message);
        Assert.Equal("element 0 of tensors does not require grad and does not have a grad_fn", Assert.Throws<ExternalException>(() => ones(1).backward()).Message);
        Assert.Contains("out of range", Assert.Throws<ExternalException>(() => ones(2)[5]).Message, StringComparison.Ordinal);
        Assert.Contains("leaf Variable", Assert.Throws<ExternalException>(() => ones(2, requires_grad: true).add_(1)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => ones(2).cuda());
    }

    [Fact]
    public void Conversions_copy_only_where_they_must()
    {
        var x = ones(2);
        var same = x.to(float32);
        same.add_(1);
        Assert.Equal(2, x[0].ToSingle());
        var copy = x.to(float32, copy: true);
        copy.add_(1);
        Assert.Equal(2, x[0].ToSingle());
        var converted = x.to(float64, disposeAfter: true);
        Assert.True(x.IsInvalid);
        Assert.Equal(ScalarType.Float64, converted.dtype);
        Assert.Equal(ScalarType.BFloat16, converted.bfloat16().dtype);
    }

    [Fact]
    public void Names_of_dimensions()
    {
        var t = zeros(2, 3, names: ["N", "C"]);
        Assert.Equal(["N", "C"], t.names);
        Assert.True(t.has_names());
        Assert.False(zeros(2).has_names());
        Assert.Equal(new string?[] { "N", null }, t.rename(["N", null]).names!);
        Assert.Equal(["N", "C"], t.names);
        t.rename_(null);
        Assert.False(t.has_names());
    }

    [Fact]
    public void Strings_of_each_style()
    {
        var t = tensor(new[,] { { 1.5f, -2 }, { 3, 4 } });
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        Assert.Equal("[2x2], type = Float32, device = cpu", t.ToString());
        Assert.Equal("[[1.5, -2]\n [3, 4]]", t.npstr(newLine: "\n", cultureInfo: invariant));
        Assert.Equal("[2x2], type = Float32, device = cpu\n 1.5  -2\n   3   4\n", t.jlstr(newLine: "\n", cultureInfo: invariant));
        Assert.Equal("[], type = Int64, device = cpu, value = 3", tensor(3L).cstr().Replace("3L", "3", StringComparison.Ordinal));
        Assert.Equal("[0, 1, 2, ... 7, 8, 9]".Replace("...", "...,", StringComparison.Ordinal), arange(10).npstr());
    }

    [Fact]
    public void Files_in_both_formats_come_back()
    {
        var t = randn(3, 4).t();
        var path = System.IO.Path.GetTempFileName();
        try
        {
            t.save(path);
            Assert.Equal(t, load(path));
            t.Save(path);
            Assert.Equal(t, Tensor.Load(path));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public void Alias_and_handles()
    {
        var t = ones(2);
        var alias = t.alias();
        t.Dispose();
        Assert.Equal(2, alias.sum().ToSingle());
        var again = Tensor.UnsafeCreateTensor(alias.DecoupleFromNativeHandle());
        Assert.True(alias.IsInvalid);
        Assert.Equal(2, again.sum().ToSingle());
    }

    [Fact]
    public void Comparison_with_null_is_false()
    {
        Tensor? nothing = null;
        Assert.False((ones(1) == nothing!).ToBoolean());
        Assert.True(ones(1).Equals(ones(1)));
        Assert.False(ones(1).Equals(ones(2)));
    }

    [Fact]
    public void Threads_can_be_set()
    {
        var before = get_num_threads();
        set_num_threads(2);
        Assert.Equal(2, get_num_threads());
        set_num_threads(before);
        Assert.True(get_num_interop_threads() > 0);
    }

    [Fact]
    public void Default_type_can_be_set()
    {
        set_default_dtype(float64);
        try
        {
            Assert.Equal(ScalarType.Float64, zeros(1).dtype);
        }
        finally
        {
            set_default_dtype(float32);
        }
        Assert.Equal(ScalarType.Float32, zeros(1).dtype);
    }
}
