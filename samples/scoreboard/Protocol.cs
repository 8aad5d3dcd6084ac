using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scoreboard;

/// <summary>Parent and workers exchange one JSON object a line; a value that is not finite keeps its name.</summary>
internal static class Protocol
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The line is no such object.</exception>
    public static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, Options) ?? throw new JsonException($"'{line}' says nothing.");
}
