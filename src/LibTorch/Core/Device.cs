using System;
using System.Globalization;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where the elements of a tensor live.</summary>
    public class Device
    {
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        /// <summary>Reads "cpu", "cuda" or "cuda:1".</summary>
        public Device(string description)
            : this(Kind(description), Index(description))
        {
        }

        public Device(string deviceType, int index = -1)
            : this(Kind(deviceType), index)
        {
        }

        public Device(int index)
            : this(DeviceType.CUDA, index)
        {
        }

        public DeviceType type { get; }

        public int index { get; }

        internal long Packed => ((long)type << 8) | (byte)index;

        internal static Device Unpack(int packed) => new((DeviceType)(packed >> 8), (sbyte)(packed & 0xff));

        public override string ToString()
        {
            var name = type.ToString().ToLowerInvariant();
            return type == DeviceType.CPU || index < 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{index}");
        }

        public static implicit operator Device(string description) => new(description);

        private static DeviceType Kind(string description)
        {
            var name = description.Split(':')[0];
            return Enum.TryParse<DeviceType>(name, ignoreCase: true, out var type) && Enum.IsDefined(type)
                ? type
                : throw new ArgumentException($"Invalid device description: '{description}'", nameof(description));
        }

        private static int Index(string description)
        {
            var parts = description.Split(':');
            return parts.Length == 1 ? -1 : int.Parse(parts[1], CultureInfo.InvariantCulture);
        }
    }

    public static readonly Device CPU = new(DeviceType.CPU);

    public static readonly Device META = new(DeviceType.META);

    public static Device CUDA => TryInitializeDeviceType(DeviceType.CUDA) ? new(DeviceType.CUDA) : CPU;

    public static Device MPS => new(DeviceType.MPS);

    public static Device device(string description) => InitializeDevice(new(description));

    public static Device device(string deviceType, int index = -1) => InitializeDevice(new(deviceType, index));

    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new(deviceType, index));

    public static Device device(int index) => new(index);

    private static Device s_defaultDevice = CPU;

    public static Device get_default_device() => s_defaultDevice;

    public static void set_default_device(Device device) => s_defaultDevice = InitializeDevice(device);

    public static void set_default_device(string device) => set_default_device(new Device(device));

    /// <summary>Whether tensors may live on such a device: Debian's libtorch knows the CPU (and META, which holds no elements).</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType is DeviceType.CPU or DeviceType.META;

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
    }

    public static Device InitializeDevice(Device? device)
    {
        device ??= get_default_device();
        InitializeDeviceType(device.type);
        return device;
    }

    public static bool cuda_is_available() => false;

    public static bool mps_is_available() => false;

    /// <summary>CUDA as a build of libtorch without it answers.</summary>
    public static partial class cuda
    {
        public static bool is_available() => false;

        public static bool is_cudnn_available() => false;

        public static int device_count() => 0;

        /// <summary>Seeds every device: here the CPU alone.</summary>
        public static void manual_seed(long seed) => torch.manual_seed(seed);

        public static void manual_seed_all(long seed) => torch.manual_seed(seed);

        public static void synchronize(Device? device = null) => InitializeDeviceType(DeviceType.CUDA);
    }
}
