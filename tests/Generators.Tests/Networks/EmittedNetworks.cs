using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using MiDsl.Testing;
using Microsoft.CodeAnalysis;
using TorchSharp;
using static TorchSharp.torch;

namespace MiDsl.Generators.Tests;

/// <summary>Emitted networks, each nested in a class of its own, compiled together and loaded.</summary>
internal sealed class EmittedNetworks : IDisposable
{
    private const string Usings = """
        using System;
        using MiDsl.Torch;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;

        """;

    private readonly CompiledEstimator compiled;
    private readonly string[] names;

    private EmittedNetworks(IEnumerable<string> networks, string type)
    {
        string[] texts = [.. networks];
        names = [.. texts.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"Case{i}+{type}"))];
        var source = new StringBuilder(Usings);
        for (int i = 0; i < texts.Length; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"public static class Case{i}\n{{\n{texts[i].Replace($"private sealed class {type}", $"public sealed class {type}")}{(texts[i].Contains("void Use(") ? $"public static void Use({type} network, Tensor[] layers) => network.Use(layers);\n" : "")}}}\n");
        }

        var compilation = UserProject.Compile(source.ToString());
        Diagnostic[] complaints = [.. compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591")];
        compiled = complaints.Length == 0 ? CompiledEstimator.Load(compilation) : throw new HarnessException(string.Join('\n', complaints.Take(8)));
    }

    public static EmittedNetworks Of(IEnumerable<DecoderPlan> plans) => new(plans.Select(Text), "DecoderNetwork");

    public static EmittedNetworks Of(IEnumerable<VariationalPlan> plans) => new(plans.Select(Text), "VariationalNetwork");

    public static string Text(VariationalPlan plan)
    {
        var writer = new CodeWriter();
        VariationalWriter.Write(writer, plan);
        return writer.ToString();
    }

    public static string Text(DecoderPlan plan)
    {
        var writer = new CodeWriter();
        DecoderWriter.Write(writer, plan);
        return writer.ToString();
    }

    /// <summary>A new network on the CPU.</summary>
    public LoadedNetwork Create(int index, params long[] arguments)
    {
        object module = compiled.Create(names[index], [.. arguments.Cast<object>(), CPU]);

        // A span of the arguments is nothing that reflection can pass.
        MethodInfo? use = module.GetType().DeclaringType!.GetMethod("Use");
        return new((nn.Module<Tensor, Tensor>)module, layers => use!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [module, layers], null));
    }

    public void Dispose() => compiled.Dispose();

    /// <summary>The gradient of a density in its argument, by autograd.</summary>
    public static Tensor Autograd(Func<Tensor, Tensor> logDensity, Tensor at)
    {
        using var scope = NewDisposeScope();
        var leaf = at.detach().clone().requires_grad_();
        return autograd.grad([logDensity(leaf).sum()], [leaf])[0].MoveToOuterDisposeScope();
    }

    /// <summary>The same by central differences, column by column.</summary>
    public static Tensor Differences(Func<Tensor, Tensor> logDensity, Tensor at, double step)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var columns = new List<Tensor>();
        for (long j = 0; j < at.shape[1]; j++)
        {
            var shift = zeros_like(at);
            shift.narrow(1, j, 1).fill_(step);
            columns.Add((logDensity(at + shift) - logDensity(at - shift)) / (2 * step));
        }

        return stack(columns, 1).MoveToOuterDisposeScope();
    }

    /// <summary>The greatest absolute difference, relative where the expected values exceed 1.</summary>
    public static double Distance(Tensor actual, Tensor expected)
    {
        using var scope = NewDisposeScope();
        return ((actual - expected).abs() / expected.abs().clamp(min: 1)).max().to(float64).item<double>();
    }
}
