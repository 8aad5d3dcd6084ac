using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LibTorch.Tests;

/// <summary>Output, gradients and buffers of every module against PyTorch 1.13, from the same weights.</summary>
public class ModuleGoldenTests
{
    private const ScalarType F64 = ScalarType.Float64;

    private static readonly Tensor s_weight = tensor(new[] { 0.5, 1.0, 2.0 }).DetachFromDisposeScope();

    private static readonly Dictionary<string, Func<Module>> s_modules = new(StringComparer.Ordinal)
    {
        ["Linear"] = () => Linear(6, 3, dtype: F64),
        ["Linear_nobias"] = () => Linear(6, 3, false, dtype: F64),
        ["Bilinear"] = () => Bilinear(6, 6, 2, dtype: F64),
        ["Conv1d"] = () => Conv1d(4, 6, 3, stride: 2, padding: 1, groups: 2, dtype: F64),
        ["Conv1d_same"] = () => Conv1d(4, 3, 4, padding: Padding.Same, dilation: 2, dtype: F64),
        ["Conv1d_circular"] = () => Conv1d(4, 3, 3, padding: 2L, padding_mode: PaddingModes.Circular, dtype: F64),
        ["Conv2d"] = () => Conv2d(4, 3, (3, 2), stride: (1, 2), padding: (1, 0), dilation: (1, 2), dtype: F64),
        ["Conv2d_same_reflect"] = () => Conv2d(4, 3, (3, 4), padding: Padding.Same, padding_mode: PaddingModes.Reflect, dtype: F64),
        ["Conv2d_replicate"] = () => Conv2d(4, 2, (3, 3), padding: (2, 1), padding_mode: PaddingModes.Replicate, bias: false, dtype: F64),
        ["Conv3d"] = () => Conv3d(2, 3, (2, 2, 1), stride: (2, 2, 2), padding: (1, 1, 1), dtype: F64),
        ["ConvTranspose1d"] = () => ConvTranspose1d(4, 6, 3, stride: 2, padding: 1, output_padding: 1, groups: 2, dtype: F64),
        ["ConvTranspose2d"] = () => ConvTranspose2d(4, 3, (3, 2), stride: (2, 1), padding: (1, 0), output_padding: (1, 0), dtype: F64),
        ["BatchNorm1d"] = () => BatchNorm1d(6, dtype: F64),
        ["BatchNorm1d_eval"] = () => BatchNorm1d(6, dtype: F64),
        ["BatchNorm1d_cumulative"] = () =>
        {
            var norm = BatchNorm1d(4, dtype: F64);
            norm.momentum = null;
            return norm;
        },
        ["BatchNorm1d_untracked"] = () => BatchNorm1d(6, affine: false, track_running_stats: false, dtype: F64),
        ["BatchNorm2d"] = () => BatchNorm2d(4, eps: 1e-3, momentum: 0.3, dtype: F64),
        ["LayerNorm"] = () => LayerNorm(6, dtype: F64),
        ["LayerNorm_plain"] = () => LayerNorm([5, 4], eps: 1e-3, elementwise_affine: false, dtype: F64),
        ["GroupNorm"] = () => GroupNorm(2, 4, dtype: F64),
        ["InstanceNorm1d"] = () => InstanceNorm1d(4, dtype: F64),
        ["InstanceNorm2d"] = () => InstanceNorm2d(4, affine: true, track_running_stats: true, dtype: F64),
        ["InstanceNorm2d_eval"] = () => InstanceNorm2d(4, affine: true, track_running_stats: true, dtype: F64),
        ["InstanceNorm2d_single"] = () => InstanceNorm2d(4, dtype: F64),
        ["Embedding"] = () => Embedding(5, 3, padding_idx: 1, dtype: F64),
        ["ReLU"] = () => ReLU(),
        ["ReLU6"] = () => ReLU6(),
        ["LeakyReLU"] = () => LeakyReLU(0.2),
        ["ELU"] = () => ELU(1.5),
        ["CELU"] = () => CELU(1.5),
        ["SELU"] = () => SELU(),
        ["GELU"] = () => GELU(),
        ["SiLU"] = () => SiLU(),
        ["Mish"] = () => Mish(),
        ["Tanh"] = () => Tanh(),
        ["Sigmoid"] = () => Sigmoid(),
        ["Softplus"] = () => Softplus(2.0, 1.0),
        ["LogSigmoid"] = () => LogSigmoid(),
        ["Softmax"] = () => Softmax(0),
        ["LogSoftmax"] = () => LogSoftmax(1),
        ["Identity"] = () => Identity(),
        ["Flatten"] = () => Flatten(1, 2),
        ["Unflatten"] = () => Unflatten(1, [2, 3]),
        ["MaxPool2d"] = () => MaxPool2d(3, stride: 2, padding: 1, dilation: 1, ceil_mode: true),
        ["AvgPool2d"] = () => AvgPool2d((2, 3), stride: (1, 2), padding: (1, 1), count_include_pad: false),
        ["AdaptiveAvgPool2d"] = () => AdaptiveAvgPool2d((3, 2)),
        ["Upsample_nearest"] = () => Upsample(scale_factor: [2.0]),
        ["Upsample_bilinear"] = () => Upsample(size: [9, 7], mode: UpsampleMode.Bilinear, align_corners: true),
        ["Upsample_bicubic"] = () => Upsample(scale_factor: [1.5, 2.0], mode: UpsampleMode.Bicubic),
        ["Upsample_linear"] = () => Upsample(size: [10], mode: UpsampleMode.Linear),
        ["Dropout_eval"] = () => Dropout(0.5),
        ["Sequential"] = () => Sequential(
            Linear(6, 5, dtype: F64), ReLU(), Sequential(Linear(5, 4, dtype: F64), Tanh()), Linear(4, 1, dtype: F64)),
        ["MSELoss"] = () => MSELoss(),
        ["MSELoss_sum"] = () => MSELoss(Reduction.Sum),
        ["MSELoss_none"] = () => MSELoss(Reduction.None),
        ["L1Loss"] = () => L1Loss(),
        ["SmoothL1Loss"] = () => SmoothL1Loss(beta: 0.5),
        ["HuberLoss"] = () => HuberLoss(0.5),
        ["KLDivLoss"] = () => KLDivLoss(),
        ["KLDivLoss_probs"] = () => KLDivLoss(false, Reduction.Sum),
        ["CrossEntropyLoss"] = () => CrossEntropyLoss(),
        ["CrossEntropyLoss_weighted"] = () => new TorchSharp.Modules.CrossEntropyLoss(s_weight, 2, label_smoothing: 0.1),
        ["CrossEntropyLoss_soft"] = () => CrossEntropyLoss(reduction: Reduction.Sum),
        ["NLLLoss"] = () => NLLLoss(s_weight),
        ["BCELoss"] = () => BCELoss(),
        ["BCEWithLogitsLoss"] = () => BCEWithLogitsLoss(s_weight, pos_weights: s_weight * 2),
    };

