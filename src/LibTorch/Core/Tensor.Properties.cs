using System;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>A friendly name, for debugging only.</summary>
        public string? name { get; set; }

        public long Dimensions
        {
            get
            {
                var dimensions = Native.midsl_tensor_dim(Handle);
                GC.KeepAlive(this);
                return dimensions;
            }
        }

        public long dim() => Dimensions;

        public long ndim => Dimensions;

        public long NumberOfElements
        {
            get
            {
                var elements = Native.midsl_tensor_numel(Handle);
                GC.KeepAlive(this);
                return elements;
            }
        }

        public long numel() => NumberOfElements;

        public long ElementSize
        {
            get
            {
                var size = Native.midsl_tensor_element_size(Handle);
                GC.KeepAlive(this);
                return size;
            }
        }

        public long element_size() => ElementSize;

        public ScalarType dtype
        {
            get
            {
                var type = (ScalarType)Native.midsl_tensor_dtype(Handle);
                GC.KeepAlive(this);
                return type;
            }
        }

        private int PackedDevice
        {
            get
            {
                var packed = Native.midsl_tensor_device(Handle);
                GC.KeepAlive(this);
                return packed;
            }
        }

        public Device device => Device.Unpack(PackedDevice);

        public DeviceType device_type => (DeviceType)(PackedDevice >> 8);

        public int device_index => (sbyte)(PackedDevice & 0xff);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_sparse
        {
            get
            {
                var sparse = Native.midsl_tensor_is_sparse(Handle) != 0;
                GC.KeepAlive(this);
                return sparse;
            }
        }

        public bool is_contiguous()
        {
            var contiguous = Native.midsl_tensor_is_contiguous(Handle) != 0;
            GC.KeepAlive(this);
            return contiguous;
        }

        public long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                fixed (long* target = sizes)
                    Native.midsl_tensor_sizes(Handle, target);
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public long[] size() => shape;

        public long size(int dim) => shape[Position(dim)];

        public long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* target = strides)
                Native.Check(Native.midsl_tensor_strides(Handle, target));
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim) => stride()[Position(dim)];

        public long storage_offset()
        {
            var offset = Native.midsl_tensor_storage_offset(Handle);
            GC.KeepAlive(this);
            return offset;
        }

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_conj() => Aten.is_conj.CallBool(this);

        public bool is_neg() => Aten.is_neg.CallBool(this);

        public bool is_pinned() => Aten.is_pinned.CallBool(this);

        /// <summary>Whether the single element is anything but zero.</summary>
        public bool is_nonzero() => numel() == 1
            ? Aten.is_nonzero.CallBool(this)
            : throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");

        public bool has_names() => Array.Exists(names, n => n is not null);

        /// <summary>The names of the dimensions; null where one has none.</summary>
        public string[] names
        {
            get
            {
                var found = Enumerable.Range(0, (int)Dimensions).Select(i => Marshal.PtrToStringUTF8((IntPtr)Native.midsl_tensor_name(Handle, i))!).ToArray();
                GC.KeepAlive(this);
                return found;
            }
        }

        public Tensor rename(System.Collections.Generic.IEnumerable<string?>? names) => alias_of_same_storage().rename_(names);

        /// <summary>Names the dimensions; null removes all names.</summary>
        public Tensor rename_(System.Collections.Generic.IEnumerable<string?>? names)
        {
            var texts = names?.Select(n => n is null ? 0 : Marshal.StringToCoTaskMemUTF8(n)).ToArray();
            try
            {
                fixed (IntPtr* first = texts)
                    Native.Check(Native.midsl_tensor_set_names(Handle, (byte**)first, texts?.Length ?? 0));
            }
            finally
            {
                Array.ForEach(texts ?? [], Marshal.FreeCoTaskMem);
            }
            GC.KeepAlive(this);
            return this;
        }

        // Names belong to the tensor object, so renaming a copy needs a view and not a second handle.
        private Tensor alias_of_same_storage() => Aten.alias.Call(this);

        private int Position(int dim)
        {
            var n = (int)Dimensions;
            return dim >= -n && dim < n
                ? dim < 0 ? dim + n : dim
                : throw new ExternalException($"Dimension out of range (expected to be in range of [{-n}, {n - 1}], but got {dim})");
        }
    }

    public static long numel(Tensor input) => input.numel();

    public static bool is_tensor(object obj) => obj is Tensor;

    public static bool is_integral(ScalarType type) => type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    public static bool is_floating_point(ScalarType type) => type is ScalarType.BFloat16 or ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64;

    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    public static bool is_integral(Tensor t) => is_integral(t.dtype);

    public static bool is_floating_point(Tensor input) => is_floating_point(input.dtype);

    public static bool is_complex(Tensor input) => is_complex(input.dtype);

    public static bool is_conj(Tensor input) => input.is_conj();

    public static bool is_nonzero(Tensor input) => input.is_nonzero();
}
