using Xunit;

namespace MiDsl.Samples.Tests.Claims;

/// <summary>Trainings run one after the other on one thread each: torch's random state and gradient mode are global.</summary>
[CollectionDefinition(Name)]
public sealed class OneThread : ICollectionFixture<OneThread>
{
    public const string Name = "trainings";

    public OneThread() => TorchSharp.torch.set_num_threads(1);
}
