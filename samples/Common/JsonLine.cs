using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MiDsl.Samples.Common;

/// <summary>One line of JSON, for programs that read a sample's result.</summary>
public static class JsonLine
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new FiniteOrNull() },
    };

    /// <summary>Writes the object as the last line of standard output.</summary>
    /// <param name="value">Its properties become fields.</param>
    public static void Write<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Options));

    /// <summary>JSON knows no infinity and no NaN: what is unknown is null.</summary>
    private sealed class FiniteOrNull : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
