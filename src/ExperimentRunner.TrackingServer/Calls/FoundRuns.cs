using System.Text.Json;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Storage;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>
/// The runs that a search found. They are read and sent some at a time: 50,000 of them, the most that may be asked for, are
/// 150 MB of JSON.
/// </summary>
internal sealed class FoundRuns(Database database, IReadOnlyList<string> ids, string? nextPageToken)
{
    private const int ReadTogether = 200;

    /// <summary>Leads to the next page; null on the last one.</summary>
    public string? NextPageToken => nextPageToken;

    /// <summary>The runs in the order of the search.</summary>
    public async IAsyncEnumerable<RunAnswer> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string[] some in ids.Chunk(ReadTogether))
        {
            foreach (RunAnswer run in await ReadAsync(some, cancellationToken).ConfigureAwait(false))
            {
                yield return run;
            }
        }
    }

    /// <summary>Writes <c>{"runs": [...], "next_page_token": ...}</c>.</summary>
    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json";
        var json = new Utf8JsonWriter(response.BodyWriter);
        await using (json.ConfigureAwait(false))
        {
            json.WriteStartObject();
            if (ids.Count > 0)
            {
                json.WriteStartArray("runs");
                foreach (string[] some in ids.Chunk(ReadTogether))
                {
                    foreach (RunAnswer run in await ReadAsync(some, cancellationToken).ConfigureAwait(false))
                    {
                        JsonSerializer.Serialize(json, run, ServerJson.Default.RunAnswer);
                    }

                    await json.FlushAsync(cancellationToken).ConfigureAwait(false);
                    await response.BodyWriter.FlushAsync(cancellationToken).ConfigureAwait(false);
                }

                json.WriteEndArray();
            }

            if (nextPageToken is not null)
            {
                json.WriteString("next_page_token", nextPageToken);
            }

            json.WriteEndObject();
        }
    }

    // A run that went away since the search can't be: runs are marked as deleted, never taken out.
    private Task<RunAnswer[]> ReadAsync(string[] some, CancellationToken cancellationToken) =>
        database.ReadAsync<RunAnswer[]>(session => [.. some.Select(id => RunReader.Read(session, RunRow.Find(session, id)))], cancellationToken);
}
