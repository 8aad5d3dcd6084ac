using System;
using System.Runtime.CompilerServices;
using System.Threading;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor: a counted reference to libtorch's own. Disposed of by hand, by a <see cref="DisposeScope"/> or, at last, by the
    /// garbage collector, which is told of the bytes that the tensor owns.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long s_totalCount;
        private static long s_peakCount;

        private IntPtr _handle;
        private long _ownedBytes;

        internal Tensor(IntPtr handle, long ownedBytes = 0, bool register = true)
        {
            _handle = handle;
            _ownedBytes = ownedBytes;
            NativeMemory.Add(ownedBytes);
            var count = Interlocked.Increment(ref s_totalCount);
            if (count > s_peakCount)
                s_peakCount = count;
            if (register)
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.Register(this);
        }

        /// <summary>Takes over the handle and the place in a dispose scope of another tensor, which is then empty.</summary>
        internal Tensor(Tensor data, bool requires_grad)
            : this(data.with_requires_grad(requires_grad).Handle, 0, register: false)
        {
            _ownedBytes = data._ownedBytes;
            data._ownedBytes = 0;
            data.DecoupleFromNativeHandle();
            DisposeScope.Replace(data, this);
        }

        ~Tensor() => Dispose(false);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (_handle == 0)
                return;
            // The finalizer's thread has neither scopes nor statistics that anyone could want.
            if (disposing)
            {
                DisposeScopeManager.ThreadSingleton.Disposing(this);
                OwningDisposeScope?.MarkAsDisposed(this);
            }
            Interlocked.Decrement(ref s_totalCount);
            Native.midsl_tensor_free(_handle);
            _handle = 0;
            NativeMemory.Remove(_ownedBytes);
        }

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>A result of the shim; an undefined tensor is null.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal static Tensor Wrap(in NativeResult result) => result.Handle == 0 ? null! : new Tensor(result.Handle, result.Bytes);

        /// <summary>Makes a tensor that owns a native handle, such as <see cref="DecoupleFromNativeHandle"/> gives away.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Gives the native handle away and leaves this tensor empty.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            var handle = Handle;
            GC.SuppressFinalize(this);
            Interlocked.Decrement(ref s_totalCount);
            NativeMemory.Remove(_ownedBytes);
            _ownedBytes = 0;
            _handle = 0;
            return handle;
        }

        public IntPtr Handle => _handle != 0 ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public bool IsInvalid => _handle == 0;

        /// <summary>How many tensors exist in managed code.</summary>
        public static long TotalCount => Interlocked.Read(ref s_totalCount);

        public static long PeakCount => Interlocked.Read(ref s_peakCount);

        /// <summary>A second reference to the same native tensor, disposed of on its own.</summary>
        public Tensor alias()
        {
            var alias = Native.midsl_tensor_alias(Handle);
            GC.KeepAlive(this);
            return new Tensor(alias);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null)
                other?.Attach(this);
            else
                OwningDisposeScope.MoveToOther(other, this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        [Obsolete("The method name misspells 'Detach.' Use 'DetachFromDisposeScope' instead.", false)]
        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();

        public override bool Equals(object? obj) => obj is Tensor tensor && Equals(tensor);

        /// <summary>Whether both tensors have the same size and the same elements.</summary>
        public bool Equals(Tensor target) => target is not null && Aten.equal.CallBool(this, target);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
    }
}
