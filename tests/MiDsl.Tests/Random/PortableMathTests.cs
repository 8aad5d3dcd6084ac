using System;
using Xunit;

namespace MiDsl.Tests.Random;

public class PortableMathTests
{
    [Fact]
    public void AgreesWithTheLibraryToTheLastBits()
    {
        Rng rng = new(3);
        for (int i = 0; i < 100_000; i++)
        {
            double u = rng.NextDouble() + 1e-300, wide = Math.Pow(10, 600 * u - 290);
            Assert.Equal(Math.Log(u), PortableMath.Log(u), Math.Max(1e-15, 3e-16 * Math.Abs(Math.Log(u))));
            Assert.Equal(1, PortableMath.Log(wide > 1e308 ? 1e308 : wide) / Math.Log(wide > 1e308 ? 1e308 : wide), 1e-15);
            double x = 1300 * u - 650;
            Assert.Equal(1, PortableMath.Exp(x) / Math.Exp(x), 1e-15);
            (double sin, double cos) = PortableMath.SinCosTurns(u);
            Assert.Equal(Math.Sin(2 * Math.PI * u), sin, 1e-15);
            Assert.Equal(Math.Cos(2 * Math.PI * u), cos, 1e-15);
        }

        Assert.Equal(0, PortableMath.Log(1));
        Assert.Equal(1, PortableMath.Exp(0));
        Assert.Equal(0, PortableMath.Exp(-1e9));
        Assert.Equal((0.0, 1.0), PortableMath.SinCosTurns(0));
    }
}
