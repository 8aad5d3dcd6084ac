using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MiDsl.Testing;

/// <summary>Walks everything that can be reached from an object through fields and arrays.</summary>
public static class ObjectGraph
{
    // What keeps a compilation alive, or changes with every key stroke.
    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(Location), typeof(Compilation),
        typeof(SemanticModel), typeof(AttributeData), typeof(IOperation), typeof(SourceText), typeof(Diagnostic),
    ];

    /// <summary>The way to the first Roslyn object, as in <c>Declaration.members.array[2].type: NamedTypeSymbol</c>, or null.</summary>
    public static string? PathToRoslyn(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Queue<(object Value, string Path)>([(root, root.GetType().Name)]);
        while (open.TryDequeue(out var item))
        {
            var type = item.Value.GetType();
            if (Forbidden.Any(forbidden => forbidden.IsAssignableFrom(type)))
            {
                return $"{item.Path}: {type.Name}";
            }

            // Boxed values are new objects each time; only references can make a circle.
            if (IsLeaf(item.Value) || (!type.IsValueType && !seen.Add(item.Value)))
            {
                continue;
            }

            foreach (var (child, name) in item.Value is Array array ? Elements(array) : Fields(item.Value, type))
            {
                open.Enqueue((child, item.Path + name));
            }
        }

        return null;
    }

    private static bool IsLeaf(object value) =>
        value is string or MemberInfo or Assembly or Module or Pointer || value.GetType() is { IsPrimitive: true } or { IsEnum: true };

    private static IEnumerable<(object Value, string Name)> Elements(Array array) =>
        array.Cast<object?>().Select((value, i) => (value, name: $"[{i}]")).Where(e => e.value is not null).Select(e => (e.value!, e.name));

    private static IEnumerable<(object Value, string Name)> Fields(object owner, Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var field in level.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike && field.GetValue(owner) is { } value)
                {
                    yield return (value, "." + PlainName(field.Name));
                }
            }
        }
    }

    // <Name>k__BackingField is the property Name to a reader.
    private static string PlainName(string field) =>
        field.StartsWith('<') ? field[1..field.IndexOf('>', StringComparison.Ordinal)] : field;
}
