namespace ExperimentRunner.FakeTrainer;

/// <summary>The environment variable FAKE_TRAINER: <c>PART_OF_RUN_ID=Behaviour;...</c>; the first part that fits counts.</summary>
internal static class BehaviourScript
{
    public static Behaviour Of(string runId, string? script)
    {
        string? entry = (script ?? "").Split(';').FirstOrDefault(entry => entry.Contains('=', StringComparison.Ordinal) && runId.Contains(entry.Split('=')[0], StringComparison.Ordinal));
        return entry is null ? Behaviour.Succeed : Enum.Parse<Behaviour>(entry.Split('=')[1]);
    }
}
