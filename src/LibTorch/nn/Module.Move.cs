using System;
using System.Linq;
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;

            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireFloating(dtype);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                _toEpilog(deviceType, deviceIndex, non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireFloating(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking)
                => _toEpilog((ScalarType?)dtype, device, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking)
                => _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Moves submodules, then own parameters and buffers, in the dictionaries and in the fields that hold them.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var child in children())
                    MoveChild(child, dtype, device, non_blocking);

                foreach (var (key, old) in _internal_params.Pairs.ToList())
                {
                    if (!ReplaceParameter(dtype, device, old, out var moved))
                        continue;
                    _internal_params[key] = moved!;
                    AssignHolders(old, moved!);
                    old.Dispose();
                }

                foreach (var (key, (old, persistent)) in _internal_buffers.Pairs.ToList())
                {
                    // Non-persistent buffers stay behind, as in TorchSharp 0.105.1.
                    if (!persistent || !ReplaceBuffer(dtype, device, old, out var moved))
                        continue;
                    _internal_buffers[key] = (moved!, persistent);
                    AssignHolders(old, moved!);
                }

                if (device is not null)
                    (_deviceType, _deviceIndex) = (device.type, device.index);
            }

            /// <summary>Converts a buffer, disposing the old one. Integer buffers keep their type.</summary>
            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                var (type, place) = Target(buffer, dtype, device);
                if (!WillCopy(buffer, type, place))
                    return false;
                result = buffer.to(type, place, disposeAfter: true).DetachFromDisposeScope();
                return true;
            }

            /// <summary>Converts a parameter and its gradient into a new leaf; the old one is left to the caller.</summary>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                using var grad = param.grad;
                var (type, place) = Target(param, dtype, device);
                if (!WillCopy(param, type, place) && (grad is null || !WillCopy(grad, type, place)))
                    return false;

                using var frozen = no_grad();
                p = new Parameter(param.to(type, place, copy: true), param.requires_grad);
                p.DetachFromDisposeScope();
                if (grad is not null)
                {
                    using var moved = grad.to(type, place, copy: true);
                    p.grad = moved;
                }

                return true;
            }

            private static void MoveChild(Module child, ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (device is null)
                    child._to(dtype!.Value, non_blocking);
                else if (dtype is null)
                    child._to(device.type, device.index, non_blocking);
                else
                    child._to(device, dtype.Value, non_blocking);
            }

            // Fields are matched by identity, so that it does not matter under which name a tensor is registered.
            private void AssignHolders(Tensor old, Tensor moved)
            {
                foreach (var field in InstanceFields(GetType()).Where(f => ReferenceEquals(f.GetValue(this), old)))
                    field.SetValue(this, moved);
            }

            private static (ScalarType, Device) Target(Tensor tensor, ScalarType? dtype, Device? device)
                => (dtype is { } type && IsFloating(tensor.dtype) ? type : tensor.dtype, device ?? tensor.device);

            private static bool WillCopy(Tensor tensor, ScalarType dtype, Device device)
                => tensor.dtype != dtype || tensor.device_type != device.type
                    || (device.index >= 0 && tensor.device_index != device.index);

            private static bool IsFloating(ScalarType dtype) => is_floating_point(dtype) || is_complex(dtype);

            private static void RequireFloating(ScalarType dtype)
            {
                if (!IsFloating(dtype))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}", nameof(dtype));
            }
        }
    }
}
