using System;

namespace MiDsl.Samples.Common;

/// <summary>One line of JSON, for programs that read a sample's result.</summary>
public static class JsonLine
{
    /// <summary>Writes the object as the last line of standard output.</summary>
    /// <param name="value">Its properties become fields.</param>
    public static void Write<T>(T value) => Console.Out.WriteLine(Json.Text(value));
}
