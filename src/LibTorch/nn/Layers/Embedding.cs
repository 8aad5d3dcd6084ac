using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A table of vectors looked up by index, drawn from N(0, 1).</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly long _paddingIndex;
        private readonly double? _maxNorm;
        private readonly double _normType;
        private readonly bool _scaleGradByFreq;
        private readonly bool _sparse;

        [ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        internal Embedding(
            Parameter weight, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse)
            : base(nameof(Embedding))
        {
            this.weight = weight;
            _paddingIndex = padding_idx is { } index && index < 0 ? index + weight.shape[0] : padding_idx ?? -1;
            (_maxNorm, _normType, _scaleGradByFreq, _sparse) = (max_norm, norm_type, scale_grad_by_freq, sparse);
        }

        public Parameter weight
        {
            get => _weight!;
            set => SetParameter(ref _weight, value, nameof(weight));
        }

        public override Tensor forward(Tensor input)
        {
            if (_maxNorm is { } norm)
            {
                using var frozen = no_grad();
                NnOps.embedding_renorm_.InPlace(weight, input, norm, _normType);
            }

            return NnOps.embedding.Call(weight, input, _paddingIndex, _scaleGradByFreq, _sparse);
        }

        /// <summary>The vector at the padding index starts at zero; its gradient is always zero.</summary>
        internal Embedding WithZeroPadding()
        {
            if (_paddingIndex < 0)
                return this;
            using var frozen = no_grad();
            using var row = weight.select(0, _paddingIndex);
            row.zero_();
            return this;
        }
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            public static Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null,
                double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false,
                Device? device = null, ScalarType? dtype = null)
            {
                var weight = new Parameter(empty(num_embeddings, embedding_dims, dtype: dtype, device: device));
                init.normal_(weight);
                return new Embedding(weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse).WithZeroPadding();
            }

            public static Embedding Embedding_from_pretrained(
                Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null,
                double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false,
                Device? device = null, ScalarType? dtype = null)
            {
                using var frozen = no_grad();
                var copy = embeddings.to(dtype ?? embeddings.dtype, device ?? embeddings.device, copy: true);
                return new Embedding(
                    new Parameter(copy, !freeze), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
            }
        }
    }
}
