using System;
using System.Collections.Generic;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Hooks around a call. Those before it run in this order: module hooks, then hooks that see the input.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            protected Dictionary<string, TPreHook> pre_hooks = new(StringComparer.Ordinal);
            protected Dictionary<string, TPostHook> post_hooks = new(StringComparer.Ordinal);
            protected Dictionary<string, Action<Module>> module_pre_hooks = new(StringComparer.Ordinal);
            protected Dictionary<string, Action<Module>> module_post_hooks = new(StringComparer.Ordinal);

            protected HookableModule(string name)
                : base(name)
            {
            }

            /// <summary>Sees input and result; what it returns, if not null, replaces the result.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Register(post_hooks, hook);

            /// <summary>Sees the input; what it returns, if not null, replaces it.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Register(pre_hooks, hook);

            public HookRemover register_forward_hook(Action<Module> hook) => Register(module_post_hooks, hook);

            public HookRemover register_forward_pre_hook(Action<Module> hook) => Register(module_pre_hooks, hook);

            private protected void BeforeCall()
            {
                foreach (var hook in module_pre_hooks.Values)
                    hook(this);
            }

            private protected void AfterCall()
            {
                foreach (var hook in module_post_hooks.Values)
                    hook(this);
            }

            private HookRemover Register<THook>(Dictionary<string, THook> hooks, THook hook)
            {
                var key = Guid.NewGuid().ToString();
                hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            private void Remove(string key)
            {
                pre_hooks.Remove(key);
                post_hooks.Remove(key);
                module_pre_hooks.Remove(key);
                module_post_hooks.Remove(key);
            }

            /// <summary>Takes one registered hook away again.</summary>
            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                public void remove() => module.Remove(key);
            }
        }
    }
}
