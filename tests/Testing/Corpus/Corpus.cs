using System.Collections.Generic;
using System.Linq;

namespace MiDsl.Testing;

/// <summary>
/// Sources as people leave them while they type, and as nobody should write them. A generator or analyzer may say
/// what it likes about them, but may not throw. Deterministic: the same names and texts every time.
/// </summary>
public static partial class Corpus
{
    /// <summary>Every source, named <c>family/case</c>. Some hold several files: <see cref="UserProject.FileBreak"/>.</summary>
    public static IEnumerable<(string Name, string Source)> All =>
        Families.SelectMany(Of);

    /// <summary>The families: the cases of a theory.</summary>
    public static IReadOnlyList<string> Families { get; } =
    [
        "valid", "truncated", "deleted", "duplicated", "swapped", "inserted",
        "arguments", "targets", "attributes", "samplers", "critics", "names", "clashes", "hostile", "text", "files",
    ];

    /// <summary>The sources of one family.</summary>
    public static IEnumerable<(string Name, string Source)> Of(string family) =>
        Cases(family).Select(c => ($"{family}/{c.Name}", c.Source));

    private static IEnumerable<(string Name, string Source)> Cases(string family) => family switch
    {
        "valid" => Valid,
        "truncated" => Valid.SelectMany(TokenEdits.Truncated),
        "deleted" => Valid.SelectMany(TokenEdits.Deleted),
        "duplicated" => Valid.Take(1).SelectMany(TokenEdits.Duplicated),
        "swapped" => Valid.Take(1).SelectMany(TokenEdits.Swapped),
        "inserted" => Valid.Take(1).SelectMany(TokenEdits.Inserted),
        "arguments" => Arguments,
        "targets" => Targets,
        "attributes" => AttributeUses,
        "samplers" => Samplers,
        "critics" => Critics,
        "names" => Names,
        "clashes" => Clashes,
        "hostile" => Hostile,
        "text" => Texts,
        "files" => ManyFiles,
        _ => throw new HarnessException($"No family is named '{family}'."),
    };

    private static (string Name, string Source)[] Numbered(params string[] sources) =>
        [.. sources.Select((source, i) => ($"{i:000}", source))];
}
