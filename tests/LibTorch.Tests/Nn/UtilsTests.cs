using System;
using System.Globalization;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LibTorch.Tests;

public sealed class UtilsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Clip_grad_norm_on_a_hand_example()
    {
        // Gradients (3, 0) and (4): their common norm is 5.
        var a = WithGradient(tensor(new[] { 3.0, 0.0 }));
        var b = WithGradient(tensor(new[] { 4.0 }));
        var none = Parameter(zeros(2));

        Assert.Equal(5, utils.clip_grad_norm_([a, none, b], 10), 10);
        Assert.Equal(3, a.grad!.max().item<double>());

        Assert.Equal(5, utils.clip_grad_norm_([a, none, b], 1), 10);
        Assert.Equal(0.6, a.grad!.max().item<double>(), 6);
        Assert.Equal(0.8, b.grad!.item<double>(), 6);
        Assert.Equal(0, utils.clip_grad_norm_([none], 1));
    }

    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(2.0, "2.0")]
    [InlineData(double.PositiveInfinity, "inf")]
    public void Clip_grad_norm_equals_PyTorch(double p, string key)
    {
        var clip = GoldenJson.Read("nn.json").At("clip");
        var golden = clip.At("clipped").At(key);
        var parameters = clip.At("grads").EnumerateArray().Select(g => WithGradient(g.Tensor())).ToArray();

        Assert.Equal(golden.At("total").GetDouble(), utils.clip_grad_norm_(parameters, 0.7, p), 10);
        foreach (var (parameter, expected) in parameters.Zip(golden.At("grads").EnumerateArray()))
            GoldenJson.Equal(expected, parameter.grad!, string.Create(CultureInfo.InvariantCulture, $"norm {p}"));
    }

    [Fact]
    public void Clip_grad_value_()
    {
        var a = WithGradient(tensor(new[] { 3.0, -0.5, -7 }));
        utils.clip_grad_value_([a, Parameter(zeros(1))], 1);

        Assert.Equal([1, -0.5, -1], a.grad!.data<double>().ToArray());
    }

    [Fact]
    public void Parameters_to_vector_and_back()
    {
        using var net = Sequential(Linear(3, 2), Linear(2, 1));
        var vector = utils.parameters_to_vector(net.parameters());
        Assert.Equal([11], vector.shape);
        Assert.True(vector.requires_grad);

        var target = arange(11, dtype: ScalarType.Float32);
        utils.vector_to_parameters(target, net.parameters());
        Assert.True(utils.parameters_to_vector(net.parameters()).allclose(target));
        Assert.Equal(7f, net.get_parameter("0.bias")![1].item<float>());
    }

    private static Parameter WithGradient(Tensor grad)
    {
        var parameter = Parameter(zeros_like(grad));
        parameter.grad = grad;
        return parameter;
    }
}
