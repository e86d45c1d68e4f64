using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>What can be run as it is written, but is hardly what its author wants.</summary>
internal static class SpecWarnings
{
    public static IEnumerable<string> Of(RunSpec spec)
    {
        if (spec.Train.Freeze == Freeze.Backbone && spec.Model.Weights == "none")
        {
            yield return "train.freeze is backbone, but model.weights is none: the frozen layers stay as they were drawn from the seed. Name a weight file.";
        }
    }
}
