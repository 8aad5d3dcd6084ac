using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules in a chain. Intermediate tensors are disposed as soon as the next module has returned.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        private readonly List<(string name, nn.IModule<Tensor, Tensor> module)> _chain = [];

        protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
            : this()
        {
            foreach (var (key, module) in modules)
                append(key, module);
        }

        protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
            : this()
        {
            foreach (var module in modules)
                append(module);
        }

        internal Sequential()
            : base(nameof(Sequential))
        {
        }

        public int Count => _chain.Count;

        [IndexerName("SequentialItems")]
        public nn.IModule<Tensor, Tensor> this[int index] => _chain[index].module;

        [IndexerName("SequentialItems")]
        public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

        [IndexerName("SequentialItems")]
        public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            _chain.Add((name, module));
            return this;
        }

        public Sequential append(nn.IModule<Tensor, Tensor> module)
            => append(Count.ToString(CultureInfo.InvariantCulture), module);

        public override Tensor forward(Tensor tensor)
        {
            if (Count == 0)
                return tensor.alias();

            var current = tensor;
            foreach (var (_, module) in _chain)
            {
                var next = module.call(current);
                // Identity, or a module in place, may hand its input on.
                if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next))
                    current.Dispose();
                current = next;
            }

            return current;
        }

        public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            => recurse ? Distinct(_chain.SelectMany(c => Prefixed(c.name, ((nn.Module)c.module).named_parameters()))) : [];

        public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true)
            => recurse
                ? Distinct(_chain.SelectMany(c => Prefixed(c.name, ((nn.Module)c.module).named_buffers(true, include_persistent))))
                : [];

        public override IEnumerable<(string name, nn.Module module)> named_children()
            => _chain.Select(c => (c.name, (nn.Module)c.module));

        public override nn.Module apply(Action<nn.Module> fn)
        {
            foreach (var child in children())
                child.apply(fn);
            fn(this);
            return this;
        }

        private Sequential Slice(int start, int end)
        {
            if (start < 0 || start > Count || end < 0 || end > Count)
                throw new ArgumentOutOfRangeException(nameof(start), $"{start}..{end} is not a valid range.");
            var slice = new Sequential();
            for (var i = start; i < end; i++)
                slice.append(_chain[i].name, _chain[i].module);
            return slice;
        }
    }
}

namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new();

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules)
                => Sequential((IEnumerable<(string, Module<Tensor, Tensor>)>)modules);

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules)
                => Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

            public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules)
                => Sequential((IEnumerable<Tuple<string, Module<Tensor, Tensor>>>)modules);

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules)
            {
                var chain = new Sequential();
                foreach (var (name, module) in modules)
                    chain.append(name, module);
                return chain;
            }

            public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules)
                => Sequential(modules.Select(m => (m.Item1, m.Item2)));

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules)
            {
                var chain = new Sequential();
                foreach (var module in modules)
                    chain.append(module);
                return chain;
            }
        }
    }
}
