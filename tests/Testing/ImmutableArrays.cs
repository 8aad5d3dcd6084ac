using System.Collections.Immutable;

namespace MiDsl.Testing;

internal static class ImmutableArrays
{
    /// <summary>Roslyn leaves the arrays of a generator that threw at default.</summary>
    public static ImmutableArray<T> EmptyIfDefault<T>(this ImmutableArray<T> array) => array.IsDefault ? [] : array;
}
