using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A list of parameters, named "0", "1", ...</summary>
    public class ParameterList : nn.Module, IList<Parameter>
    {
        private readonly List<Parameter> _list = [];
        private bool _registered;

        public ParameterList(params Parameter[] parameters)
            : base(nameof(ParameterList))
            => _list.AddRange(parameters ?? []);

        public int Count => _list.Count;

        public bool IsReadOnly => false;

        public Parameter this[int index]
        {
            get => _list[index];
            set => _list[index] = value;
        }

        public void Add(Parameter item) => _list.Add(item);

        public void append(params Parameter[] parameters) => _list.AddRange(parameters ?? []);

        public void extend(IEnumerable<Parameter> parameters) => _list.AddRange(parameters);

        public void Insert(int index, Parameter item) => _list.Insert(index, item);

        public void Clear() => _list.Clear();

        // By reference: Tensor's own equality compares elements.
        public int IndexOf(Parameter item) => _list.FindIndex(p => ReferenceEquals(p, item));

        public bool Contains(Parameter item) => IndexOf(item) >= 0;

        public bool Remove(Parameter item)
        {
            var index = IndexOf(item);
            if (index >= 0)
                RemoveAt(index);
            return index >= 0;
        }

        public void RemoveAt(int index) => _list.RemoveAt(index);

        public void CopyTo(Parameter[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

        public IEnumerator<Parameter> GetEnumerator() => _list.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            => _list.Select((p, i) => (Name(i), p));

        public override bool has_parameter(string target) => get_parameter(target) is not null;

        public override Parameter? get_parameter(string target)
            => int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < Count ? _list[i] : null;

        protected override void RegisterComponents()
        {
            if (_registered)
                return;
            for (var i = 0; i < _list.Count; i++)
                register_parameter(Name(i), _list[i]);
            _registered = true;
        }

        protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
        {
            for (var i = 0; i < _list.Count; i++)
            {
                var old = _list[i];
                if (!ReplaceParameter(dtype, device, old, out var moved))
                    continue;
                _list[i] = moved!;
                if (_registered)
                    ConditionallyRegisterParameter(Name(i), moved);
                old.Dispose();
            }
        }

        private static string Name(int i) => i.ToString(CultureInfo.InvariantCulture);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ParameterList ParameterList(params Modules.Parameter[] parameters) => new(parameters);
        }
    }
}
