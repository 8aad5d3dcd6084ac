using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml.Linq;
using Xunit;

namespace MiDsl.Tests;

/// <summary>docs/language.md is the vocabulary with its doc comments, printed.</summary>
public sealed class LanguagePageTests
{
    private static readonly Assembly Vocabulary = typeof(EstimatorAttribute).Assembly;

    private static readonly Dictionary<string, XElement> Comments = XDocument.Load(Path.ChangeExtension(Vocabulary.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    [Fact]
    public void Page_is_the_vocabulary()
    {
        if (Environment.GetEnvironmentVariable("MIDSL_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
        {
            File.WriteAllText(PagePath(), Page());
        }

        Assert.Equal(Page(), File.ReadAllText(PagePath()));
    }

    private static string Page()
    {
        Type[] attributes = [.. Vocabulary.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Attribute))).OrderBy(type => type.MetadataToken)];
        var page = new StringBuilder("""
            # The language

            Every annotation with its arguments, printed from the doc comments that an editor shows. What is not written takes its default; what a
            declaration may not say is under [rules](rules/README.md); what each bound needs is in [matrix.md](matrix.md).

            """);
        foreach (Type attribute in attributes)
        {
            page.Append($"\n## `[{NameOf(attribute)}{Positional(attribute)}]`\n\nOn {TargetsOf(attribute)}. {Summary("T:" + attribute.FullName)}\n");
            PropertyInfo[] arguments = [.. attribute.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(property => property.CanWrite)];
            if (arguments.Length > 0)
            {
                page.Append("\n| argument | what |\n|---|---|\n");
            }

            foreach (PropertyInfo argument in arguments)
            {
                page.Append($"| `{argument.Name}` ({TypeName(argument.PropertyType)}) | {Cell(Summary($"P:{attribute.FullName}.{argument.Name}"))} |\n");
            }
        }

        // Bounds have a page of their own.
        IEnumerable<Type> enums = attributes.SelectMany(type => type.GetProperties().Select(property => property.PropertyType))
            .Where(type => type.IsEnum && type.Assembly == Vocabulary && !type.Equals(typeof(Bound))).Distinct().OrderBy(type => type.MetadataToken);
        foreach (Type choice in enums)
        {
            page.Append($"\n## `{choice.Name}`\n\n{Summary("T:" + choice.FullName)}\n\n| value | what |\n|---|---|\n");
            foreach (string value in Enum.GetNames(choice))
            {
                page.Append($"| `{value}` | {Cell(Summary($"F:{choice.FullName}.{value}"))} |\n");
            }
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string NameOf(Type attribute) => attribute.Name[..^"Attribute".Length];

    private static string Positional(Type attribute)
    {
        ParameterInfo[] most = attribute.GetConstructors().Select(made => made.GetParameters()).MaxBy(parameters => parameters.Length) ?? [];
        return most.Length == 0 ? "" : $"({string.Join(", ", most.Select(parameter => TypeName(parameter.ParameterType) + " " + parameter.Name))})";
    }

    private static string TargetsOf(Type attribute)
    {
        AttributeTargets on = attribute.GetCustomAttribute<AttributeUsageAttribute>()?.ValidOn ?? AttributeTargets.All;
        return string.Join(" or ", new[] { (AttributeTargets.Class, "the class"), (AttributeTargets.Method, "a method"), (AttributeTargets.Property, "a property") }
            .Where(target => on.HasFlag(target.Item1)).Select(target => target.Item2));
    }

    private static string TypeName(Type type) => type.Name switch
    {
        "Int32" => "int",
        "Int32[]" => "int[]",
        "Int64" => "long",
        "Double" => "double",
        "Boolean" => "bool",
        "String" => "string",
        var name => name,
    };

    private static string Summary(string member) =>
        Comments.TryGetValue(member, out XElement? comment) && comment.Element("summary") is { } summary
            ? string.Join(' ', string.Concat(summary.Nodes().Select(Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            : throw new InvalidOperationException($"'{member}' has no summary");

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } to => $"`{Short(to.Value)}`",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("langword")?.Value}`",
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    // T:MiDsl.VariationalAttribute to Variational, P:MiDsl.VariationalAttribute.Components to Variational.Components.
    private static string Short(string reference) => string.Join('.', reference[2..].Split('.').Where(part => part is not ("MiDsl" or "Torch"))
        .Select(part => part.EndsWith("Attribute", StringComparison.Ordinal) ? part[..^"Attribute".Length] : part));

    private static string PagePath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "language.md");
}
