using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    private static TensorStringStyle s_style = TensorStringStyle.Julia;
    private static string s_floatFormat = "g5";
    private static string s_newLine = Environment.NewLine;
    private static int s_lineWidth = 100;
    private static int s_maxRows = 6;
    private static int s_maxColumns = 6;

    /// <summary>The style that stands for Default.</summary>
    public static TensorStringStyle TensorStringStyle
    {
        get => s_style;
        set => s_style = value != TensorStringStyle.Default ? value : throw new ArgumentException("The style cannot be set to 'Default'", nameof(value));
    }

    public static void set_printoptions(int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false, int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, string.Create(CultureInfo.InvariantCulture, $"{(sci_mode ? 'E' : 'F')}{precision}"), linewidth, newLine, maxRows, maxColumns);

    public static void set_printoptions(TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null, string? newLine = null, int? maxRows = null, int? maxColumns = null)
    {
        s_style = style ?? s_style;
        s_floatFormat = floatFormat ?? s_floatFormat;
        s_lineWidth = linewidth ?? s_lineWidth;
        s_newLine = newLine ?? s_newLine;
        s_maxRows = maxRows ?? s_maxRows;
        s_maxColumns = maxColumns ?? s_maxColumns;
    }

    public partial class Tensor
    {
        public override string ToString() => Metadata();

        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(torch.TensorStringStyle, fltFormat, width, cultureInfo, newLine) : Metadata();

        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Default)
                style = torch.TensorStringStyle;
            if (style == TensorStringStyle.Metadata || is_meta)
                return Metadata();
            using var scope = NewDisposeScope();
            return new Printer(fltFormat ?? s_floatFormat, width ?? s_lineWidth, cultureInfo ?? CultureInfo.CurrentCulture, newLine ?? s_newLine).Print(this, style);
        }

        private string Metadata() => IsInvalid ? "" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
    }

    /// <summary>Writes the elements of tensors, all but the first and last few of long dimensions.</summary>
    private sealed class Printer(string format, int width, CultureInfo culture, string newLine)
    {
        internal string Print(Tensor tensor, TensorStringStyle style) => style switch
        {
            TensorStringStyle.Numpy => Nested(tensor, "[", "]", Separator(tensor), "", 1),
            TensorStringStyle.CSharp => $"{tensor.ToString()}, value = {CSharpType(tensor)}{Nested(tensor, "{", "}", "," + newLine, CSharpSuffix(tensor.dtype), 1)}",
            _ => Julia(tensor),
        };

        private string Separator(Tensor tensor) => string.Concat(Enumerable.Repeat(newLine, Math.Max(1, (int)tensor.Dimensions - 1)));

        private string Nested(Tensor tensor, string open, string close, string separator, string suffix, int depth)
        {
            if (tensor.Dimensions == 0)
                return Element(tensor) + suffix;
            var parts = Shown(tensor.size(0), tensor.Dimensions == 1 ? s_maxColumns : s_maxRows)
                .Select(i => i < 0 ? "..." : Nested(tensor[i], open, close, separator, suffix, depth + 1));
            return open + string.Join(tensor.Dimensions == 1 ? ", " : separator + new string(' ', depth), parts) + close;
        }

        /// <summary>A header, and below it each matrix of the last two dimensions with its columns aligned.</summary>
        private string Julia(Tensor tensor)
        {
            var text = new StringBuilder(tensor.ToString());
            switch (tensor.Dimensions)
            {
                case 0:
                    return text.Append(", value = ").Append(Element(tensor)).ToString();
                case 1:
                    return text.Append(newLine).Append(Row(Cells(tensor))).ToString();
                case 2:
                    return text.Append(newLine).Append(Matrix(tensor)).ToString();
            }
            foreach (var prefix in Prefixes(tensor.shape[..^2]))
            {
                var matrix = prefix.Aggregate(tensor, (t, i) => t[i]);
                text.Append(newLine).Append('[').AppendJoin(',', prefix).Append(",..,..] =").Append(newLine).Append(Matrix(matrix));
            }
            return text.ToString();
        }

        private static IEnumerable<long[]> Prefixes(long[] sizes) => sizes.Length == 0
            ? [[]]
            : Shown(sizes[0], s_maxRows).Where(i => i >= 0).SelectMany(i => Prefixes(sizes[1..]).Select(rest => (long[])[i, .. rest]));

        private string Matrix(Tensor matrix)
        {
            var rows = Shown(matrix.size(0), s_maxRows).Select(i => i < 0 ? null : Cells(matrix[i])).ToArray();
            var cell = rows.SelectMany(r => r ?? []).Select(c => c.Length).DefaultIfEmpty().Max();
            return string.Concat(rows.Select(r => (r is null ? " ..." : Row(r.Select(c => c.PadLeft(cell)))) + newLine));
        }

        private string[] Cells(Tensor vector) => Shown(vector.size(0), s_maxColumns).Select(i => i < 0 ? "..." : Element(vector[i])).ToArray();

        /// <summary>Cells beside each other, on as many lines as the width demands.</summary>
        private string Row(IEnumerable<string> cells)
        {
            var text = new StringBuilder();
            var line = 0;
            foreach (var cell in cells)
            {
                if (line > 0 && line + cell.Length + 1 > width)
                {
                    text.Append(newLine);
                    line = 0;
                }
                text.Append(' ').Append(cell);
                line += cell.Length + 1;
            }
            return text.ToString();
        }

        /// <summary>The positions to show; -1 stands for those left out.</summary>
        private static IEnumerable<long> Shown(long size, int most)
        {
            var tail = most / 2;
            for (long i = 0; i < size; i++)
            {
                if (size <= most || i < most - tail || i >= size - tail)
                    yield return i;
                else if (i == most - tail)
                    yield return -1;
            }
        }

        private string Element(Tensor element)
        {
            var value = element.ToScalar();
            return element.dtype switch
            {
                ScalarType.Bool => value.ToBoolean().ToString(),
                var type when is_integral(type) => value.ToInt64().ToString(culture),
                ScalarType.Float64 => value.ToDouble().ToString(format, culture),
                var type when is_complex(type) => Complex(value.ToComplexFloat64()),
                _ => value.ToSingle().ToString(format, culture),
            };
        }

        private string Complex(System.Numerics.Complex value) =>
            value.Real.ToString(format, culture) + (value.Imaginary < 0 ? '-' : '+') + Math.Abs(value.Imaginary).ToString(format, culture) + 'i';

        private static string CSharpType(Tensor tensor)
        {
            if (tensor.Dimensions == 0)
                return "";
            var type = tensor.dtype switch
            {
                ScalarType.Bool => "bool",
                ScalarType.Byte => "byte",
                ScalarType.Int8 => "sbyte",
                ScalarType.Int16 => "short",
                ScalarType.Int32 => "int",
                ScalarType.Int64 => "long",
                ScalarType.Float32 => "float",
                ScalarType.Float64 => "double",
                ScalarType.Float16 => "float16",
                ScalarType.BFloat16 => "bfloat16",
                ScalarType.ComplexFloat32 => "complex32",
                _ => "complex64",
            };
            return $"{type} [{new string(',', (int)tensor.Dimensions - 1)}] ";
        }

        private static string CSharpSuffix(ScalarType type) => type switch
        {
            ScalarType.Int64 => "L",
            ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16 => "f",
            _ => "",
        };
    }
}

public static partial class TensorExtensionMethods
{
    public static string str(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default) =>
        tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    public static string jlstr(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

    public static string metastr(this torch.Tensor tensor) => tensor.ToString(TensorStringStyle.Metadata);

    public static string npstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    public static string cstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

    /// <summary>Writes a tensor to the console and hands it on.</summary>
    public static torch.Tensor print(this torch.Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }
}
