using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>How gradients become updates.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Optimizer>))]
public enum Optimizer
{
    /// <summary>Stochastic gradient descent with momentum, as torch.optim.SGD defines it.</summary>
    Sgd,

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv:1711.05101), as torch.optim.AdamW defines it.</summary>
    Adamw,
}
