using MiDsl.Declarations;

namespace MiDsl.Generators;

/// <summary>The declared optimizer over some parameters.</summary>
internal static class OptimizerText
{
    public static string Of(TrainingPlan training, string parameters)
    {
        string decay = training.WeightDecay > 0 ? ", weight_decay: Hyperparameters.WeightDecay" : "";
        return training.Optimizer switch
        {
            Optimizer.Sgd => $"optim.SGD({parameters}, Hyperparameters.LearningRate{decay})",
            Optimizer.RmsProp => $"optim.RMSProp({parameters}, Hyperparameters.LearningRate{decay})",
            Optimizer.AdamW => $"optim.AdamW({parameters}, Hyperparameters.LearningRate, weight_decay: {(training.WeightDecay > 0 ? "Hyperparameters.WeightDecay" : "0")})",
            _ => $"optim.Adam({parameters}, Hyperparameters.LearningRate{decay})",
        };
    }
}
