using System;
using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace MiDsl.Generators.Tests;

/// <summary>A plan as indented text: one property a line.</summary>
internal static class PlanText
{
    public static string Of(EstimatorPlan plan)
    {
        var text = new StringBuilder();
        Write(text, "Plan", plan, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, string name, object? value, int depth)
    {
        text.Append(' ', 2 * depth).Append(name).Append(':');
        if (value is IEnumerable items and not string)
        {
            text.Append('\n');
            int index = 0;
            foreach (object? item in items)
            {
                Write(text, (index++).ToString(CultureInfo.InvariantCulture), item, depth + 1);
            }
        }
        else if (value is null || value.GetType().IsPrimitive || value.GetType().IsValueType || value is string)
        {
            text.Append(' ').Append(Convert.ToString(value, CultureInfo.InvariantCulture)).Append('\n');
        }
        else
        {
            text.Append('\n');
            foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                Write(text, property.Name, property.GetValue(value), depth + 1);
            }
        }
    }
}
