using System;
using System.Collections.Generic;
using System.Globalization;

namespace MiDsl.Testing;

/// <summary>Cultures that write numbers otherwise: a comma, another minus sign, another calendar.</summary>
public static class Cultures
{
    /// <summary>Names for a theory.</summary>
    public static IReadOnlyList<string> Names { get; } = ["fi-FI", "de-DE", "ar-SA"];

    /// <summary>Runs something in a culture, on this thread.</summary>
    public static T Under<T>(string name, Func<T> action)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Named(name);
            return action();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    // Without ICU every culture is the invariant one and the test would say nothing.
    private static CultureInfo Named(string name)
    {
        var culture = new CultureInfo(name);
        var usual = (-1.5).ToString(CultureInfo.InvariantCulture);
        return (-1.5).ToString(culture) != usual
            ? culture
            : throw new HarnessException($"{name} writes numbers like the invariant culture here: is ICU missing?");
    }
}
