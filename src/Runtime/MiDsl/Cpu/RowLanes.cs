using System;
using MiDsl.Kernels;

namespace MiDsl.Cpu;

/// <summary>A critic whose two encoders may run at the same time.</summary>
public interface ITwoEncoders
{
    /// <summary>Encodes the rows of x that the critic holds.</summary>
    void EncodeX();

    /// <summary>Encodes the rows of y that the critic holds.</summary>
    void EncodeY();

    /// <summary>The gradient of the weights of x's encoder.</summary>
    void BackX();

    /// <summary>The gradient of the weights of y's encoder.</summary>
    void BackY();
}

/// <summary>A critic that walks its pairs by ranges of rows, several at the same time.</summary>
public interface IRowLanes
{
    /// <summary>Walks some rows.</summary>
    /// <param name="lane">Below the number asked for: whose arrays are used.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    /// <param name="pass">What is done.</param>
    void Walk(int lane, int from, int to, RowPass pass);
}

/// <summary>What is done with rows of pairs.</summary>
public enum RowPass
{
    /// <summary>They are scored.</summary>
    Score = 0,

    /// <summary>Gradients are gathered from their slopes.</summary>
    Back = 1,

    /// <summary>Both, the slopes of a row from its own scores between them.</summary>
    Descend = 2,
}

/// <summary>Parts of a step on several threads. What comes out does not depend on their number.</summary>
public static class RowLanes
{
    /// <summary>Both encoders forward.</summary>
    /// <param name="critic">Whose.</param>
    public static void Encode(ITwoEncoders critic) => Rows.For(new Sides(critic, back: false), count: 2, least: 1);

    /// <summary>Both encoders back.</summary>
    /// <param name="critic">Whose.</param>
    public static void Back(ITwoEncoders critic) => Rows.For(new Sides(critic, back: true), count: 2, least: 1);

    /// <summary>All rows, in as many ranges as there are lanes.</summary>
    /// <param name="critic">Whose.</param>
    /// <param name="rows">Of the batch.</param>
    /// <param name="lanes">At most.</param>
    /// <param name="pass">What is done.</param>
    public static void Walk(IRowLanes critic, int rows, int lanes, RowPass pass) =>
        Rows.For(new Ranges(critic, pass), rows, least: Math.Max(1, (rows + lanes - 1) / lanes));

    private readonly struct Sides(ITwoEncoders critic, bool back) : IRowJob
    {
        public void Run(int part, int start, int end)
        {
            for (int side = start; side < end; side++)
            {
                switch (side, back)
                {
                    case (0, false):
                        critic.EncodeX();
                        break;
                    case (1, false):
                        critic.EncodeY();
                        break;
                    case (0, true):
                        critic.BackX();
                        break;
                    default:
                        critic.BackY();
                        break;
                }
            }
        }
    }

    private readonly struct Ranges(IRowLanes critic, RowPass pass) : IRowJob
    {
        public void Run(int part, int start, int end) => critic.Walk(part, start, end, pass);
    }
}
