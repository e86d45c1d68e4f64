using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>How the base learning rate grows with the global batch, relative to the baseline's.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<LearningRateRule>))]
public enum LearningRateRule
{
    /// <summary>x 1.</summary>
    None,

    /// <summary>x sqrt(k), where k = global batch / baseline global batch (Krizhevsky 2014, arXiv:1404.5997).</summary>
    Sqrt,

    /// <summary>x k, reached by warm-up (Goyal et al. 2017, arXiv:1706.02677).</summary>
    Linear,

    /// <summary>By device count: 2 -> x 1.5, 4 -> x 2.0, 8 -> x 3.0.</summary>
    Table,
}
