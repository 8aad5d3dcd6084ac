using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MiDsl.Testing;

/// <summary>
/// Looks at the types of a generator's model: no Roslyn type in any field, and equality by value, without which a
/// generator's cache never hits.
/// </summary>
public static class ModelShape
{
    private const BindingFlags OwnFields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Fails on the named types (full metadata names; they may be internal) and all they hold.</summary>
    public static void AssertPlain(Assembly assembly, params string[] roots) =>
        AssertPlain([.. roots.Select(name => assembly.GetType(name)
            ?? throw new HarnessException($"{assembly.GetName().Name} has no type {name}."))]);

    /// <summary>Fails on the types and all they hold.</summary>
    public static void AssertPlain(params Type[] roots)
    {
        var faults = Faults(roots).Distinct(StringComparer.Ordinal).ToArray();
        if (faults.Length > 0)
        {
            throw new HarnessException("The model is not plain:\n  " + string.Join("\n  ", faults));
        }
    }

    private static IEnumerable<string> Faults(Type[] roots)
    {
        var seen = new HashSet<Type>();
        var open = new Queue<(Type Type, string Path, bool NeedsEquality)>(roots.Select(root => (root, root.Name, true)));
        while (open.TryDequeue(out var item))
        {
            var (type, path, needsEquality) = item;
            if (type.FullName?.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal) == true
                && type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            {
                yield return $"{path} is a Roslyn type, {type.FullName}";
                continue;
            }

            if (needsEquality && !ComparesByValue(type))
            {
                yield return $"{path} is of type {type}, which does not compare by value";
            }

            if (IsLeaf(type) || !seen.Add(type))
            {
                continue;
            }

            if (type.IsArray)
            {
                open.Enqueue((type.GetElementType()!, path + "[]", true));
                continue;
            }

            foreach (var argument in type.GetGenericArguments())
            {
                open.Enqueue((argument, $"{path}<{argument.Name}>", true));
            }

            if (type.Assembly == typeof(object).Assembly || type.Assembly == typeof(ImmutableArray).Assembly)
            {
                continue;
            }

            foreach (var derived in type.IsSealed ? [] : type.Assembly.GetTypes().Where(t => t.BaseType == type))
            {
                open.Enqueue((derived, derived.Name, true));
            }

            for (var level = type; level is not null && level.Assembly == type.Assembly; level = level.BaseType)
            {
                foreach (var field in level.GetFields(OwnFields))
                {
                    // Equality written by hand (an EquatableArray) answers for its own fields.
                    open.Enqueue((field.FieldType, $"{path}.{PlainName(field.Name)}", HasCompilerWrittenEquality(type)));
                }
            }
        }
    }

    private static bool IsLeaf(Type type) =>
        type.IsPrimitive || type.IsEnum || type.IsGenericParameter || type == typeof(string) || type == typeof(decimal);

    private static bool ComparesByValue(Type type)
    {
        if (IsLeaf(type) || Nullable.GetUnderlyingType(type) is not null)
        {
            return true;
        }

        // ImmutableArray<T> is IEquatable, but compares the reference of its array.
        return type.Assembly != typeof(ImmutableArray).Assembly
            && typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type);
    }

    private static bool HasCompilerWrittenEquality(Type type) =>
        type.GetMethod(nameof(Equals), [type])?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;

    private static string PlainName(string field) =>
        field.StartsWith('<') ? field[1..field.IndexOf('>', StringComparison.Ordinal)] : field;
}
