using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>Shares of the time of training and evaluation, which sum to 1. Warm-up steps are taken to be split as the measured ones are.</summary>
internal sealed record TimeBudget
{
    public required double DataWait { get; init; }

    public required double Copy { get; init; }

    public required double Forward { get; init; }

    public required double Backward { get; init; }

    public required double Exchange { get; init; }

    public required double Optimizer { get; init; }

    public required double Evaluation { get; init; }

    /// <summary>The largest first.</summary>
    public IReadOnlyList<(TimePart Part, double Share)> Parts =>
    [
        .. new[]
        {
            (TimePart.DataWait, DataWait), (TimePart.Copy, Copy), (TimePart.Forward, Forward), (TimePart.Backward, Backward), (TimePart.Exchange, Exchange),
            (TimePart.Optimizer, Optimizer), (TimePart.Evaluation, Evaluation),
        }.OrderByDescending(part => part.Item2).ThenBy(part => part.Item1),
    ];

    public double ShareOf(TimePart part) => Parts.First(found => found.Part == part).Share;

    /// <summary>Of all repeats together; null if none measured its steps.</summary>
    public static TimeBudget? Of(IReadOnlyList<RunTiming> timings)
    {
        RunTiming[] known = [.. timings.Where(timing => IsTime(timing.TrainSeconds) && timing.EvaluationSeconds >= 0 && double.IsFinite(timing.EvaluationSeconds))];
        double training = known.Sum(timing => timing.TrainSeconds);
        double evaluation = known.Sum(timing => timing.EvaluationSeconds);
        if (TimeShares.Of(known.Select(timing => timing.Split)) is not { } steps)
        {
            return null;
        }

        double trained = training / (training + evaluation);
        return new TimeBudget
        {
            DataWait = steps.DataWait * trained,
            Copy = steps.Copy * trained,
            Forward = steps.Forward * trained,
            Backward = steps.Backward * trained,
            Exchange = steps.Exchange * trained,
            Optimizer = steps.Optimizer * trained,
            Evaluation = 1 - trained,
        };
    }

    private static bool IsTime(double seconds) => seconds > 0 && double.IsFinite(seconds);
}
