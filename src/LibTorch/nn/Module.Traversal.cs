using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// Persistent buffers, each once. As in TorchSharp 0.105.1, <paramref name="include_nonpersistent"/> has no effect:
            /// non-persistent ones are never listed.
            /// </summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(
                bool recurse = true, bool include_nonpersistent = true)
            {
                var own = _internal_buffers.Pairs.Where(b => b.Item2.Item2).Select(b => (b.Item1, b.Item2.Item1));
                var below = recurse
                    ? _internal_submodules.Pairs.SelectMany(m => Prefixed(m.Item1, m.Item2.named_buffers(true, include_nonpersistent)))
                    : [];
                return Distinct(own.Concat(below));
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true)
                => named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            /// <summary>Parameters with dotted names, each once even where it is shared.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var own = _internal_params.Pairs.Select(p => (p.Item1, p.Item2));
                var below = recurse
                    ? _internal_submodules.Pairs.SelectMany(m => Prefixed(m.Item1, m.Item2.named_parameters(true)))
                    : [];
                return Distinct(own.Concat(below));
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true)
                => named_parameters(recurse).Select(p => p.parameter);

            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            public virtual IEnumerable<Module> children() => named_children().Select(c => c.module);

            /// <summary>All submodules below this one: children first, then theirs. This one is not listed.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
                => named_children().Concat(named_children().SelectMany(c => Prefixed(c.name, c.module.named_modules())));

            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual Tensor? get_buffer(string target)
                => _internal_buffers.TryGetValue(target, out var buffer)
                    ? buffer.Item1
                    : InChild(target, static (m, rest) => m.get_buffer(rest));

            public virtual Parameter? get_parameter(string target)
                => _internal_params.TryGetValue(target, out var parameter)
                    ? parameter
                    : InChild(target, static (m, rest) => m.get_parameter(rest));

            protected virtual (string name, Parameter parameter)[] _named_parameters() => [.. named_parameters()];

            protected virtual (string name, Tensor buffer)[] _named_buffers() => [.. named_buffers()];

            protected virtual Parameter[] _parameters(bool recurse = true) => [.. parameters(recurse)];

            private protected static IEnumerable<(string, T)> Prefixed<T>(string prefix, IEnumerable<(string, T)> items)
                => items.Select(item => ($"{prefix}.{item.Item1}", item.Item2));

            // By reference: Tensor's own equality compares elements.
            private protected static IEnumerable<(string, T)> Distinct<T>(IEnumerable<(string, T)> items)
                where T : Tensor
            {
                var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
                return items.Where(item => seen.Add(item.Item2)).ToList();
            }

            private T? InChild<T>(string target, Func<Module, string, T?> find)
                where T : class
            {
                var dot = target.IndexOf('.', StringComparison.Ordinal);
                if (dot < 0)
                    return null;
                return named_children()
                    .Where(c => string.Equals(c.name, target[..dot], StringComparison.Ordinal))
                    .Select(c => find(c.module, target[(dot + 1)..]))
                    .FirstOrDefault(found => found is not null);
            }
        }
    }
}
