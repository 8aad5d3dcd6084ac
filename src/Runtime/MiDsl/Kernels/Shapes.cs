using System;

namespace MiDsl.Kernels;

/// <summary>Checks of what a kernel is given: past them, it writes where it is told.</summary>
internal static class Shapes
{
    /// <summary>A span must hold a matrix.</summary>
    /// <exception cref="ArgumentException">It is shorter, or a size negative.</exception>
    internal static void Require(int length, int rows, int columns, string name)
    {
        if (rows < 0 || columns < 0 || length < (long)rows * columns)
        {
            throw new ArgumentException($"{length} numbers do not hold {rows} rows of {columns}.", name);
        }
    }

    /// <summary>A span must be as long as another.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    internal static void RequireSame(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{length} numbers instead of {expected}.", name);
        }
    }
}
