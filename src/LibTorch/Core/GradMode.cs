using System;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Switches gradients off for this thread until disposed of.</summary>
    public static IDisposable no_grad() => new GradModeGuard(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradModeGuard(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradModeGuard(mode);

    public static bool is_grad_enabled() => Native.midsl_grad_mode() != 0;

    /// <summary>Like no_grad, and tensors made meanwhile can never join a graph.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceGuard(mode);

    public static bool is_inference_mode_enabled() => Native.midsl_inference_mode() != 0;

    private sealed class GradModeGuard : IDisposable
    {
        private readonly bool _before = is_grad_enabled();

        internal GradModeGuard(bool enabled) => Native.midsl_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => Native.midsl_set_grad_mode(_before ? 1 : 0);
    }

    private sealed class InferenceGuard(bool mode) : IDisposable
    {
        private IntPtr _guard = Native.midsl_inference_mode_enter(mode ? 1 : 0);

        public void Dispose()
        {
            if (_guard != 0)
                Native.midsl_inference_mode_leave(_guard);
            _guard = 0;
        }
    }
}
