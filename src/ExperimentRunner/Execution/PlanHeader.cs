using System.Text.Json;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>The start of a plan.json. A plan of thousands of runs is megabytes, of which finding a sweep needs none.</summary>
/// <param name="Timing">Null where it does not stand at the start.</param>
internal sealed record PlanHeader(string SweepId, string Name, DateTimeOffset Created, TimingMode? Timing)
{
    private const int MostBytes = 4096;

    /// <summary>Null where there is no plan, or one that does not begin like one.</summary>
    public static PlanHeader? TryRead(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using FileStream stream = File.OpenRead(path);
        byte[] start = new byte[MostBytes];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        try
        {
            return Read(new Utf8JsonReader(start.AsSpan(0, length), isFinalBlock: length < start.Length, state: default));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static PlanHeader? Read(Utf8JsonReader json)
    {
        (string? id, string? name, DateTimeOffset? created, TimingMode? timing) = (null, null, null, null);
        while (timing is null && json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1)
            {
                continue;
            }

            string property = json.GetString()!;
            if (!json.Read())
            {
                break;
            }

            switch (property)
            {
                case "sweep_id":
                    id = json.GetString();
                    break;
                case "name":
                    name = json.GetString();
                    break;
                case "created":
                    created = json.GetDateTimeOffset();
                    break;
                case "timing":
                    timing = Enum.Parse<TimingMode>(json.GetString()!, ignoreCase: true);
                    break;
                default:
                    break;
            }
        }

        return id is not null && name is not null && created is { } time ? new PlanHeader(id, name, time, timing) : null;
    }
}
