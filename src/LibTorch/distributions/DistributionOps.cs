using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>Draws that no public function offers with a generator.</summary>
internal static class DistributionOps
{
    internal static readonly Op
        standard_gamma = new("_standard_gamma"), sample_dirichlet = new("_sample_dirichlet"), multinomial = new(),
        bernoulli = new(), poisson = new();
}
