using Benchmarks.Measuring;

namespace Benchmarks.Rows;

/// <summary>The answers to one question, round by round.</summary>
/// <param name="LeftOut">Why there is none; null otherwise.</param>
/// <param name="Against">Empty where the figures of the subject are the answer.</param>
internal sealed record RowResult(
    string Question, double Wanted, bool IsLeast, string Unit, string? LeftOut, IReadOnlyList<double> Subject, IReadOnlyList<double> Against, IReadOnlyList<double> Answers)
{
    public double? Median => LeftOut is null ? Statistics.Median(Answers) : null;

    /// <summary>Null where there is no answer.</summary>
    public bool? IsMet => Median is { } median ? new Goal(Wanted, IsLeast).IsMetBy(median) : null;

    /// <param name="rounds">What was measured in each round, by the contender's name.</param>
    /// <param name="leftOut">Why there is no answer; null if there is.</param>
    public static RowResult Of(BenchRow row, IReadOnlyList<IReadOnlyDictionary<string, Measurement>> rounds, string? leftOut)
    {
        if (leftOut is not null)
        {
            return new RowResult(row.Question, row.Goal.Limit, row.Goal.IsLeast, row.Unit, leftOut, [], [], []);
        }

        double[] subject = [.. rounds.Select(round => Figure(row, round[row.Subject.Name]))];
        double[] against = row.Against is { } other ? [.. rounds.Select(round => Figure(row, round[other.Name]))] : [];
        double[] answers = against.Length == 0 ? subject : [.. subject.Zip(against, (upper, lower) => upper / lower / row.Divisor)];
        return new RowResult(row.Question, row.Goal.Limit, row.Goal.IsLeast, row.Unit, LeftOut: null, subject, against, answers);
    }

    private static double Figure(BenchRow row, Measurement measurement) => row.Scale
        * (row.Figure(measurement) ?? throw new InvalidOperationException($"{row.Question}: its contenders do not measure what it asks."));
}
