using Xunit;

namespace MiDsl.Generators.Tests;

/// <summary>Tests that draw from torch's default generator, which all threads share: one after the other, or a seed is another's.</summary>
[CollectionDefinition(Name)]
public sealed class TorchDraws
{
    public const string Name = "torch's draws";
}
