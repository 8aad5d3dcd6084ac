using System;
using System.Runtime.CompilerServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>
/// An operator of libtorch's dispatcher, named as in its schema ("add.Tensor"), found on first use and kept.
/// Trailing arguments may be left off: the schema's defaults then hold.
/// </summary>
internal sealed unsafe class Op([CallerMemberName] string schema = "")
{
    private IntPtr _handle;

    /// <summary>Calls an operator with one tensor as result.</summary>
    public Tensor Call(params ReadOnlySpan<Arg> args)
    {
        NativeResult result;
        Run(args, &result, 1);
        return Tensor.Wrap(result);
    }

    /// <summary>Calls an operator that changes its first argument, and returns that argument itself.</summary>
    public Tensor InPlace(params ReadOnlySpan<Arg> args)
    {
        Run(args, null, 0);
        return (Tensor)args[0].Value!;
    }

    public (Tensor, Tensor) Call2(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeResult[2];
        Run(args, results, 2);
        return (Tensor.Wrap(results[0]), Tensor.Wrap(results[1]));
    }

    public (Tensor, Tensor, Tensor) Call3(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeResult[3];
        Run(args, results, 3);
        return (Tensor.Wrap(results[0]), Tensor.Wrap(results[1]), Tensor.Wrap(results[2]));
    }

    public (Tensor, Tensor, Tensor, Tensor) Call4(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeResult[4];
        Run(args, results, 4);
        return (Tensor.Wrap(results[0]), Tensor.Wrap(results[1]), Tensor.Wrap(results[2]), Tensor.Wrap(results[3]));
    }

    /// <summary>Calls an operator whose result is a list of tensors.</summary>
    public Tensor[] CallList(params ReadOnlySpan<Arg> args)
    {
        NativeResult result;
        Run(args, &result, 1);
        var tensors = new Tensor[result.Count];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = Tensor.Wrap(((NativeResult*)result.Handle)[i]);
        return tensors;
    }

    public bool CallBool(params ReadOnlySpan<Arg> args) => CallLong(args) != 0;

    public long CallLong(params ReadOnlySpan<Arg> args)
    {
        NativeResult result;
        Run(args, &result, 1);
        return result.Bits;
    }

    /// <summary>Calls an operator whose result is a number of whatever type.</summary>
    public Scalar CallScalar(params ReadOnlySpan<Arg> args)
    {
        NativeResult result;
        Run(args, &result, 1);
        return result.Tag switch
        {
            Tag.Bool => result.Bits != 0,
            Tag.Int => result.Bits,
            Tag.Double => result.Double,
            _ => new System.Numerics.Complex(result.Double, result.Imaginary),
        };
    }

    [SkipLocalsInit]
    private void Run(ReadOnlySpan<Arg> args, NativeResult* results, int capacity)
    {
        var handle = _handle;
        if (handle == 0)
            handle = Find();
        var native = stackalloc NativeArg[args.Length];
        var words = 0;
        for (var i = 0; i < args.Length; i++)
        {
            ref readonly var arg = ref args[i];
            native[i] = new NativeArg { Tag = arg.Tag, Bits = arg.Bits }; // Count too: an empty list has no words
            if (IsList(arg.Tag))
                words += Words(arg);
        }
        var status = words == 0
            ? Native.midsl_call(handle, native, args.Length, results, capacity)
            : RunWithLists(handle, args, native, words, results, capacity);
        for (var i = 0; i < args.Length; i++)
            GC.KeepAlive(args[i].Value);
        Native.Check(status);
    }

    private static bool IsList(Tag tag) => tag is Tag.IntList or Tag.TensorList or Tag.String or Tag.DoubleList or Tag.BoolList or Tag.Complex;

    private static int Words(in Arg arg) => arg.Tag switch
    {
        Tag.String => Encoding.UTF8.GetByteCount((string)arg.Value!) / sizeof(long) + 1,
        Tag.Complex => 2,
        _ => ((Array)arg.Value!).Length,
    };

    /// <summary>Copies the contents of all lists behind each other, so that nothing on the heap needs pinning.</summary>
    [SkipLocalsInit]
    private static int RunWithLists(IntPtr handle, ReadOnlySpan<Arg> args, NativeArg* native, int words, NativeResult* results, int capacity)
    {
        Span<long> pool = words <= 256 ? stackalloc long[words] : new long[words];
        fixed (long* start = pool)
        {
            var next = start;
            for (var i = 0; i < args.Length; i++)
            {
                if (!IsList(args[i].Tag))
                    continue;
                native[i].Bits = (long)next;
                native[i].Count = Copy(args[i], next);
                next += Words(args[i]);
            }
            return Native.midsl_call(handle, native, args.Length, results, capacity);
        }
    }

    private static int Copy(in Arg arg, long* target)
    {
        switch (arg.Value)
        {
            case long[] values:
                values.CopyTo(new Span<long>(target, values.Length));
                return values.Length;
            case Tensor?[] tensors:
                for (var i = 0; i < tensors.Length; i++)
                    target[i] = tensors[i]?.Handle ?? 0;
                return tensors.Length;
            case double[] values:
                values.CopyTo(new Span<double>(target, values.Length));
                return values.Length;
            case bool[] values:
                values.CopyTo(new Span<bool>(target, values.Length));
                return values.Length;
            case string text:
                return Encoding.UTF8.GetBytes(text, new Span<byte>(target, Words(arg) * sizeof(long)));
            default:
                var scalar = (Scalar)arg.Value!;
                *(double*)target = scalar.Real;
                *(double*)(target + 1) = scalar.Imaginary;
                return 2;
        }
    }

    private IntPtr Find()
    {
        var parts = schema.Split('.');
        fixed (byte* name = Utf8(parts[0]), overload = Utf8(parts.Length > 1 ? parts[1] : ""))
            return _handle = Native.Check(Native.midsl_find_operator(name, overload));

        static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');
    }
}
