using System;
using System.Globalization;
using System.Text;

namespace MiDsl.Generators;

/// <summary>Indented C# text with LF line ends.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Writes lines at the current depth; a raw string keeps its own inner indentation.</summary>
    public CodeWriter Lines(string lines)
    {
        foreach (string line in lines.Replace("\r", "").Split('\n'))
        {
            if (line.Length > 0)
            {
                text.Append(' ', 4 * depth).Append(line);
            }

            text.Append('\n');
        }

        return this;
    }

    /// <summary>An empty line.</summary>
    public CodeWriter Gap()
    {
        text.Append('\n');
        return this;
    }

    /// <summary>A header, an opening brace, and on disposal the closing one.</summary>
    public Block Open(string header)
    {
        Lines(header);
        Lines("{");
        depth++;
        return new Block(this);
    }

    /// <summary>An XML doc summary, and what else is given as whole elements.</summary>
    public CodeWriter Doc(string summary, params string[] elements)
    {
        if (summary.Length < 100 && summary.IndexOf('\n') < 0)
        {
            Lines($"/// <summary>{Xml(summary)}</summary>");
        }
        else
        {
            Lines("/// <summary>");
            foreach (string line in summary.Split('\n'))
            {
                Lines("/// " + Xml(line));
            }

            Lines("/// </summary>");
        }

        foreach (string element in elements)
        {
            Lines("/// " + element);
        }

        return this;
    }

    public override string ToString() => text.ToString();

    /// <summary>A number as C# writes it: integers in groups of three, doubles shortest.</summary>
    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "double.PositiveInfinity" : value.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-").Replace("E", "e");

    public static string Number(long value)
    {
        if (value is > -10_000 and < 10_000)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        return value == long.MinValue ? "long.MinValue" : value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", "_");
    }

    public static string Xml(string value) => value.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>Text that stays within its comment: whatever C# takes for a line end becomes a space.</summary>
    public static string OneLine(string value)
    {
        char[] characters = value.ToCharArray();
        for (int i = 0; i < characters.Length; i++)
        {
            if (characters[i] is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029')
            {
                characters[i] = ' ';
            }
        }

        return new string(characters);
    }

    /// <summary>A string literal.</summary>
    public static string Literal(string value) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(value, quote: true);

    internal readonly struct Block(CodeWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;

            // No empty line before a closing brace.
            if (writer.text.Length > 1 && writer.text[writer.text.Length - 1] == '\n' && writer.text[writer.text.Length - 2] == '\n')
            {
                writer.text.Length--;
            }

            writer.Lines("}");
        }
    }
}
