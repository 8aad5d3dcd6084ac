using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Interop;
using Xunit;
using static TorchSharp.torch;

namespace LibTorch.Tests.Core;

/// <summary>The boxed call and what it converts.</summary>
public sealed class OpTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Every_operator_that_the_drop_in_names_exists()
    {
        var ops = typeof(torch).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(f => f.FieldType == typeof(Op));
        var missing = new List<string>();
        foreach (var field in ops)
        {
            // A call without arguments finds the operator first, and only then misses its arguments.
            var error = Record.Exception(() => ((Op)field.GetValue(null)!).Call());
            if (error is ExternalException e && !e.Message.Contains("is missing argument", StringComparison.Ordinal))
                missing.Add($"{field.DeclaringType!.Name}.{field.Name}: {e.Message}");
        }
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Unknown_operators_and_surplus_arguments_are_errors()
    {
        Assert.Contains("no_such_operator", Assert.Throws<ExternalException>(() => new Op("no_such_operator").Call()).Message, StringComparison.Ordinal);
        Assert.Equal("aten::exp takes 1 arguments, not 2", Assert.Throws<ExternalException>(() => new Op("exp").Call(ones(1), 1)).Message);
        Assert.Equal("aten::add is missing argument 1", Assert.Throws<ExternalException>(() => new Op("add.Tensor").Call(ones(1))).Message);
    }

    [Fact]
    public void Numbers_take_the_type_that_the_schema_asks_for()
    {
        Assert.Equal([2, 1], new Op("sum.dim_IntList").Call(ones(2, 3), 1, true).shape);
        Assert.Equal(0.5, new Op("dropout").Call(ones(1), 0, false).add(-0.5).ToDouble());
        Assert.Equal(3, new Op("add.Tensor").Call(ones(1), 2).ToSingle());
        Assert.Equal(ScalarType.Float32, new Op("add.Tensor").Call(ones(1), 2.0).dtype);
        Assert.Equal(ScalarType.ComplexFloat32, new Op("mul.Tensor").Call(ones(1), (Scalar)new System.Numerics.Complex(0, 1)).dtype);
    }

    [Fact]
    public void Long_lists_and_empty_ones()
    {
        var many = Enumerable.Range(0, 1000).Select(i => full(1, i)).ToArray();
        Assert.Equal(499500, cat(many).sum().ToInt64());
        Assert.Equal(0, zeros([]).Dimensions);
        Assert.Equal(1000, arange(1000).split(1).Length);
    }

    [Fact]
    public void Results_of_lists_survive_the_next_call()
    {
        var parts = arange(6).split(2);
        _ = arange(9).split(3);
        Assert.Equal([2L, 3], parts[1].data<long>().ToArray());
    }

    [Fact]
    public void Text_and_missing_tensors_pass()
    {
        Assert.Equal(6, einsum("i,i->", ones(6), ones(6)).ToSingle());
        Assert.Equal([1L, 2], bincount(tensor(new long[] { 0, 1, 1 })).data<long>().ToArray());
    }

    [Fact]
    public void A_missing_shim_is_told_with_the_file_the_places_and_the_mend()
    {
        var error = Assert.Throws<DllNotFoundException>(() => ShimLibrary.Load(["/nowhere/one", "/nowhere/two"]));
        Assert.Contains("libMiDslTorchShim.so", error.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/one, /nowhere/two", error.Message, StringComparison.Ordinal);
        Assert.Contains("./build.sh", error.Message, StringComparison.Ordinal);
        Assert.Contains("-p:LibTorch=cpu", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shim_that_does_not_load_is_told_with_its_cause()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory();
        try
        {
            System.IO.File.WriteAllText(System.IO.Path.Combine(folder.FullName, "libMiDslTorchShim.so"), "not a library");
            var error = Assert.Throws<DllNotFoundException>(() => ShimLibrary.Load([folder.FullName]));
            Assert.Contains("was found but does not load", error.Message, StringComparison.Ordinal);
            Assert.Contains("./build.sh", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
