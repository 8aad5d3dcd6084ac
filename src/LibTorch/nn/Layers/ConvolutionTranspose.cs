using System;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What transposed convolutions share: the size of the output is not determined by the input's, and may be asked for.</summary>
public abstract class ConvolutionTranspose : Convolution
{
    private protected ConvolutionTranspose(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding,
        long[] dilation, long[] output_padding, long groups, bool bias, PaddingModes padding_mode,
        Device? device, ScalarType? dtype)
        : base(
            name, in_channels, out_channels, kernel_size, stride, padding, null, dilation, true, output_padding, groups,
            bias, padding_mode, device, dtype)
    {
    }

    public override Tensor forward(Tensor input) => forward(input, null);

    public abstract Tensor forward(Tensor input, long[]? output_size);

    /// <summary>The padding that gives the output the size asked for, of which only a range of less than a stride is possible.</summary>
    protected long[] _output_padding(
        Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation,
        long num_spatial_dims)
    {
        if (output_size is null)
            return output_padding;

        var dims = (int)num_spatial_dims;
        var shape = input.shape;
        var wanted = output_size.TakeLast(dims).ToArray();
        if (output_size.Length != dims && output_size.Length != shape.Length)
            throw new ArgumentException($"output_size must have {dims} or {shape.Length} elements (got {output_size.Length})", nameof(output_size));

        var extra = new long[dims];
        for (var d = 0; d < dims; d++)
        {
            var least = ((shape[shape.Length - dims + d] - 1) * stride[d]) - (2 * padding[d]) + (dilation[d] * (kernel_size[d] - 1)) + 1;
            extra[d] = wanted[d] - least;
            if (extra[d] < 0 || extra[d] >= stride[d])
                throw new ArgumentException($"requested an output size of {wanted[d]}, but valid sizes range from {least} to {least + stride[d] - 1}", nameof(output_size));
        }

        return extra;
    }
}
