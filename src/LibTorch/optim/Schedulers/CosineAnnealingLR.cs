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
            public static partial class impl
            {
                /// <summary>From the initial rate to eta_min along half a cosine of T_max epochs, and back.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _half;
                    private readonly double _least;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (_half, _least) = (T_max, eta_min);
                        step();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch == 0)
                            return Scaled(1);
                        // The recurrence divides by zero at the bottom, where it starts upward anew.
                        if ((Epoch - 1 - _half) % (2 * _half) == 0)
                            return Groups.Zip(BaseRates, (group, rate) => group.LearningRate + ((rate - _least) * (1 - Math.Cos(Math.PI / _half)) / 2));
                        var factor = (1 + Math.Cos(Math.PI * Epoch / _half)) / (1 + Math.Cos(Math.PI * (Epoch - 1) / _half));
                        return Groups.Select(group => (factor * (group.LearningRate - _least)) + _least);
                    }

                    protected override IEnumerable<double> get_closed_form_lr()
                        => BaseRates.Select(rate => _least + ((rate - _least) * (1 + Math.Cos(Math.PI * Epoch / _half)) / 2));
                }
            }

            public static LRScheduler CosineAnnealingLR(
                Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                => new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);
        }
    }
}
