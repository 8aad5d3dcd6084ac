using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>The dispatcher's operators behind torch.nn, by their schema names.</summary>
internal static class NnOps
{
    internal static readonly Op
        linear = new(), bilinear = new(), embedding = new(), embedding_renorm_ = new(),
        dropout = new(), dropout_ = new(), feature_dropout = new(), feature_dropout_ = new(),
        alpha_dropout = new(), alpha_dropout_ = new();

    internal static readonly Op
        conv1d = new(), conv2d = new(), conv3d = new(), conv_transpose1d = new(),
        conv1d_padding = new("conv1d.padding"), conv2d_padding = new("conv2d.padding"), conv3d_padding = new("conv3d.padding"),
        conv_transpose2d = new("conv_transpose2d.input"), conv_transpose3d = new("conv_transpose3d.input");

    internal static readonly Op batch_norm = new(), instance_norm = new(), layer_norm = new(), group_norm = new();

    internal static readonly Op
        max_pool1d = new(), max_pool2d = new(), max_pool1d_with_indices = new(), max_pool2d_with_indices = new(),
        avg_pool1d = new(), avg_pool2d = new(), adaptive_avg_pool1d = new(), adaptive_avg_pool2d = new();

    internal static readonly Op
        relu = new(), relu_ = new(), relu6 = new(), relu6_ = new(), leaky_relu = new(), leaky_relu_ = new(),
        elu = new(), elu_ = new(), celu = new(), celu_ = new(), selu = new(), selu_ = new(), gelu = new(), gelu_ = new(),
        silu = new(), silu_ = new(), mish = new(), mish_ = new(), tanh = new(), tanh_ = new(), sigmoid = new(), sigmoid_ = new(),
        hardtanh = new(), hardtanh_ = new(), softplus = new(), log_sigmoid = new(), glu = new(),
        softmax = new("softmax.int"), log_softmax = new("log_softmax.int");

    internal static readonly Op
        mse_loss = new(), l1_loss = new(), smooth_l1_loss = new(), huber_loss = new(), kl_div = new(),
        binary_cross_entropy = new(), binary_cross_entropy_with_logits = new(), nll_loss = new("nll_loss_nd"), cross_entropy_loss = new();

    internal static readonly Op
        pad = new(), cosine_similarity = new(), pairwise_distance = new(), one_hot = new(),
        upsample_nearest1d = new("upsample_nearest1d.vec"), upsample_nearest2d = new("upsample_nearest2d.vec"),
        upsample_nearest3d = new("upsample_nearest3d.vec"), upsample_linear1d = new("upsample_linear1d.vec"),
        upsample_bilinear2d = new("upsample_bilinear2d.vec"), upsample_bicubic2d = new("upsample_bicubic2d.vec"),
        upsample_trilinear3d = new("upsample_trilinear3d.vec");
}
