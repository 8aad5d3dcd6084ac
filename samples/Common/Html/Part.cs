using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace MiDsl.Samples.Common;

/// <summary>What a report holds, in its order: the page and the JSON are both written from these.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SectionPart), "section")]
[JsonDerivedType(typeof(TextPart), "text")]
[JsonDerivedType(typeof(TablePart), "table")]
[JsonDerivedType(typeof(ClaimsPart), "claims")]
[JsonDerivedType(typeof(FigurePart), "figure")]
internal abstract record Part;

internal sealed record SectionPart(string Title) : Part;

internal sealed record TextPart(string Text) : Part;

internal sealed record TablePart(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows, [property: JsonIgnore] int Digits) : Part;

internal sealed record ClaimsPart(IReadOnlyList<Claim> Claims) : Part;

internal sealed record FigurePart(IReadOnlyList<Panel> Panels) : Part;
