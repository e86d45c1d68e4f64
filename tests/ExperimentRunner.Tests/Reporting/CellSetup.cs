using System.Globalization;
using ExperimentRunner.Matrix.Cells;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Reporting;

/// <summary>The cell of a hand-made sweep.</summary>
internal sealed record CellSetup(int Devices = 1, int Batch = 32, Amp Amp = Amp.Off, LearningRateRule LrRule = LearningRateRule.Linear, int Accumulate = 1, double Target = 0, string Weights = "none")
{
    /// <summary>Without a hash, so that snapshots stay when a spec gets a new field.</summary>
    public string Id => $"d{Devices}-b{Batch}-{AxisValue("lr_rule")}-{(Amp == Amp.Off ? "fp32" : AxisValue("amp"))}-a{Accumulate}{(Weights == "none" ? "" : $"-w{(uint)Weights.Sum(letter => letter)}")}";

    public RunSpec Spec(int seed) => new()
    {
        Model = new ModelSpec { Weights = Weights },
        Data = new DataSpec(),
        Train = new TrainSpec { Accumulate = Accumulate, TargetAccuracy = Target },
        Devices = Devices,
        BatchPerDevice = Batch,
        Amp = Amp,
        LrRule = LrRule,
        LrFactor = LrRule switch
        {
            LearningRateRule.None => 1,
            LearningRateRule.Linear => Devices,
            LearningRateRule.Sqrt => Math.Sqrt(Devices * Batch * Accumulate / 32.0),
            LearningRateRule.Table => LearningRateFactor.OfTable(Devices),
            _ => throw new ArgumentOutOfRangeException(nameof(seed), LrRule, "There is no such rule."),
        },
        Seed = seed,
    };

    public string AxisValue(string axis) => axis switch
    {
        "devices" => Text(Devices),
        "batch_per_device" => Text(Batch),
        "global_batch" => Text(Spec(0).GlobalBatch),
        "amp" => Amp.ToString().ToLowerInvariant(),
        "lr_rule" => LrRule.ToString().ToLowerInvariant(),
        "accumulate" => Text(Accumulate),
        "weights" => Weights,
        _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "No such axis."),
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
