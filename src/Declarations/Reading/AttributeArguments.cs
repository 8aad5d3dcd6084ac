using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MiDsl.Declarations;

/// <summary>The written arguments of one attribute. What is absent, or does not compile, is null.</summary>
internal readonly struct AttributeArguments(AttributeData? data)
{
    public bool IsWritten => data is not null;

    public int? Int32(string name) => Named(name) is int value ? value : null;

    public long? Int64(string name) => Named(name) is long value ? value : null;

    public double? Double(string name) => Named(name) is double value ? value : null;

    public bool? Boolean(string name) => Named(name) is bool value ? value : null;

    public string? Text(string name) => Named(name) as string;

    public T? Enum<T>(string name)
        where T : struct, Enum => ToEnum<T>(Named(name));

    /// <summary>The first positional argument.</summary>
    public T? FirstEnum<T>()
        where T : struct, Enum =>
        data is { ConstructorArguments.IsDefaultOrEmpty: false } && data.ConstructorArguments[0] is { Kind: TypedConstantKind.Enum } first
            ? ToEnum<T>(first.Value)
            : null;

    public EquatableArray<int>? Int32Array(string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in data?.NamedArguments ?? [])
        {
            if (argument.Key == name && argument.Value is { Kind: TypedConstantKind.Array, IsNull: false } array)
            {
                return array.Values.Select(item => item.Value is int value ? value : 0).ToEquatableArray();
            }
        }

        return null;
    }

    private static T? ToEnum<T>(object? value)
        where T : struct, Enum => value is int number ? (T)System.Enum.ToObject(typeof(T), number) : null;

    private object? Named(string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in data?.NamedArguments ?? [])
        {
            if (argument.Key == name && argument.Value.Kind is (TypedConstantKind.Primitive or TypedConstantKind.Enum))
            {
                return argument.Value.Value;
            }
        }

        return null;
    }
}
