using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>Parameters are written once: the same value again is welcome, another value is refused.</summary>
internal static class ParameterTable
{
    public static Nothing Add(Session session, string run, KeyValue parameter) =>
        Insert(session, run, parameter) is string old
            ? throw MlflowFault.Invalid(
                $"Changing param values is not allowed. Param with key='{parameter.Key}' was already logged with value='{old}' " +
                $"for run ID='{run}'. Attempted logging new value '{parameter.Value}'.")
            : new Nothing();

    public static void Add(Session session, string run, IReadOnlyList<KeyValue> parameters)
    {
        string[] conflicts =
        [
            .. parameters
                .Select(parameter => (New: parameter, Old: Insert(session, run, parameter)))
                .Where(pair => pair.Old is not null)
                .Select(pair => $"{{'key': '{pair.New.Key}', 'old_value': '{pair.Old}', 'new_value': '{pair.New.Value}'}}"),
        ];
        if (conflicts.Length > 0)
        {
            throw MlflowFault.Invalid($"Changing param values is not allowed. Params were already logged='[{string.Join(", ", conflicts)}]' for run ID='{run}'.");
        }
    }

    /// <summary>The value that stands in the way; null if none does.</summary>
    private static string? Insert(Session session, string run, KeyValue parameter)
    {
        if (session.Execute("INSERT INTO params (key, value, run_uuid) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", parameter.Key, parameter.Value, run) == 1)
        {
            return null;
        }

        string? old = session.First("SELECT value FROM params WHERE run_uuid = ?1 AND key = ?2", row => row.Text(0), run, parameter.Key);
        return old == parameter.Value ? null : old;
    }
}
