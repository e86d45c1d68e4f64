using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>The mixed precision that a run asks for. What it got is <see cref="Results.UsedSettings.Precision"/>.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Amp>))]
public enum Amp
{
    /// <summary>fp32 throughout.</summary>
    Off,

    /// <summary>The best that the device has: bf16 where native, else fp16 with loss scaling on CUDA, else fp32 with a warning.</summary>
    On,

    /// <summary>bfloat16 autocast, or a failed run.</summary>
    Bf16,

    /// <summary>float16 autocast with loss scaling, or a failed run.</summary>
    Fp16,
}
