using System;
using System.Reflection;
using TorchSharp;
using Xunit;

namespace LibTorch.Tests.Api;

/// <summary>A library compiled against the drop-in binds to the real TorchSharp 0.105.1 only if the reference looks like this.</summary>
public sealed class IdentityTests
{
    private static readonly AssemblyName s_name = typeof(torch).Assembly.GetName();

    [Fact]
    public void Assembly_is_named_TorchSharp_0_105_1_0()
    {
        Assert.Equal("TorchSharp", s_name.Name);
        Assert.Equal(new Version(0, 105, 1, 0), s_name.Version);
    }

    [Fact]
    public void Assembly_has_no_public_key() => Assert.Empty(s_name.GetPublicKey() ?? []);

    [Fact]
    public void References_carry_that_identity()
    {
        var reference = Assert.Single(typeof(IdentityTests).Assembly.GetReferencedAssemblies(), r => r.Name == "TorchSharp");
        Assert.Equal("TorchSharp, Version=0.105.1.0, Culture=neutral, PublicKeyToken=null", reference.FullName);
    }
}
