using System;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What an argument or a result holds; the order is the shim's (native/shim.h).</summary>
internal enum Tag
{
    Default,
    None,
    Tensor,
    TensorList,
    Int,
    Double,
    Bool,
    IntList,
    DoubleList,
    BoolList,
    String,
    Device,
    Generator,
    Complex,
}

[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct NativeArg
{
    [FieldOffset(0)] public Tag Tag;
    [FieldOffset(4)] public int Count;
    [FieldOffset(8)] public long Bits;
}

[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct NativeResult
{
    [FieldOffset(0)] public Tag Tag;
    [FieldOffset(4)] public int Count;
    [FieldOffset(8)] public long Bits;
    [FieldOffset(8)] public double Double;
    [FieldOffset(8)] public IntPtr Handle;
    [FieldOffset(16)] public long Bytes;
    [FieldOffset(16)] public double Imaginary;
}

/// <summary>The shim's exports. Only those that neither block, throw nor run user code skip the GC transition.</summary>
internal static unsafe partial class Native
{
    private const string Library = ShimLibrary.Name;

    static Native() => ShimLibrary.Register();

    [LibraryImport(Library)] private static partial byte* midsl_last_error();

    [LibraryImport(Library)] internal static partial IntPtr midsl_find_operator(byte* name, byte* overload);
    [LibraryImport(Library)] internal static partial int midsl_call(IntPtr op, NativeArg* args, int count, NativeResult* results, int capacity);

    [LibraryImport(Library)] internal static partial void midsl_tensor_free(IntPtr tensor);
    [LibraryImport(Library)] internal static partial IntPtr midsl_tensor_alias(IntPtr tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long midsl_tensor_dim(IntPtr tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long midsl_tensor_numel(IntPtr tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int midsl_tensor_dtype(IntPtr tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long midsl_tensor_element_size(IntPtr tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int midsl_tensor_device(IntPtr tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int midsl_tensor_is_contiguous(IntPtr tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int midsl_tensor_is_sparse(IntPtr tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int midsl_tensor_requires_grad(IntPtr tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void midsl_tensor_sizes(IntPtr tensor, long* sizes);
    [LibraryImport(Library)] internal static partial int midsl_tensor_strides(IntPtr tensor, long* strides);
    [LibraryImport(Library)] internal static partial long midsl_tensor_storage_offset(IntPtr tensor);
    [LibraryImport(Library)] internal static partial IntPtr midsl_tensor_data(IntPtr tensor);
    [LibraryImport(Library)] internal static partial int midsl_tensor_allocate(int dtype, long* sizes, int dim, NativeResult* result, void** data);
    [LibraryImport(Library)] internal static partial int midsl_tensor_over(void* data, int dtype, long* sizes, int dim, IntPtr context, delegate* unmanaged[Cdecl]<IntPtr, void> release, NativeResult* result);
    [LibraryImport(Library)] internal static partial int midsl_tensor_set_names(IntPtr tensor, byte** names, int count);
    [LibraryImport(Library)] internal static partial byte* midsl_tensor_name(IntPtr tensor, int dim);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int midsl_tensor_save(IntPtr tensor, string path);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int midsl_tensor_load(string path, NativeResult* result);

    [LibraryImport(Library)] internal static partial int midsl_backward(IntPtr* tensors, int count, IntPtr* grads, int gradCount, int retainGraph, int createGraph, IntPtr* inputs, int inputCount);
    [LibraryImport(Library)] internal static partial int midsl_grad(IntPtr* outputs, int count, IntPtr* inputs, int inputCount, IntPtr* grads, int gradCount, int retainGraph, int createGraph, int allowUnused, NativeResult* results);
    [LibraryImport(Library)] internal static partial int midsl_tensor_is_leaf(IntPtr tensor);
    [LibraryImport(Library)] internal static partial int midsl_tensor_set_requires_grad(IntPtr tensor, int value);
    [LibraryImport(Library)] internal static partial int midsl_tensor_retain_grad(IntPtr tensor);
    [LibraryImport(Library)] internal static partial IntPtr midsl_tensor_grad(IntPtr tensor);
    [LibraryImport(Library)] internal static partial int midsl_tensor_set_grad(IntPtr tensor, IntPtr grad);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int midsl_grad_mode();
    [LibraryImport(Library), SuppressGCTransition] internal static partial void midsl_set_grad_mode(int enabled);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int midsl_inference_mode();
    [LibraryImport(Library)] internal static partial IntPtr midsl_inference_mode_enter(int enabled);
    [LibraryImport(Library)] internal static partial void midsl_inference_mode_leave(IntPtr guard);
    [LibraryImport(Library)] internal static partial int midsl_anomaly_mode();
    [LibraryImport(Library)] internal static partial int midsl_anomaly_check_nan();
    [LibraryImport(Library)] internal static partial void midsl_set_anomaly_mode(int enabled, int checkNan);

    [LibraryImport(Library)] internal static partial IntPtr midsl_generator_new(ulong seed);
    [LibraryImport(Library)] internal static partial IntPtr midsl_generator_default();
    [LibraryImport(Library)] internal static partial void midsl_generator_free(IntPtr generator);
    [LibraryImport(Library)] internal static partial void midsl_generator_set_seed(IntPtr generator, ulong seed);
    [LibraryImport(Library)] internal static partial ulong midsl_generator_get_seed(IntPtr generator);
    [LibraryImport(Library)] internal static partial ulong midsl_generator_reseed(IntPtr generator);
    [LibraryImport(Library)] internal static partial IntPtr midsl_generator_get_state(IntPtr generator);
    [LibraryImport(Library)] internal static partial int midsl_generator_set_state(IntPtr generator, IntPtr state);

    [LibraryImport(Library)] internal static partial int midsl_get_num_threads();
    [LibraryImport(Library)] internal static partial int midsl_set_num_threads(int count);
    [LibraryImport(Library)] internal static partial int midsl_get_num_interop_threads();
    [LibraryImport(Library)] internal static partial int midsl_set_num_interop_threads(int count);
    [LibraryImport(Library)] internal static partial int midsl_get_default_dtype();
    [LibraryImport(Library)] internal static partial int midsl_set_default_dtype(int dtype);
    [LibraryImport(Library)] internal static partial int midsl_promote_types(int left, int right);

    /// <summary>Throws libtorch's own text, as TorchSharp does, when an export reports failure.</summary>
    internal static int Check(int status) => status >= 0 ? status : throw LastError();

    internal static IntPtr Check(IntPtr handle) => handle != 0 ? handle : throw LastError();

    private static ExternalException LastError() => new(Marshal.PtrToStringUTF8((IntPtr)midsl_last_error()));
}
