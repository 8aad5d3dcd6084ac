using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LibTorch.Tests.Api;

/// <summary>Writes public surfaces as api-0.105.1.txt does: `type | member(parameters) -> result`, one member a line.</summary>
internal static class ApiPrinter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    internal static IEnumerable<Type> PublicTypes(Assembly assembly) => assembly.GetTypes().Where(IsVisible);

    internal static IEnumerable<string> Lines(Type type)
    {
        yield return Line(type, Kind(type));
        if (typeof(Delegate).IsAssignableFrom(type))
            yield break;
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type))
                yield return Line(type, $"enum {name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
            yield break;
        }
        foreach (var member in type.GetMembers(Declared).Where(IsOurs))
            yield return Line(type, Describe(member));
    }

    /// <summary>Whether a member stands in for one of a base type, and so adds nothing to the surface.</summary>
    internal static bool IsOverride(MemberInfo member) => Accessor(member) is MethodInfo method && method.GetBaseDefinition().DeclaringType != method.DeclaringType;

    internal static IEnumerable<(MemberInfo Member, string Line)> Members(Type type) => type.IsEnum || typeof(Delegate).IsAssignableFrom(type)
        ? []
        : type.GetMembers(Declared).Where(IsOurs).Select(m => (m, Line(type, Describe(m))));

    internal static string Line(Type type, string text) => $"{Name(type)} | {text}";

    internal static string Kind(Type type)
    {
        if (type.IsEnum)
            return "enum";
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = Bases(type);
        return bases.Length == 0 ? kind : $"{kind} : {string.Join(", ", bases)}";
    }

    private static string[] Bases(Type type)
    {
        var inherited = (type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        return type.GetInterfaces().Where(i => !inherited.Contains(i) && (i.IsPublic || i.IsNestedPublic))
            .Append(type.BaseType)
            .Where(b => b is not null && b != typeof(object) && b != typeof(ValueType))
            .Select(b => Name(b!))
            .Order(StringComparer.Ordinal)
            .ToArray();
    }

    private static bool IsVisible(Type type) => (type.IsPublic || type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem)
        && (type.DeclaringType is null || IsVisible(type.DeclaringType));

    private static bool IsOurs(MemberInfo member) => member switch
    {
        Type => false,
        // Accessors stand with their property; explicit implementations of interfaces have a dot in their name.
        MethodInfo { IsSpecialName: true } m when !m.Name.StartsWith("op_", StringComparison.Ordinal) => false,
        MethodBase m => IsVisible(m.Attributes) && (m.IsConstructor || !m.Name.Contains('.', StringComparison.Ordinal)) && !(m.IsConstructor && m.IsStatic),
        FieldInfo f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly,
        PropertyInfo p => !p.Name.Contains('.', StringComparison.Ordinal) && Accessors(p).Any(a => IsVisible(a.Attributes)),
        _ => false,
    } && member.GetCustomAttribute<CompilerGeneratedAttribute>() is null;

    private static bool IsVisible(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static IEnumerable<MethodInfo> Accessors(PropertyInfo property) => property.GetAccessors(nonPublic: true);

    private static MethodBase? Accessor(MemberInfo member) => member is PropertyInfo p ? Accessors(p).First() : member as MethodBase;

    private static string Describe(MemberInfo member)
    {
        var obsolete = member.GetCustomAttribute<ObsoleteAttribute>() is null ? "" : " [Obsolete]";
        return member switch
        {
            FieldInfo f => $"{Modifiers(f.IsFamily || f.IsFamilyOrAssembly, f.IsStatic)}field {f.Name} -> {Name(f.FieldType)}{(f.IsLiteral ? " = " + Value(f.GetRawConstantValue(), f.FieldType) : "")}",
            PropertyInfo p => Property(p),
            ConstructorInfo c => $"{Modifiers(!c.IsPublic, false)}.ctor({Parameters(c)})",
            MethodInfo m => $"{Modifiers(!m.IsPublic, m.IsStatic)}{m.Name}{Generic(m)}{(m.IsDefined(typeof(ExtensionAttribute)) ? "[ext]" : "")}({Parameters(m)}) -> {Name(m.ReturnType)}",
            _ => throw new ArgumentOutOfRangeException(nameof(member), member, null),
        } + obsolete;
    }

    private static string Property(PropertyInfo property)
    {
        var visible = Accessors(property).Where(a => IsVisible(a.Attributes)).ToArray();
        var indices = property.GetIndexParameters();
        return Modifiers(visible.All(a => !a.IsPublic), visible[0].IsStatic)
            + $"prop {property.Name}{(indices.Length > 0 ? $"({string.Join(", ", indices.Select(Parameter))})" : "")} "
            + $"{{{(visible.Any(a => a == property.GetMethod) ? "get;" : "")}{(visible.Any(a => a == property.SetMethod) ? "set;" : "")}}} -> {Name(property.PropertyType)}";
    }

    private static string Modifiers(bool isProtected, bool isStatic) => (isProtected ? "protected " : "") + (isStatic ? "static " : "");

    private static string Generic(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(',', method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var modifier = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : !parameter.ParameterType.IsByRef ? ""
            : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        return $"{modifier}{Name(type)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Value(parameter.RawDefaultValue, type) : "")}";
    }

    private static string Value(object? value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => "null",
            bool b => b ? "true" : "false",
            string s => $"\"{s}\"",
            _ when type.IsEnum => Enum.ToObject(type, value).ToString()!,
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double",
    };

    /// <summary>The framework's types by short name, all others in full, with dots for nesting.</summary>
    internal static string Name(Type type)
    {
        if (s_keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (type.IsGenericParameter)
            return type.Name;
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Name(underlying) + "?";
        var arguments = type.GetGenericArguments();
        // The list shows tuples of a method's own type parameters by their full name.
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
            return $"({string.Join(", ", arguments.Select(Name))})";
        return Qualified(type, arguments);
    }

    private static string Qualified(Type type, Type[] arguments)
    {
        // The list names a type inside a generic one by the outer type alone.
        if (type.DeclaringType is { IsGenericType: true } generic && type.GetGenericArguments().Length == generic.GetGenericArguments().Length)
            return Qualified(generic, arguments);
        var own = type.Name.Split('`')[0];
        var outer = type.DeclaringType is { } declaring ? Qualified(declaring, arguments[..declaring.GetGenericArguments().Length]) + "." : "";
        var space = outer.Length == 0 && type.Namespace?.StartsWith("System", StringComparison.Ordinal) == false ? type.Namespace + "." : "";
        var mine = arguments[(type.DeclaringType?.GetGenericArguments().Length ?? 0)..];
        return space + outer + own + (mine.Length > 0 ? $"<{string.Join(", ", mine.Select(Name))}>" : "");
    }
}
