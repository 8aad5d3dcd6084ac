using System;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MiDsl.Generators;

/// <summary>What was read from a syntax node, kept for as long as the surface around it is the same.</summary>
internal sealed class ReadingMemo<T>
    where T : class
{
    private readonly ConditionalWeakTable<SyntaxNode, Tuple<string, T?>> readings = new();

    public T? Of(SyntaxNode node, string surface, Func<T?> read)
    {
        if (readings.TryGetValue(node, out Tuple<string, T?> known) && known.Item1 == surface)
        {
            return known.Item2;
        }

        T? value = read();
        readings.Remove(node);
        readings.GetValue(node, _ => Tuple.Create(surface, value)); // should another compilation come first, its reading is kept
        return value;
    }
}