    private static JsonElement Cases => GoldenJson.Read("nn.json").At("modules");

    public static TheoryData<string> Names => [.. Cases.Names()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Equals_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var golden = Cases.At(name);
        using var module = s_modules[name]();
        module.load_state_dict(State(golden.At("state")), strict: true);
        module.train(golden.At("train").GetBoolean());

        var inputs = golden.At("inputs").EnumerateArray().Select(Input).ToArray();
        var output = module switch
        {
            Module<Tensor, Tensor> m => m.call(inputs[0]),
            Module<Tensor, Tensor, Tensor> m => m.call(inputs[0], inputs[1]),
            _ => throw new InvalidOperationException(name),
        };
        GoldenJson.Equal(golden.At("output"), output, name);

        (output * GoldenJson.Cotangent(output)).sum().backward();
        foreach (var (input, grad) in inputs.Zip(golden.At("input_grads").EnumerateArray()))
        {
            if (grad.ValueKind == JsonValueKind.Null)
                Assert.Null(input.grad);
            else
                GoldenJson.Equal(grad, input.grad!, name + " input gradient");
        }

        Assert.Equal(golden.At("grads").Names(), module.named_parameters().Select(p => p.name));
        foreach (var (key, parameter) in module.named_parameters())
            GoldenJson.Equal(golden.At("grads").At(key), parameter.grad!, $"{name} gradient of {key}");
        foreach (var (key, buffer) in module.named_buffers())
            GoldenJson.Equal(golden.At("buffers_after").At(key), buffer, $"{name} {key} afterwards");
    }

    [Fact]
    public void Every_module_has_a_case()
        => Assert.Equal(Cases.Names().Order(StringComparer.Ordinal), s_modules.Keys.Order(StringComparer.Ordinal));

    private static Tensor Input(JsonElement stored)
    {
        var input = stored.Tensor();
        return input.is_floating_point() ? input.requires_grad_() : input;
    }

    private static Dictionary<string, Tensor> State(JsonElement state)
        => state.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Tensor(), StringComparer.Ordinal);
}
