using System.Diagnostics.CodeAnalysis;
using System.IO;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Starts anew, from zero.</summary>
    public abstract void Initialize(OptimizerOptions options);

    public abstract void SaveStateDict(BinaryWriter writer);

    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Copies from another state; tensors are copied, not shared.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    public virtual void to(Device device)
    {
    }

    /// <summary>A tensor that may be absent: a flag, then the tensor.</summary>
    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is not null)
            TensorFormat.Write(writer, tensor);
    }

    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        var present = reader.ReadBoolean();
        Replace(ref result, present ? TensorFormat.Read(reader).to(device, disposeAfter: true) : null);
    }

    private protected static void Replace([NotNullIfNotNull(nameof(value))] ref Tensor? field, Tensor? value)
    {
        field?.Dispose();
        field = value?.DetachFromDisposeScope();
    }

    private protected void Zero(ref Tensor? field) => Replace(ref field, zeros_like(_parameter));

    private protected void CopyTo([NotNullIfNotNull(nameof(source))] ref Tensor? field, Tensor? source)
        => Replace(ref field, source?.to(_parameter.device, copy: true));

    private protected static void Move([NotNullIfNotNull(nameof(field))] ref Tensor? field, Device device)
    {
        if (field is not null && (field.device_type != device.type || field.device_index != device.index))
            Replace(ref field, field.to(device));
    }

    private protected static bool Close(Tensor? left, Tensor? right)
        => left is null ? right is null : right is not null && left.allclose(right);
}
