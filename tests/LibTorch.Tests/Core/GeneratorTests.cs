using System;
using System.Collections.Generic;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace LibTorch.Tests.Core;

public sealed class GeneratorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Draws => new(s_draws.Keys);

    private static readonly Dictionary<string, Func<Generator, Tensor>> s_draws = new(StringComparer.Ordinal)
    {
        ["rand"] = g => rand(5, generator: g),
        ["randn"] = g => randn(5, generator: g),
        ["randint"] = g => randint(100, new long[] { 5 }, generator: g),
        ["randperm"] = g => randperm(20, generator: g),
        ["normal_"] = g => empty(5).normal_(1, 2, g),
        ["uniform_"] = g => empty(5).uniform_(-1, 1, g),
        ["exponential_"] = g => empty(5).exponential_(1, g),
        ["bernoulli"] = g => full(20, 0.5).bernoulli(g),
        ["bernoulli_"] = g => empty(20).bernoulli_(0.5, g),
        ["multinomial"] = g => ones(20).multinomial(10, generator: g),
        ["poisson"] = g => full(20, 5.0).poisson(g),
        ["random_"] = g => empty(20).random_(0, 100, g),
        ["normal"] = g => normal(0, 1, new long[] { 5 }, generator: g),
    };

    [Theory]
    [MemberData(nameof(Draws))]
    public void Equal_seeds_draw_alike_and_apart_from_the_default_generator(string name)
    {
        var draw = s_draws[name];
        using Generator first = new(7), second = new(7), other = new(8);
        manual_seed(1);
        var expected = rand(3);
        manual_seed(1);
        var drawn = draw(first);
        Assert.Equal(drawn, draw(second));
        Assert.NotEqual(drawn, draw(first));
        Assert.NotEqual(drawn, draw(other));
        Assert.Equal(expected, rand(3));
    }

    [Fact]
    public void Manual_seed_gives_PyTorch_numbers()
    {
        manual_seed(42);
        // torch.manual_seed(42); torch.rand(2)
        Assert.Equal([0.88226926f, 0.91500396f], rand(2).data<float>().ToArray());
        Assert.Equal(42, initial_seed());
    }

    [Fact]
    public void State_can_be_taken_and_set()
    {
        using var generator = new Generator(3);
        var state = generator.get_state();
        var first = randn(4, generator: generator);
        generator.set_state(state);
        Assert.Equal(first, randn(4, generator: generator));
        Assert.Equal(3, generator.initial_seed());
        var global = get_rng_state();
        var drawn = rand(2);
        set_rng_state(global);
        Assert.Equal(drawn, rand(2));
    }

    [Fact]
    public void A_disposed_generator_is_an_error()
    {
        var generator = new Generator();
        generator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => generator.manual_seed(1));
        Assert.Throws<ObjectDisposedException>(() => rand(2, generator: generator));
    }

    [Fact]
    public void Seeds_from_the_system_differ()
    {
        using var generator = new Generator();
        Assert.NotEqual(generator.seed(), generator.seed());
    }
}
