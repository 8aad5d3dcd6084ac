using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

// Reading and writing parts of a tensor.
public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => At(indices);
            set => Put(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => Aten.select_int.Call(this, 0, i1);
            set => Put(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => At(i1, i2);
            set => Put(value, i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => At(i1, i2, i3);
            set => Put(value, i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => At(i1, i2, i3, i4);
            set => Put(value, i1, i2, i3, i4);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => At(i1, i2, i3, i4, i5);
            set => Put(value, i1, i2, i3, i4, i5);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => At(i1, i2, i3, i4, i5, i6);
            set => Put(value, i1, i2, i3, i4, i5, i6);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            using var part = Part.Of(this, indices);
            return part.Read();
        }

        public Tensor index(params Tensor[] indices) => Aten.index_Tensor.Call(this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            using var part = Part.Of(this, indices);
            part.Write(value);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => Aten.index_put_.InPlace(this, indices, value);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using Tensor number = FromNumber(value);
            return index_put_(number, indices);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using Tensor number = FromNumber(value);
            return index_put_(number, indices);
        }

        private Tensor FromNumber(Scalar value) => Aten.scalar_tensor.Call(value, dtype, Arg.None, device);

        private Tensor At(params ReadOnlySpan<long> indices)
        {
            using var view = View(indices);
            return view.alias();
        }

        private void Put(Tensor value, params ReadOnlySpan<long> indices)
        {
            using var view = View(indices);
            view.copy_(value);
        }

        /// <summary>The view that whole numbers select, without its intermediate steps.</summary>
        private Tensor View(ReadOnlySpan<long> indices)
        {
            var view = alias();
            foreach (var index in indices)
            {
                using var outer = view;
                view = Aten.select_int.Call(outer, 0, index);
            }
            return view;
        }

        /// <summary>
        /// The part of a tensor that indices name: a view for the numbers, slices and new axes, and behind it, if there are
        /// any, the tensors that gather from the view.
        /// </summary>
        private sealed class Part(Tensor start) : IDisposable
        {
            private readonly List<Tensor?> _gather = [];
            private readonly List<Tensor> _made = [];
            private Tensor _view = start;

            internal static Part Of(Tensor tensor, TensorIndex[] indices)
            {
                var part = new Part(tensor);
                var dimension = 0;
                for (var i = 0; i < indices.Length; i++)
                {
                    if (indices[i].kind == TensorIndex.Kind.Ellipsis)
                        dimension += (int)tensor.Dimensions - indices.Sum(Consumes);
                    else
                        part.Apply(indices[i], ref dimension);
                }
                return part;
            }

            internal Tensor Read() => _gather.Count == 0 ? _view.alias() : Aten.index_Tensor.Call(_view, _gather.ToArray());

            internal void Write(Tensor value)
            {
                if (_gather.Count == 0)
                    _view.copy_(value);
                else
                    Aten.index_put_.InPlace(_view, _gather.ToArray(), value);
            }

            public void Dispose() => _made.ForEach(t => t.Dispose());

            /// <summary>How many dimensions of the tensor an index uses up.</summary>
            private static int Consumes(TensorIndex index) => index.kind switch
            {
                TensorIndex.Kind.Single or TensorIndex.Kind.Slice => 1,
                TensorIndex.Kind.Tensor => IsMask(index.tensor!) ? (int)index.tensor!.Dimensions : 1,
                _ => 0,
            };

            private static bool IsMask(Tensor tensor) => tensor.dtype is ScalarType.Bool or ScalarType.Byte;

            private void Apply(TensorIndex index, ref int dimension)
            {
                switch (index.kind)
                {
                    case TensorIndex.Kind.Single:
                        View(Aten.select_int.Call(_view, dimension, index.start ?? 0));
                        break;
                    case TensorIndex.Kind.Slice:
                        View(Aten.slice_Tensor.Call(_view, dimension++, index.start, index.stop, index.step ?? 1));
                        break;
                    case TensorIndex.Kind.None or TensorIndex.Kind.Null:
                        View(_view.unsqueeze(dimension++));
                        break;
                    case TensorIndex.Kind.Bool:
                        // True keeps the new axis, False empties it.
                        View(_view.unsqueeze(dimension));
                        Gather(Keep(index.start == 0 ? zeros(0, dtype: ScalarType.Int64) : zeros(1, dtype: ScalarType.Int64)), dimension++);
                        break;
                    default:
                        Gather(index.tensor!, dimension);
                        dimension += Consumes(index);
                        break;
                }
            }

            private void View(Tensor view) => _view = Keep(view);

            private void Gather(Tensor tensor, int dimension)
            {
                while (_gather.Count < dimension)
                    _gather.Add(null);
                _gather.Add(tensor);
            }

            private Tensor Keep(Tensor tensor)
            {
                _made.Add(tensor);
                return tensor;
            }
        }

        public Tensor select(long dim, long index) => Aten.select_int.Call(this, dim, index);
        public Tensor narrow(long dim, long start, long length) => Aten.narrow.Call(this, dim, start, length);
        public Tensor slice(long dim, long start, long finish, long step) => Aten.slice_Tensor.Call(this, dim, start, finish, step);
        public Tensor index_select(long dim, Tensor index) => Aten.index_select.Call(this, dim, index);
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add.Call(this, dim, index, source, alpha);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Aten.index_add_.InPlace(this, dim, index, source, alpha);
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Aten.index_copy.Call(this, dim, index, source);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.index_copy_.InPlace(this, dim, index, source);
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Aten.index_fill_int_Scalar.Call(this, dim, index, value);
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Aten.index_fill__int_Scalar.InPlace(this, dim, index, value);
        public Tensor gather(long dim, Tensor index) => Aten.gather.Call(this, dim, index);
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.scatter_src.Call(this, dim, index, src);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.scatter__src.InPlace(this, dim, index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.scatter_add.Call(this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.scatter_add_.InPlace(this, dim, index, src);
        public Tensor select_scatter(Tensor src, long dim, long index) => Aten.select_scatter.Call(this, src, dim, index);
        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) => Aten.slice_scatter.Call(this, src, dim, start, end, step);
        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) => Aten.diagonal_scatter.Call(this, src, offset, dim1, dim2);
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.masked_fill_Scalar.Call(this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.masked_fill__Scalar.InPlace(this, mask, value);
        public Tensor masked_scatter(Tensor mask, Tensor value) => Aten.masked_scatter.Call(this, mask, value);
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Aten.masked_scatter_.InPlace(this, mask, value);
        public Tensor masked_select(Tensor mask) => Aten.masked_select.Call(this, mask);
        public Tensor take(Tensor index) => Aten.take.Call(this, index);
        public Tensor take_along_dim(Tensor indices) => Aten.take_along_dim.Call(this, indices);
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.take_along_dim.Call(this, indices, dim);
        public Tensor take_along_dim(IEnumerable<long> indices) => take_along_dim(tensor(indices.ToArray()));
        public Tensor take_along_dim(IEnumerable<long> indices, long dim) => take_along_dim(tensor(indices.ToArray()), dim);
        public Tensor nonzero() => Aten.nonzero.Call(this);
        public IList<Tensor> nonzero_as_list() => Aten.nonzero_numpy.CallList(this);
        public Tensor argwhere() => Aten.argwhere.Call(this);

        /// <summary>The elements of this tensor where the condition holds, and of the other elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => condition.dtype == ScalarType.Bool
            ? Aten.where_self.Call(condition, this, y)
            : throw new ArgumentException("The condition to 'where' must be a boolean tensor.", nameof(condition));
    }

    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);
    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);
    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);
    public static Tensor index_add(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) => input.index_add(dim, index, source, alpha);
    public static Tensor index_add_(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) => input.index_add_(dim, index, source, alpha);
    public static Tensor index_copy(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy(dim, index, source);
    public static Tensor index_copy_(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy_(dim, index, source);
    public static Tensor index_fill(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill(dim, index, value);
    public static Tensor index_fill_(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill_(dim, index, value);
    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);
    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) => Aten.gather.Call(input, dim, index, sparse_grad);
    public static Tensor scatter(Tensor input, long dim, Tensor index, Tensor src) => input.scatter(dim, index, src);
    public static Tensor scatter_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_(dim, index, src);
    public static Tensor scatter_add(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add(dim, index, src);
    public static Tensor scatter_add_(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add_(dim, index, src);
    public static Tensor select_scatter(Tensor input, Tensor src, long dim, long index) => input.select_scatter(src, dim, index);
    public static Tensor slice_scatter(Tensor input, Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) => input.slice_scatter(src, dim, start, end, step);
    public static Tensor diagonal_scatter(Tensor input, Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1) => input.diagonal_scatter(src, offset, dim1, dim2);
    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);
    public static Tensor take(Tensor input, Tensor index) => input.take(index);
    public static Tensor take_along_dim(Tensor input, Tensor indices, long dim = 0) => input.take_along_dim(indices, dim);
    public static Tensor take_along_dim(Tensor input, IEnumerable<long> indices, long dim = 0) => input.take_along_dim(indices, dim);
    public static Tensor nonzero(Tensor input) => input.nonzero();
    public static Tensor argwhere(Tensor input) => input.argwhere();
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);
    public static Tensor[] where(Tensor condition) => condition.dtype == ScalarType.Bool
        ? Aten.where.CallList(condition)
        : throw new ArgumentException("The condition to 'where' must be a boolean tensor.", nameof(condition));
}
