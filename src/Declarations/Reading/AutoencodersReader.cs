using System.Linq;

namespace MiDsl.Declarations;

/// <summary>Reads the autoencoders, and what of [Variational] they cannot follow.</summary>
internal static class AutoencodersReader
{
    private static readonly string[] Foreign = ["Family", "Components", "Couplings"];

    public static AutoencodersDeclaration? Read(AttributeArguments autoencoders, AttributeArguments variational) =>
        autoencoders.IsWritten || variational.IsWritten
            ? new AutoencodersDeclaration(
                autoencoders.IsWritten,
                autoencoders.Int32("Latent"),
                autoencoders.Int32("JointLatent"),
                autoencoders.Enum<Likelihood>("X"),
                autoencoders.Enum<Likelihood>("Y"),
                autoencoders.Int32("Samples"),
                Foreign.Where(name => variational.Int32(name) is not null || variational.Enum<VariationalFamily>(name) is not null).ToEquatableArray())
            : null;
}
