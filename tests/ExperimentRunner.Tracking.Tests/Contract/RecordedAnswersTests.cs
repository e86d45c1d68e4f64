using System.Text.Json.Nodes;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.Tracking.Tests.Contract;

/// <summary>Each typed call gets what a real MLflow 3.11.1 server answered to it.</summary>
public sealed class RecordedAnswersTests
{
    [SkippableFact]
    public async Task Every_recorded_answer_is_read_field_by_field_and_every_error_by_its_code_and_message()
    {
        IReadOnlyList<RecordedExchange>? exchanges = RecordedExchange.Load();
        Skip.If(exchanges is null, "The recording (../shared/mlflow/contract.jsonl) is not on this machine.");
        RecordedExchange? current = null;
        string? path = null;
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, _) =>
        {
            path ??= $"{context.Request.Method} {context.Request.Path}";
            context.Response.ContentType = current!.ContentType;
            return ScriptedServer.SayAsync(context, current.Status, current.Text);
        });
        using var client = new MlflowClient(new TrackingConnection { Server = server.Address, MaxRetries = 0 }, TimeProvider.System);

        var differences = new List<string>();
        var calls = new HashSet<string>();
        int held = 0;
        foreach (RecordedExchange exchange in exchanges!.Where(exchange => TypedCalls.All.ContainsKey(exchange.Call) && !IsLeftOut(exchange)))
        {
            (current, path) = (exchange, null);
            differences.AddRange((await DifferencesAsync(client, exchange)).Select(difference => $"{exchange.Name}: {difference}"));
            differences.AddRange(Sent(path) == exchange.Call ? [] : [$"{exchange.Name}: sent {path}"]);
            calls.Add(exchange.Call);
            held++;
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.Equal(TypedCalls.All.Keys.Order(), calls.Order());
        Assert.True(held > 300, $"Only {held} exchanges were held against the recording.");
    }

    private static async Task<IReadOnlyList<string>> DifferencesAsync(MlflowClient client, RecordedExchange exchange)
    {
        try
        {
            JsonNode? read = await TypedCalls.All[exchange.Call](client, exchange);
            bool isNull = (exchange.Answer as JsonObject)?["error_code"]?.ToString() == MlflowException.DoesNotExist && read is JsonObject { Count: 1 } one && one.Single().Value is null;
            return isNull ? [] : exchange.Status != StatusCodes.Status200OK ? [$"no exception for {exchange.Status}"] : Reading.Differences(WithoutToken(exchange.Answer), read, "");
        }
        catch (MlflowException exception)
        {
            JsonObject? answer = exchange.Answer as JsonObject;
            (int, string, string) expected = (exchange.Status, answer?["error_code"]?.ToString() ?? "", answer?["message"]?.ToString() ?? exception.ServerMessage);
            (int, string, string) actual = ((int)exception.Status, exception.ErrorCode, exception.ServerMessage);
            bool isCut = actual.Item3.Contains("… [cut from ", StringComparison.Ordinal);
            return expected == actual || (isCut && expected.Item3.StartsWith(actual.Item3.Split('…')[0], StringComparison.Ordinal)) ? [] : [$"{actual} instead of {expected}"];
        }
        catch (TrackingUnavailableException exception)
        {
            return exchange.Status >= StatusCodes.Status500InternalServerError ? [] : [exception.Message];
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            return [exception.ToString()];
        }
    }

    /// <summary>Long lists were not recorded; a token without points is the answer to a max_results that this client never sends.</summary>
    private static bool IsLeftOut(RecordedExchange exchange) =>
        exchange.Text.Contains("$abbrev_list", StringComparison.Ordinal) || exchange.Answer is JsonObject { Count: 1 } answer && answer.ContainsKey("next_page_token");

    private static string? Sent(string? path) => path is null ? null : new RecordedExchange(new JsonObject
    {
        ["method"] = path.Split(' ')[0],
        ["path"] = path.Split(' ')[1].Replace("m-1", $"m-{new string('0', 32)}", StringComparison.Ordinal),
    }).Call;

    private static JsonNode? WithoutToken(JsonNode? answer)
    {
        JsonNode? copy = answer?.DeepClone();
        (copy as JsonObject)?.Remove("next_page_token");
        return copy is JsonObject { Count: 0 } && answer is JsonObject { Count: > 0 } ? new JsonObject() : copy;
    }
}
