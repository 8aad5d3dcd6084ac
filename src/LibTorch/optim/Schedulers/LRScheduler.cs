using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// Sets the learning rate of each group. Its constructor does the step to epoch 0; the user's go on from 1.
            /// </summary>
            public abstract class LRScheduler
            {
                protected int _step_count;

                private readonly Optimizer? _optimizer;
                private readonly bool _verbose;
                private readonly double[] _lastRates = [];

                protected LRScheduler()
                {
                }

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    (_optimizer, Epoch, _verbose) = (optimizer, last_epoch, verbose);
                    BaseRates = [.. Groups.Select(group => group.InitialLearningRate)];
                    _lastRates = [.. Groups.Select(group => group.LearningRate)];
                }

                private protected int Epoch { get; private set; }

                private protected double[] BaseRates { get; } = [];

                private protected IEnumerable<ILearningRateController> Groups => _optimizer?.ParamGroups ?? [];

                public IEnumerable<double> get_last_lr() => _lastRates;

                public virtual void step() => step(null);

                /// <summary>To the next epoch by recurrence, or to any by the closed form.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    Epoch = epoch ?? (Epoch + 1);
                    var rates = (epoch is null ? get_lr() : get_closed_form_lr()).ToArray();
                    var i = 0;
                    foreach (var group in Groups)
                    {
                        if (_verbose && rates[i] != _lastRates[i])
                            Console.WriteLine(FormattableString.Invariant($"Adjusting learning rate to {rates[i]}"));
                        group.LearningRate = _lastRates[i] = rates[i];
                        i++;
                    }
                }

                /// <summary>For schedulers that follow a metric; others ignore it.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates of the current epoch, from those of the one before.</summary>
                protected virtual IEnumerable<double> get_lr() => Groups.Select(group => group.LearningRate);

                /// <summary>The rates of the current epoch, from the initial ones.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected IEnumerable<double> Scaled(double factor) => Groups.Select(group => group.LearningRate * factor);

                private protected IEnumerable<double> FromBase(double factor) => BaseRates.Select(rate => rate * factor);
            }
        }
    }
}
