using System;

namespace TorchSharp.Utils;

/// <summary>Names a module's field in its state_dict where that differs from the field's own name.</summary>
[AttributeUsage(AttributeTargets.All)]
public class ComponentNameAttribute : Attribute
{
    public string Name { get; set; } = "";
}
