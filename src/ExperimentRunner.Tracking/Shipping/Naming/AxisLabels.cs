using System.Globalization;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tracking.Shipping.Naming;

/// <summary>
/// What the values of axes are called on a server. MLflow's parallel coordinates cut words to 10 characters and take those for one that then
/// are equal, so values that differ only later, such as paths, are told by file name or by a number before them.
/// </summary>
internal sealed class AxisLabels
{
    private const int Shown = 10;

    private readonly Dictionary<AxisValue, string> labels;

    public AxisLabels(SweepPlan plan) => labels = plan.AllRuns
        .SelectMany(run => run.Axes)
        .Distinct()
        .GroupBy(value => value.Axis)
        .SelectMany(Label)
        .ToDictionary(label => label.Value, label => label.Text);

    /// <param name="value">Of a run of the plan.</param>
    public string Of(AxisValue value) => labels[value];

    private static IEnumerable<(AxisValue Value, string Text)> Label(IEnumerable<AxisValue> axis)
    {
        AxisValue[] values = [.. axis.OrderBy(value => value.Value, StringComparer.Ordinal)];
        IEnumerable<string>[] choices =
        [
            values.Select(value => value.Value),
            values.Select(value => Path.GetFileName(value.Value.TrimEnd('/'))),
            values.Select((value, index) => string.Create(CultureInfo.InvariantCulture, $"{index + 1}: {value.Value}")),
        ];
        return values.Zip(choices.First(AreDistinct));
    }

    private static bool AreDistinct(IEnumerable<string> texts)
    {
        string[] shown = [.. texts.Select(text => IsNumber(text) || text.Length <= Shown ? text : text[..Shown])];
        return shown.Distinct(StringComparer.Ordinal).Count() == shown.Length;
    }

    private static bool IsNumber(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out _);
}
