using System.Collections.Generic;
using System.Linq;
using MiDsl.Samples.Common;

namespace MineAis;

/// <summary>What Brekelmans et al. 2022 (2303.06992) lead to expect: with p(y) known an energy is read far beyond what pairs alone allow.</summary>
internal static class Claims
{
    private const double Far = 20;

    public static IReadOnlyList<Claim> Check(IReadOnlyList<Reading> readings)
    {
        List<Claim> claims = [];
        foreach (Reading one in readings.Where(one => one.Nats == Far && one.Bound != "GIWAE"))
        {
            claims.Add(one.Bound == "MINE-AIS"
                ? new("MINE-AIS, a guaranteed lower bound, is within 10 % of 20 nats, twice its error too", one.IsNear, one.Short)
                : new($"{one.Bound} is not", !one.IsNear, one.Short));
        }

        Reading[] annealed = [.. readings.Where(one => one.Bound == "MINE-AIS")];
        if (annealed.Length > 0)
        {
            claims.Add(new("MINE-AIS is so at every level", annealed.All(one => one.IsNear), string.Join(", ", annealed.Select(one => one.Short))));
        }

        Reading[] above = [.. readings.Where(one => one.IsAbove)];
        claims.Add(new(
            "no lower bound lies above the truth by three standard errors", above.Length == 0,
            above.Length == 0 ? $"0 of {readings.Count}" : string.Join(", ", above.Select(one => $"{one.Bound} {one.Short}"))));
        return claims;
    }
}
