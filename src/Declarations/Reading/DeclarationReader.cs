using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace MiDsl.Declarations;

/// <summary>Reads an [Estimator] class into a declaration. No symbol, syntax node or location outlives this step.</summary>
internal static class DeclarationReader
{
    public static EstimatorDeclaration Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        TypeShape shape = TypeReader.Read(type, problems);
        cancellation.ThrowIfCancellationRequested();

        AttributeArguments estimator = On(type, KnownTypes.EstimatorAttribute);
        AttributeArguments baseline = On(type, KnownTypes.BaselineAttribute);
        AttributeArguments training = On(type, KnownTypes.TrainingAttribute);
        AttributeArguments clipping = On(type, KnownTypes.GradientClippingAttribute);
        return new EstimatorDeclaration(
            shape,
            new BoundDeclaration(estimator.FirstEnum<Bound>(), estimator.Double("Tau"), estimator.Double("EmaRate"), estimator.Double("Alpha"), estimator.Enum<Bound>("ReadBy")),
            JointReader.Read(type, On(type, KnownTypes.JointAttribute), problems),
            CriticReader.Read(type, On(type, KnownTypes.CriticAttribute), problems),
            baseline.IsWritten ? new BaselineDeclaration(baseline.Int32Array("Hidden"), baseline.Enum<Activation>("Activation")) : null,
            new TrainingDeclaration(
                training.Int32("Steps"),
                training.Int32("BatchSize"),
                training.Enum<Optimizer>("Optimizer"),
                training.Double("LearningRate"),
                training.Double("WeightDecay"),
                training.Double("Validation"),
                training.Double("Test"),
                training.Int32("ValidationPairs"),
                training.Int32("TestPairs"),
                training.Int32("ValidationInterval"),
                training.Int32("Patience"),
                training.Int64("Seed"),
                training.Text("Device")),
            clipping.IsWritten && clipping.FirstEnum<Clip>() is { } mode
                ? new ClippingDeclaration(mode, clipping.Double("MaxNorm"), clipping.Double("MaxValue"))
                : null,
            On(type, KnownTypes.PreprocessAttribute).FirstEnum<Preprocessing>(),
            problems.ToEquatableArray());
    }

    /// <summary>The attribute of that full name on a symbol, if any.</summary>
    public static AttributeData? AttributeOn(ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass is { } c && KnownTypes.Is(c, name));

    private static AttributeArguments On(INamedTypeSymbol type, string name) => new(AttributeOn(type, name));
}
