using System;
using MiDsl.Cpu.Tests.Estimators;
using Xunit;

namespace MiDsl.Cpu.Tests;

/// <summary>Emitted estimators of the CPU target learn what they are to learn, and say what they are.</summary>
public sealed class FitTests
{
    // -log(1 - .49), two columns of half of that.
    private static readonly double Truth = -Math.Log(1 - (0.7 * 0.7));

    public static TheoryData<string> Names => ["nce", "mine", "nwj", "smile", "tuba", "ialpha", "jsd"];

    /// <summary>Seeds are fixed. Critics of a few hundred steps miss some: within .1 below, four standard errors above.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Value_comes_near_the_truth(string name)
    {
        InformationValue value = Fit(name);
        Assert.InRange(value.Value, Truth - 0.1, Truth + (4 * value.StandardError) + 0.02);
        Assert.InRange(value.StandardError, 1e-4, 0.06);
    }

    private static InformationValue Fit(string name) => name switch
    {
        "nce" => new CpuNce().Fit(),
        "mine" => new CpuMine().Fit(),
        "nwj" => new CpuNwj().Fit(),
        "smile" => new CpuSmile().Fit(),
        "tuba" => new CpuTuba().Fit(),
        "ialpha" => new CpuIAlpha().Fit(),
        _ => new CpuJsd().Fit(),
    };
}
