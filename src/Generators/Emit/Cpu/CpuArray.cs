using System;
using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Generators;

/// <summary>An array that an emitted class keeps, and lets grow with its batches.</summary>
/// <param name="Owner">What it grows with: arrays of one owner have room for as many rows.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rows">An expression.</param>
/// <param name="Width">Numbers of a row.</param>
internal sealed record CpuArray(string Owner, string Name, string Rows, Width Width)
{
    private string Length => Width.Value == 1 ? Rows : $"{Rows} * {Width.AsFactor}";

    /// <summary>Fields, a line an owner.</summary>
    public static void WriteFields(CodeWriter w, IEnumerable<CpuArray> arrays)
    {
        foreach (IGrouping<string, CpuArray> owner in ByOwner(arrays))
        {
            w.Lines($"private float[] {string.Join(", ", owner.Select(array => array.Name + " = []"))};");
        }
    }

    /// <summary>Statements that make room where there is not enough, each owner followed by an empty line.</summary>
    public static void WriteRoom(CodeWriter w, IEnumerable<CpuArray> arrays)
    {
        foreach (IGrouping<string, CpuArray> owner in ByOwner(arrays))
        {
            using (w.Open($"if ({owner.First().Name}.Length < {owner.First().Length})"))
            {
                foreach (CpuArray array in owner)
                {
                    w.Lines($"{array.Name} = new float[{array.Length}];");
                }
            }

            w.Gap();
        }
    }

    private static IEnumerable<IGrouping<string, CpuArray>> ByOwner(IEnumerable<CpuArray> arrays) => arrays.GroupBy(array => array.Owner, StringComparer.Ordinal);
}
