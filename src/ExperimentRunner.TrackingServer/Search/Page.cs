using System.Globalization;
using System.Text.Json;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Which of the hits are wanted.</summary>
internal sealed record Page(long Offset, long MaxResults)
{
    private const long Most = 50_000;

    /// <summary>Without <paramref name="byDefault"/> a client has to say how many.</summary>
    public static Page Of(RequestFields fields, long? byDefault = null)
    {
        long max = fields.Integer("max_results") ?? byDefault ?? 0;
        if (max <= 0)
        {
            throw MlflowFault.Invalid(Say($"Invalid value {max} for parameter 'max_results' supplied. It must be a positive integer"));
        }

        if (max > Most)
        {
            throw byDefault is not null && fields.Find("max_results") is JsonElement value
                ? MlflowFault.WrongType("max_results", value)
                : MlflowFault.Invalid(Say($"Invalid value {max} for parameter 'max_results' supplied. It must be at most {Most}"));
        }

        return new Page(PageToken.Offset(fields.Text("page_token")), max);
    }

    /// <summary>As many as wanted, but never more than one answer should hold; the token leads to the rest.</summary>
    public static Page Clamped(RequestFields fields, long byDefault)
    {
        long max = fields.Integer("max_results") ?? byDefault;
        return max > 0
            ? new Page(PageToken.Offset(fields.Text("page_token")), Math.Min(max, Most))
            : throw MlflowFault.Invalid(Say($"Invalid value {max} for parameter 'max_results' supplied. It must be a positive integer"));
    }

    /// <summary>Rows to ask for: one more than wanted tells whether there is a next page.</summary>
    public long Limit => MaxResults + 1;

    public (IReadOnlyList<T>? Hits, string? NextToken) Cut<T>(IReadOnlyList<T> rows)
    {
        IReadOnlyList<T>? hits = rows.Count == 0 ? null : rows.Count > MaxResults ? [.. rows.Take((int)MaxResults)] : rows;
        return (hits, rows.Count > MaxResults ? PageToken.At(Offset + MaxResults) : null);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
