using System;
using System.Collections.Immutable;
using System.Globalization;

namespace MiDsl;

/// <summary>The header of a .npy file: a Python dictionary literal of three entries.</summary>
internal sealed record NpyHeader(string Type, bool Fortran, ImmutableArray<int> Shape)
{
    internal static NpyHeader Parse(string text, string path)
    {
        Scanner scanner = new(text, path);
        string? type = null;
        bool? fortran = null;
        ImmutableArray<int>? shape = null;
        scanner.Expect('{');
        while (!scanner.Take('}'))
        {
            string key = scanner.Word();
            scanner.Expect(':');
            switch (key)
            {
                case "descr":
                    type = scanner.Type();
                    break;
                case "fortran_order":
                    fortran = scanner.Boolean();
                    break;
                case "shape":
                    shape = scanner.Shape();
                    break;
                default:
                    throw scanner.Bad($"unknown entry '{key}'");
            }

            if (!scanner.Take(','))
            {
                scanner.Expect('}');
                break;
            }
        }

        return type is not null && fortran is not null && shape is not null
            ? new NpyHeader(type, fortran.Value, shape.Value)
            : throw scanner.Bad("descr, fortran_order or shape is missing");
    }

    private sealed class Scanner(string text, string path)
    {
        private const int MostAxes = 32;
        private int at;

        internal DataException Bad(string what) => new($"{path} has a damaged .npy header: {what} at character {at}. Write it again with numpy.save.");

        internal bool Take(char wanted)
        {
            SkipBlanks();
            if (at < text.Length && text[at] == wanted)
            {
                at++;
                return true;
            }

            return false;
        }

        internal void Expect(char wanted)
        {
            if (!Take(wanted))
            {
                throw Bad($"'{wanted}' expected");
            }
        }

        internal string Word()
        {
            SkipBlanks();
            if (at >= text.Length || text[at] is not ('\'' or '"'))
            {
                throw Bad("a quoted word expected");
            }

            char quote = text[at++];
            int end = text.IndexOf(quote, at);
            if (end < 0)
            {
                throw Bad("a closing quote expected");
            }

            string word = text[at..end];
            at = end + 1;
            return word;
        }

        /// <summary>A quoted type; a record type is a list, which is named as such later on.</summary>
        internal string Type()
        {
            SkipBlanks();
            if (at < text.Length && text[at] == '[')
            {
                throw new DataException($"{path} holds records with named fields, not numbers of one type. Save one field: numpy.save(path, a['field']).");
            }

            return Word();
        }

        internal bool Boolean()
        {
            SkipBlanks();
            foreach (bool value in new[] { true, false })
            {
                string name = value ? "True" : "False";
                if (string.CompareOrdinal(text, at, name, 0, name.Length) == 0)
                {
                    at += name.Length;
                    return value;
                }
            }

            throw Bad("True or False expected");
        }

        internal ImmutableArray<int> Shape()
        {
            ImmutableArray<int>.Builder shape = ImmutableArray.CreateBuilder<int>();
            Expect('(');
            while (!Take(')'))
            {
                shape.Add(Integer());
                if (shape.Count > MostAxes)
                {
                    throw Bad($"more than {MostAxes} dimensions");
                }

                if (!Take(','))
                {
                    Expect(')');
                    break;
                }
            }

            return shape.ToImmutable();
        }

        private int Integer()
        {
            SkipBlanks();
            int start = at;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }

            // Python 2 wrote 3L.
            ReadOnlySpan<char> digits = text.AsSpan(start, at - start);
            at += at < text.Length && text[at] == 'L' ? 1 : 0;
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw Bad("a dimension below 2^31 expected");
        }

        private void SkipBlanks()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }
    }
}
