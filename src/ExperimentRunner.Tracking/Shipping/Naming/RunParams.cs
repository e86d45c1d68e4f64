using System.Globalization;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping.Naming;

/// <summary>
/// Parameters of a run: what varies, and what follows from it. Constants stay in config.yaml, because MLflow's comparisons show every
/// parameter that there is.
/// </summary>
internal static class RunParams
{
    public static IReadOnlyList<MlflowParam> Of(PlannedRun run, AxisLabels labels)
    {
        (string Key, string Value)[] derived =
        [
            ("global_batch", Text(run.Spec.GlobalBatch)),
            ("learning_rate", Text(run.Spec.LearningRate)),
            ("lr_factor", Text(run.Spec.LrFactor)),
            ("seed", Text(run.Spec.Seed)),
            ("repeat", Text(run.Repeat)),
        ];
        HashSet<string> axes = [.. run.Axes.Select(axis => axis.Axis)];
        return
        [
            .. run.Axes.Select(axis => new MlflowParam(axis.Axis, labels.Of(axis))),
            .. derived.Where(pair => !axes.Contains(pair.Key)).Select(pair => new MlflowParam(pair.Key, pair.Value)),
        ];
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
