using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MiDsl.Testing;

/// <summary>A user's project, compiled in memory and loaded; its types can be made and called. Dispose unloads it.</summary>
public sealed class CompiledEstimator : IDisposable
{
    private const BindingFlags Any =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private readonly AssemblyLoadContext context = new("UserProject", isCollectible: true);

    private CompiledEstimator(Stream image) => Assembly = context.LoadFromStream(image);

    /// <summary>The user's assembly.</summary>
    public Assembly Assembly { get; }

    /// <summary>Emits to memory and loads. MiDsl and TorchSharp are the test process's own.</summary>
    public static CompiledEstimator Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error);
            throw new HarnessException("Does not compile:\n" + string.Join('\n', errors));
        }

        image.Position = 0;
        return new(image);
    }

    /// <summary>A type by its metadata name, as in <c>Outer+Inner`1</c>.</summary>
    public Type Type(string name) =>
        Assembly.GetType(name) ?? throw new HarnessException(
            $"No type '{name}'; there are {string.Join(", ", Assembly.GetTypes().Select(type => type.FullName))}");

    /// <summary>An instance of the named type; use it through <see cref="Call"/> or as <c>dynamic</c> if it is public.</summary>
    public object Create(string name, params object?[] arguments) =>
        Unwrapped(() => Activator.CreateInstance(
            Type(name), Any | BindingFlags.CreateInstance | BindingFlags.OptionalParamBinding, null, arguments, null))!;

    /// <summary>Calls a method; parameters left out take their defaults, exceptions come as they were thrown.</summary>
    public static object? Call(object instance, string method, params object?[] arguments)
    {
        var filled = arguments.Concat(Enumerable.Repeat((object?)System.Type.Missing, 16));
        var candidates = instance.GetType().GetMethods(Any)
            .Where(m => string.Equals(m.Name, method, StringComparison.Ordinal) && Accepts(m.GetParameters(), arguments))
            .OrderBy(m => m.GetParameters().Length)
            .ToArray();
        return candidates.Length == 0
            ? throw new HarnessException($"{instance.GetType()} has no method {method} that takes these arguments.")
            : Unwrapped(() => candidates[0].Invoke(
                instance, Any | BindingFlags.OptionalParamBinding, null, [.. filled.Take(candidates[0].GetParameters().Length)], null));
    }

    /// <inheritdoc/>
    public void Dispose() => context.Unload();

    private static bool Accepts(ParameterInfo[] parameters, object?[] arguments) =>
        parameters.Length >= arguments.Length
        && parameters.Skip(arguments.Length).All(p => p.IsOptional)
        && arguments.Zip(parameters).All(pair => pair.First is null || pair.Second.ParameterType.IsInstanceOfType(pair.First));

    private static object? Unwrapped(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
