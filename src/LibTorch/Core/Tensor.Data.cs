using System;
using System.IO;
using System.Numerics;
using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        internal IntPtr DataPointer
        {
            get
            {
                var pointer = Native.midsl_tensor_data(Handle);
                GC.KeepAlive(this);
                return pointer;
            }
        }

        /// <summary>The elements as .NET values, in place when the tensor is on the CPU.</summary>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The single element.</summary>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException("Number of elements in the tensor must be 1");
            return data<T>()[0];
        }

        internal void ValidateType(Type type)
        {
            if (ElementTypes.Of(type) != dtype)
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
        }

        public Scalar ToScalar() => Aten._local_scalar_dense.CallScalar(this);

        /// <summary>The elements of a contiguous tensor on the CPU as bytes.</summary>
        public Span<byte> bytes
        {
            get
            {
                var length = Bytes();
                return length <= int.MaxValue
                    ? new Span<byte>((void*)DataPointer, (int)length)
                    : throw new ArgumentException("Span only supports up to int.MaxValue elements.");
            }
            set
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                if (value.Length != NumberOfElements * ElementSize)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().", nameof(value));
                value.CopyTo(bytes);
            }
        }

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            for (long at = 0, total = Bytes(); at < total; at += bufferSize)
                stream.Write(new ReadOnlySpan<byte>((byte*)DataPointer + at, (int)Math.Min(bufferSize, total - at)));
            GC.KeepAlive(this);
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            for (long at = 0, total = Bytes(); at < total; at += bufferSize)
                stream.ReadExactly(new Span<byte>((byte*)DataPointer + at, (int)Math.Min(bufferSize, total - at)));
            GC.KeepAlive(this);
        }

        private long Bytes()
        {
            if (!is_contiguous())
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            return NumberOfElements * ElementSize;
        }

        public double ReadCpuDouble(long i) => TensorAccessor<double>.ReadItemAt(this, i);
        public float ReadCpuSingle(long i) => TensorAccessor<float>.ReadItemAt(this, i);
        public int ReadCpuInt32(long i) => TensorAccessor<int>.ReadItemAt(this, i);
        public long ReadCpuInt64(long i) => TensorAccessor<long>.ReadItemAt(this, i);
        public byte ReadCpuByte(long i) => TensorAccessor<byte>.ReadItemAt(this, i);
        public sbyte ReadCpuSByte(long i) => TensorAccessor<sbyte>.ReadItemAt(this, i);
        public short ReadCpuInt16(long i) => TensorAccessor<short>.ReadItemAt(this, i);
        public bool ReadCpuBool(long i) => TensorAccessor<bool>.ReadItemAt(this, i);
        public float ReadCpuFloat16(long i) => (float)TensorAccessor<Half>.ReadItemAt(this, i);
        public float ReadCpuBFloat16(long i) => BitConverter.Int32BitsToSingle(TensorAccessor<short>.ReadItemAt(this, i) << 16);

        public T ReadCpuValue<T>(long i)
            where T : unmanaged => TensorAccessor<T>.ReadItemAt(this, i);

        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();
        public static explicit operator sbyte(Tensor value) => value.ToSByte();
        public static explicit operator byte(Tensor value) => value.ToByte();
        public static explicit operator short(Tensor value) => value.ToInt16();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator bool(Tensor value) => value.ToBoolean();

        public static implicit operator Tensor(byte value) => tensor(value);
        public static implicit operator Tensor(sbyte value) => tensor(value);
        public static implicit operator Tensor(short value) => tensor(value);
        public static implicit operator Tensor(int value) => tensor(value);
        public static implicit operator Tensor(long value) => tensor(value);
        public static implicit operator Tensor(float value) => tensor(value);
        public static implicit operator Tensor(double value) => tensor(value);
        public static implicit operator Tensor(bool value) => tensor(value);
        public static implicit operator Tensor((float, float) value) => tensor(value);
        public static implicit operator Tensor(Complex value) => tensor(value);
        public static implicit operator Tensor(byte[] value) => tensor(value);
        public static implicit operator Tensor(sbyte[] value) => tensor(value);
        public static implicit operator Tensor(short[] value) => tensor(value);
        public static implicit operator Tensor(int[] value) => tensor(value);
        public static implicit operator Tensor(long[] value) => tensor(value);
        public static implicit operator Tensor(float[] value) => tensor(value);
        public static implicit operator Tensor(double[] value) => tensor(value);
        public static implicit operator Tensor(bool[] value) => tensor(value);
        public static implicit operator Tensor((float, float)[] value) => tensor(value);
        public static implicit operator Tensor(Complex[] value) => tensor(value);

        // Exists, as in TorchSharp, for overload resolution alone.
        public static implicit operator Tensor(Scalar scalar) => throw new InvalidOperationException("Should not be called.");
    }
}
