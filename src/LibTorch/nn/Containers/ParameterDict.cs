using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Parameters by name, in the order in which they were added.</summary>
    public class ParameterDict : nn.Module, IDictionary<string, Parameter>, IList<(string, Parameter)>
    {
        private readonly OrderedDict<string, Parameter> _items = [];
        private bool _registered;

        public ParameterDict()
            : base(nameof(ParameterDict))
        {
        }

        public int Count => _items.Count;

        public bool IsReadOnly => false;

        public ICollection<string> Keys => _items.Keys;

        public ICollection<Parameter> Values => _items.Values;

        public Parameter this[string key]
        {
            get => _items[key];
            set => _items[key] = value;
        }

        public (string, Parameter) this[int index]
        {
            get => _items[index];
            set => _items[index] = value;
        }

        public IEnumerable<string> keys() => Keys;

        public IEnumerable<Parameter> values() => Values;

        public IEnumerator<(string, Parameter)> items() => _items.GetEnumerator();

        public void Add(string key, Parameter value) => _items.Add(key, value);

        public void Add((string, Parameter) item) => _items.Add(item);

        public void Add(KeyValuePair<string, Parameter> item) => _items.Add(item);

        public void Insert(int index, (string, Parameter) item) => _items.Insert(index, item);

        public void Clear() => _items.Clear();

        public void clear() => _items.Clear();

        public bool ContainsKey(string key) => _items.ContainsKey(key);

        public bool Contains((string, Parameter) item) => IndexOf(item) >= 0;

        public bool Contains(KeyValuePair<string, Parameter> item) => Contains((item.Key, item.Value));

        // By reference: Tensor's own equality compares elements.
        public int IndexOf((string, Parameter) item)
            => _items.TryGetValue(item.Item1, out var held) && ReferenceEquals(held, item.Item2)
                ? _items.Pairs.TakeWhile(pair => !ReferenceEquals(pair.Item2, held)).Count()
                : -1;

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value) => _items.TryGetValue(key, out value);

        public bool Remove(string key) => _items.Remove(key);

        public bool Remove((string, Parameter) item) => Contains(item) && _items.Remove(item.Item1);

        public bool Remove(KeyValuePair<string, Parameter> item) => Remove((item.Key, item.Value));

        public void RemoveAt(int index) => _items.RemoveAt(index);

        public void CopyTo((string, Parameter)[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

        public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);

        public IEnumerator<(string, Parameter)> GetEnumerator() => _items.GetEnumerator();

        IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator()
            => ((IEnumerable<KeyValuePair<string, Parameter>>)_items).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse) => _items;

        public override bool has_parameter(string target) => _items.ContainsKey(target);

        public override Parameter? get_parameter(string target) => _items.TryGetValue(target, out var p) ? p : null;

        protected override void RegisterComponents()
        {
            if (_registered)
                return;
            foreach (var (key, parameter) in _items)
                register_parameter(key, parameter);
            _registered = true;
        }

        protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
        {
            foreach (var (key, old) in _items.Pairs.ToList())
            {
                if (!ReplaceParameter(dtype, device, old, out var moved))
                    continue;
                _items[key] = moved!;
                if (_registered)
                    ConditionallyRegisterParameter(key, moved);
                old.Dispose();
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ParameterDict ParameterDict(params (string, Modules.Parameter)[] parameters)
            {
                var dict = new Modules.ParameterDict();
                foreach (var item in parameters)
                    dict.Add(item);
                return dict;
            }
        }
    }
}
