using System;
using System.IO;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adagrad
{
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public long step;
        public Tensor sum = null!;

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Replace(ref sum!, full_like(_parameter, ((Options)options).initial_accumulator_value!.Value));
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            TensorFormat.Write(writer, sum);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            TensorFormat.ReadInto(reader, sum);
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var state = (State)source;
            step = state.step;
            CopyTo(ref sum!, state.sum);
        }

        public override bool ApproximatelyEquals(OptimizerState other)
            => other is State state && step == state.step && Close(sum, state.sum);

        public override void to(Device device)
        {
            Move(ref sum!, device);
        }

        public void Dispose()
        {
            sum?.Dispose();
        }
    }
}
