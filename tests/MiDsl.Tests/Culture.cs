using System;
using System.Globalization;

namespace MiDsl.Tests;

/// <summary>Runs under cultures that write numbers in other ways: decimal comma, other minus, other digits.</summary>
internal static class Culture
{
    internal static void Each(Action action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string name in new[] { "fi-FI", "de-DE", "ar-SA", "" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                action();
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
