using Dapper;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>Parameters are written once: the same value again is welcome, another value is refused.</summary>
internal static class ParameterTable
{
    public static Nothing Add(SqliteConnection connection, string run, KeyValue parameter) =>
        Insert(connection, run, parameter) is string old
            ? throw MlflowFault.Invalid(
                $"Changing param values is not allowed. Param with key='{parameter.Key}' was already logged with value='{old}' " +
                $"for run ID='{run}'. Attempted logging new value '{parameter.Value}'.")
            : new Nothing();

    public static void Add(SqliteConnection connection, string run, IReadOnlyList<KeyValue> parameters)
    {
        string[] conflicts =
        [
            .. parameters
                .Select(parameter => (New: parameter, Old: Insert(connection, run, parameter)))
                .Where(pair => pair.Old is not null)
                .Select(pair => $"{{'key': '{pair.New.Key}', 'old_value': '{pair.Old}', 'new_value': '{pair.New.Value}'}}"),
        ];
        if (conflicts.Length > 0)
        {
            throw MlflowFault.Invalid($"Changing param values is not allowed. Params were already logged='[{string.Join(", ", conflicts)}]' for run ID='{run}'.");
        }
    }

    /// <summary>The value that stands in the way; null if none does.</summary>
    private static string? Insert(SqliteConnection connection, string run, KeyValue parameter)
    {
        int added = connection.Execute(
            "INSERT INTO params (key, value, run_uuid) VALUES (@Key, @Value, @run) ON CONFLICT DO NOTHING", new { parameter.Key, parameter.Value, run });
        if (added == 1)
        {
            return null;
        }

        string old = connection.ExecuteScalar<string>("SELECT value FROM params WHERE run_uuid = @run AND key = @Key", new { run, parameter.Key })!;
        return old == parameter.Value ? null : old;
    }
}
