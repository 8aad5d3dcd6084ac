using System;
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
        AttributeArguments variational = On(type, KnownTypes.VariationalAttribute);
        AttributeArguments negatives = On(type, KnownTypes.NegativesAttribute);
        AttributeArguments training = On(type, KnownTypes.TrainingAttribute);
        AttributeArguments clipping = On(type, KnownTypes.GradientClippingAttribute);
        return new EstimatorDeclaration(
            shape,
            new BoundDeclaration(estimator.FirstEnum<Bound>(), estimator.Double("Tau"), estimator.Double("EmaRate"), estimator.Double("Alpha"), estimator.Enum<Bound>("ReadBy"), estimator.Double("NoiseRatio"),
                new SidesDeclaration(estimator.Enum<Side>("Report"), estimator.Int32("Samples"), estimator.Int32("Chains"), estimator.Enum<ChainWeights>("LowerBy"), estimator.Enum<ChainWeights>("UpperBy")))
            {
                Expected = estimator.Double("Expected"),
                Target = estimator.Enum<Target>("Target"),
            },
            JointReader.Read(type, On(type, KnownTypes.JointAttribute), problems),
            CriticReader.Read(type, On(type, KnownTypes.CriticAttribute), problems),
            baseline.IsWritten ? new BaselineDeclaration(baseline.Int32Array("Hidden"), baseline.Enum<Activation>("Activation")) : null,
            variational.IsWritten
                ? new VariationalDeclaration(
                    variational.FirstEnum<Variable>() ?? Variable.Y, variational.Enum<VariationalFamily>("Family"),
                    variational.Int32Array("Hidden"), variational.Enum<Activation>("Activation"), variational.Int32("Components"), variational.Int32("Couplings"))
                {
                    Convolutions = new ConvolutionDeclaration(variational.Int32Array("Channels"), variational.Int32("Kernel"), variational.Int32("Stride")),
                    BatchNorm = variational.Boolean("BatchNorm") == true,
                }
                : null,
            negatives.IsWritten
                ? new NegativesDeclaration(negatives.FirstEnum<NegativeSampling>(), negatives.Int32("PerPair"), negatives.Int32("InEvaluation"), negatives.Int32("Neighbours"))
                : null,
            Each(type, KnownTypes.ImageAttribute, a => new ImageDeclaration(a.FirstEnum<Variable>(), a.Int32("Height"), a.Int32("Width"), a.Boolean("EachLocation"))),
            Each(type, KnownTypes.DiscreteAttribute, a => new DiscreteDeclaration(a.FirstEnum<Variable>(), a.Int32("Categories"), a.Int32("Embedding"))),
            new TrainingDeclaration(
                training.Int32("Steps"),
                training.Int32("BatchSize"),
                training.Enum<Optimizer>("Optimizer"),
                training.Double("LearningRate"),
                training.Double("WeightDecay"),
                training.Enum<LearningRateSchedule>("Schedule"),
                training.Double("WeightAverage"),
                training.Double("Validation"),
                training.Double("Test"),
                training.Int32("CrossFit"),
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
            DensityReader.Read(type, problems),
            problems.ToEquatableArray())
        {
            Autoencoders = AutoencodersReader.Read(On(type, KnownTypes.AutoencodersAttribute), variational),
        };
    }

    /// <summary>The attribute of that full name on a symbol, if any.</summary>
    public static AttributeData? AttributeOn(ISymbol symbol, string name) => AttributesOn(symbol, name).FirstOrDefault();

    /// <summary>The attributes of that full name on a symbol, as written.</summary>
    public static IEnumerable<AttributeData> AttributesOn(ISymbol symbol, string name) =>
        symbol.GetAttributes().Where(a => a.AttributeClass is { } c && KnownTypes.Is(c, name));

    private static EquatableArray<T> Each<T>(INamedTypeSymbol type, string name, Func<AttributeArguments, T> read)
        where T : IEquatable<T> => AttributesOn(type, name).Select(a => read(new AttributeArguments(a))).ToEquatableArray();

    /// <summary>The arguments of an attribute on a symbol, whether written or not.</summary>
    public static AttributeArguments On(ISymbol symbol, string name) => new(AttributeOn(symbol, name));
}
