using System;
using System.Runtime.CompilerServices;

namespace MiDsl.Kernels;

/// <summary>What follows the product of a layer: its bias and activation, and the way back through them.</summary>
public static unsafe class Layers
{
    /// <summary>
    /// Whether the way back needs what came into the activation (SiLU, GELU) rather than what it gave.
    /// </summary>
    public static bool NeedsInputs(Activation activation) => activation is Activation.SiLU or Activation.GELU;

    /// <summary>values += bias, row by row: a layer without activation.</summary>
    /// <param name="values">[rows, columns].</param>
    /// <param name="bias">[columns].</param>
    /// <exception cref="ArgumentException">No whole rows.</exception>
    public static void AddBias(Span<float> values, ReadOnlySpan<float> bias) => Forward<NoActivation>(values, bias, default);

    /// <summary>values = activation(values + bias), row by row.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="values">[rows, columns]: products in, outputs out.</param>
    /// <param name="bias">[columns].</param>
    /// <param name="inputs">Receives values + bias where <see cref="NeedsInputs"/> and a way back will be; else empty.</param>
    /// <exception cref="ArgumentException">No whole rows, or inputs of another length.</exception>
    public static void Activate(Activation activation, Span<float> values, ReadOnlySpan<float> bias, Span<float> inputs = default)
    {
        switch (activation)
        {
            case Activation.ReLU:
                Forward<ReLU>(values, bias, inputs);
                break;
            case Activation.LeakyReLU:
                Forward<LeakyReLU>(values, bias, inputs);
                break;
            case Activation.ELU:
                Forward<ELU>(values, bias, inputs);
                break;
            case Activation.Tanh:
                Forward<HyperbolicTangent>(values, bias, inputs);
                break;
            case Activation.SiLU:
                Forward<SiLU>(values, bias, inputs);
                break;
            case Activation.GELU:
                Forward<GELU>(values, bias, inputs);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "No such activation.");
        }
    }

    /// <summary>Sums of columns: the gradient of the bias of a layer without activation.</summary>
    /// <param name="gradients">[rows, columns].</param>
    /// <param name="biasGradient">[columns].</param>
    /// <param name="accumulate">Whether to add to the bias gradient instead of overwriting it.</param>
    /// <exception cref="ArgumentException">No whole rows.</exception>
    public static void BiasGradient(Span<float> gradients, Span<float> biasGradient, bool accumulate = false) =>
        Backward<NoActivation>(gradients, gradients, biasGradient, accumulate);

    /// <summary>gradients *= derivative of the activation; biasGradient = their sums over rows.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="saved">[rows, columns]: the outputs, or the inputs where <see cref="NeedsInputs"/>.</param>
    /// <param name="gradients">[rows, columns]: in the outputs before, in the products after.</param>
    /// <param name="biasGradient">[columns].</param>
    /// <param name="accumulate">Whether to add to the bias gradient instead of overwriting it.</param>
    /// <exception cref="ArgumentException">No whole rows, or saved of another length.</exception>
    public static void Back(
        Activation activation, ReadOnlySpan<float> saved, Span<float> gradients, Span<float> biasGradient, bool accumulate = false)
    {
        switch (activation)
        {
            case Activation.ReLU:
                Backward<ReLU>(saved, gradients, biasGradient, accumulate);
                break;
            case Activation.LeakyReLU:
                Backward<LeakyReLU>(saved, gradients, biasGradient, accumulate);
                break;
            case Activation.ELU:
                Backward<ELU>(saved, gradients, biasGradient, accumulate);
                break;
            case Activation.Tanh:
                Backward<HyperbolicTangent>(saved, gradients, biasGradient, accumulate);
                break;
            case Activation.SiLU:
                Backward<SiLU>(saved, gradients, biasGradient, accumulate);
                break;
            case Activation.GELU:
                Backward<GELU>(saved, gradients, biasGradient, accumulate);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "No such activation.");
        }
    }

    private static int RowsOf(int length, int columns)
    {
        int rows = columns == 0 ? 0 : length / columns;
        Shapes.RequireSame(length, rows * columns, "values");
        return rows;
    }

    private static void Forward<TActivation>(Span<float> values, ReadOnlySpan<float> bias, Span<float> inputs)
        where TActivation : struct, IActivation
    {
        int rows = RowsOf(values.Length, bias.Length);
        if (!inputs.IsEmpty)
        {
            Shapes.RequireSame(inputs.Length, values.Length, nameof(inputs));
        }

        fixed (float* v = values, b = bias, before = inputs)
        {
            switch (Width.Bits)
            {
                case 512:
                    Forward<TActivation, Lanes512>(v, b, before, rows, bias.Length);
                    break;
                case 256:
                    Forward<TActivation, Lanes256>(v, b, before, rows, bias.Length);
                    break;
                default:
                    Forward<TActivation, Lanes128>(v, b, before, rows, bias.Length);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward<TActivation, TLanes>(float* values, float* bias, float* inputs, int rows, int columns)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TLanes>
    {
        float* part = stackalloc float[2 * 16];
        for (int row = 0; row < rows; row++, values += columns)
        {
            int j = 0;
            for (; j + TLanes.Count <= columns; j += TLanes.Count)
            {
                TLanes input = TLanes.Load(values + j) + TLanes.Load(bias + j);
                if (inputs != null)
                {
                    input.Store(inputs + j);
                }

                TActivation.Of(input).Store(values + j);
            }

            if (j < columns)
            {
                Part.Load<TLanes>(values + j, columns - j, 0, part);
                Part.Load<TLanes>(bias + j, columns - j, 0, part + 16);
                TLanes input = TLanes.Load(part) + TLanes.Load(part + 16);
                if (inputs != null)
                {
                    input.Store(part);
                    Part.Store(part, columns - j, inputs + j);
                }

                TActivation.Of(input).Store(part);
                Part.Store(part, columns - j, values + j);
            }

            inputs = inputs == null ? null : inputs + columns;
        }
    }

    private static void Backward<TActivation>(ReadOnlySpan<float> saved, Span<float> gradients, Span<float> biasGradient, bool accumulate)
        where TActivation : struct, IActivation
    {
        int rows = RowsOf(gradients.Length, biasGradient.Length);
        Shapes.RequireSame(saved.Length, gradients.Length, nameof(saved));
        fixed (float* s = saved, g = gradients, sums = biasGradient)
        {
            switch (Width.Bits)
            {
                case 512:
                    Backward<TActivation, Lanes512>(s, g, sums, rows, biasGradient.Length, accumulate);
                    break;
                case 256:
                    Backward<TActivation, Lanes256>(s, g, sums, rows, biasGradient.Length, accumulate);
                    break;
                default:
                    Backward<TActivation, Lanes128>(s, g, sums, rows, biasGradient.Length, accumulate);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward<TActivation, TLanes>(
        float* saved, float* gradients, float* sums, int rows, int columns, bool accumulate)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TLanes>
    {
        const int Block = 128;
        float* part = stackalloc float[2 * 16];
        for (int j = 0; j < columns; j += TLanes.Count)
        {
            int width = Math.Min(TLanes.Count, columns - j);
            TLanes total = TLanes.Zero;
            if (accumulate)
            {
                Part.Load<TLanes>(sums + j, width, 0, part);
                total = TLanes.Load(part);
            }

            // Blocks of rows, so that long columns are not summed up one by one.
            for (int start = 0; start < rows; start += Block)
            {
                TLanes sum = TLanes.Zero;
                float* s = saved + ((nint)start * columns) + j, g = gradients + ((nint)start * columns) + j;
                for (int row = start; row < Math.Min(start + Block, rows); row++, s += columns, g += columns)
                {
                    if (width == TLanes.Count)
                    {
                        TLanes gradient = TActivation.Back(TLanes.Load(s), TLanes.Load(g));
                        gradient.Store(g);
                        sum += gradient;
                    }
                    else
                    {
                        Part.Load<TLanes>(s, width, 0, part);
                        Part.Load<TLanes>(g, width, 0, part + 16);
                        TLanes gradient = TActivation.Back(TLanes.Load(part), TLanes.Load(part + 16));
                        gradient.Store(part);
                        Part.Store(part, width, g);
                        sum += gradient;
                    }
                }

                total += sum;
            }

            total.Store(part);
            Part.Store(part, width, sums + j);
        }
    }
}
