using System;
using System.Collections.Generic;
using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Which .NET type holds an element of which tensor type.</summary>
internal static class ElementTypes
{
    private static readonly Dictionary<Type, ScalarType> s_byType = new()
    {
        [typeof(bool)] = ScalarType.Bool,
        [typeof(byte)] = ScalarType.Byte,
        [typeof(sbyte)] = ScalarType.Int8,
        [typeof(short)] = ScalarType.Int16,
        [typeof(int)] = ScalarType.Int32,
        [typeof(long)] = ScalarType.Int64,
        [typeof(Half)] = ScalarType.Float16,
        [typeof(float)] = ScalarType.Float32,
        [typeof(double)] = ScalarType.Float64,
        [typeof((float, float))] = ScalarType.ComplexFloat32,
        [typeof(Complex)] = ScalarType.ComplexFloat64,
    };

    internal static ScalarType Of(Type type) =>
        s_byType.TryGetValue(type, out var found) ? found : throw new NotSupportedException($"The type {type.FullName} is not supported.");

    internal static ScalarType Of<T>() => Of(typeof(T));
}
