using System;
using System.Linq;
using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>Writes the class of consecutive pairs on their way through a concatenated critic, with arrays of their own for one thread.</summary>
/// <param name="network">The critic's.</param>
/// <param name="text">Its layers, rows counted by <c>count</c> and gradients added up.</param>
/// <param name="accumulated">A further argument of the last product where scores of a closed form are there already.</param>
/// <param name="isFused">Whether pairs go back as soon as their rows are scored, so that nobody else asks for hidden layers.</param>
internal sealed class CpuLane(NetworkPlan network, CpuNetworkText text, string accumulated, bool isFused)
{
    private int Top => network.Layers.Count - 2;

    private Width First => network.Layers[0].Outputs;

    private LayerPlan Head => network.Layers[Top + 1];

    private int HeadPart => text.Parts[Top + 1];

    /// <summary>Whether the last hidden layer is of plain ReLUs over another, wide enough for its masks to be worth tables.</summary>
    private bool IsMasked => Top > 0 && network.Layers[Top] is
    {
        Activation: Activation.ReLU, Norm: Norm.None, Residual: false, Outputs.Value: >= 64, Inputs.Value: >= 64,
    };

    public void Write(CodeWriter w)
    {
        // The scores take the place of the last layer's array; masks need no gradient in the layer before.
        string[] others = [network.Name, "d" + network.Name, IsMasked ? "d" + text.Out(Top) : ""];
        CpuArray[] arrays = [.. text.Arrays().Where(array => !others.Contains(array.Name, StringComparer.Ordinal)).Select(array => new CpuArray(network.Name, array.Name, "pairs", array.Width))];
        w.Doc("Consecutive pairs, counted row by row, on their way through the network: arrays for one thread.");
        using (w.Open("private sealed class Lane(CriticNetwork critic)"))
        {
            w.Lines("""
                private readonly float[] gradient = new float[critic.layout.Length];
                private float[] dOfY = [];
                """);
            CpuArray.WriteFields(w, arrays);
            w.Gap();
            using (w.Open("public void MakeRoom(int pairs)"))
            {
                CpuArray.WriteRoom(w, arrays);
            }

            w.Gap();
            WriteSums(w);
            w.Gap();
            WriteForward(w);
            w.Gap();
            WriteBack(w);
            w.Gap();
            w.Lines("private Span<float> W(int part) => critic.W(part);");
            w.Gap();
            w.Lines("private Span<float> D(int part) => critic.layout.Part(gradient, part);");
        }
    }

    private static void WriteSums(CodeWriter w) => w.Lines("""
        public void Begin()
        {
            if (dOfY.Length != critic.dOfY.Length)
            {
                dOfY = new float[critic.dOfY.Length];
            }

            Array.Clear(gradient);
            Array.Clear(dOfY);
        }

        public void AddTo(float[] allGradient, float[] allOfY)
        {
            RowMath.AddTo(allGradient, gradient);
            RowMath.AddTo(allOfY, dOfY);
        }
        """);

    private void WriteForward(CodeWriter w)
    {
        using (w.Open("public void Score(int from, int count)"))
        {
            w.Lines($"""
                var scores = critic.Scores.Values.Slice(from, count);
                Hidden(from, count);
                Gemm.MultiplyRightTransposed({text.Given(Top)}, W({HeadPart}), scores, count, 1, {Head.Inputs}{accumulated});
                Layers.AddBias(scores, W({HeadPart + 1}));
                """);
        }

        w.Gap();
        using (w.Open($"{(isFused ? "private" : "public")} void Hidden(int from, int count)"))
        {
            w.Lines($"PairProducts.Add(critic.Scores, from, critic.ofX, critic.ofY, {text.Out(0)}.AsSpan(0, count * {First}), {First});");
            text.Finish(w, 0, "");
            for (int i = 1; i <= Top; i++)
            {
                text.Through(w, i, text.Given(i - 1));
            }
        }
    }

    private void WriteBack(CodeWriter w)
    {
        using (w.Open("public void Back(int from, int count)"))
        {
            w.Lines($"""
                var slopes = critic.Scores.Slopes.Slice(from, count);
                Layers.BiasGradient(slopes, D({HeadPart + 1}), accumulate: true);
                Gemm.MultiplyLeftTransposed(slopes, {text.Given(Top)}, D({HeadPart}), 1, {Head.Inputs}, count, accumulate: true);
                """);
            if (IsMasked)
            {
                WriteMasked(w);
            }
            else
            {
                w.Lines($"Gemm.Multiply(slopes, W({HeadPart}), d{text.Out(Top)}, count, {Head.Inputs}, 1);");
            }

            for (int i = IsMasked ? Top - 1 : Top; i > 0; i--)
            {
                text.BackThrough(w, i);
                text.BackToWeights(w, i, text.Given(i - 1));
                w.Lines(text.Before(i));
            }

            text.BackThrough(w, 0);
            w.Lines($"PairProducts.AddBack(critic.Scores, from, d{text.Out(0)}.AsSpan(0, count * {First}), critic.dOfX, dOfY, {First});");
        }
    }

    private void WriteMasked(CodeWriter w)
    {
        LayerPlan layer = network.Layers[Top];
        string sizes = $"count, {layer.Outputs}, {layer.Inputs}", hidden = text.Given(Top), under = text.Given(Top - 1);
        int part = text.Parts[Top];
        w.Lines($"""

            // Under one score the gradient in the last layer is slope times weight where a unit is on: sums over subsets in place of products.
            MaskedProducts.Weights({hidden}, slopes, W({HeadPart}), {under}, D({part}), D({part + 1}), {sizes}, accumulate: true);
            MaskedProducts.Inputs({hidden}, slopes, W({HeadPart}), W({part}), d{text.Out(Top - 1)}, {sizes});

            """);
    }
}
