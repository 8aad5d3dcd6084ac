using System.IO;
using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

// Tensors in files: save and load in libtorch's format, Save and Load in TorchSharp's own.
public static partial class torch
{
    public unsafe partial class Tensor
    {
        public void save(string location)
        {
            Native.Check(Native.midsl_tensor_save(Handle, location));
            System.GC.KeepAlive(this);
        }

        public static Tensor load(string location)
        {
            NativeResult result;
            Native.Check(Native.midsl_tensor_load(location, &result));
            return Wrap(result);
        }

        public static Tensor Load(BinaryReader reader) => TensorFormat.Read(reader);

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }
    }

    public static void save(Tensor t, string location) => t.save(location);

    public static Tensor load(string location) => Tensor.load(location);
}
