namespace ExperimentRunner.Matrix.Settings;

/// <summary>A key that is about the sweep and not about a run, so that no axis can vary it.</summary>
internal sealed record SweepKey(string Name, SettingType Type, string Doc)
{
    /// <summary>Its name in the mapping it stands in, for example <c>run_timeout</c>.</summary>
    public string Key => Name[(Name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public static SweepKey SweepName { get; } = new(
        "name", new SettingType.SweepName(MostCharacters: 100), "Name of the sweep; sweeps of one name are compared with each other.");

    public static SweepKey Repeats { get; } = new(
        "repeats", new SettingType.Whole(1, 1000), "Runs of each cell, with different seeds; 1 unless said.");

    /// <summary>Bounds of a number of repeats that is not fixed; fewer than two say nothing about an interval.</summary>
    public static SettingType.Whole RepeatBounds { get; } = new(2, ((SettingType.Whole)Repeats.Type).Most);

    /// <summary>Leaves room for a seed of each repeat.</summary>
    public static SweepKey Seed { get; } = new(
        "seed", new SettingType.Whole(0, 2_000_000_000), "Seed of the first repeat; the next ones count up. 1 unless said.");

    public static SweepKey PricePerDeviceHour { get; } = new(
        "report.price_per_device_hour", new SettingType.Real(0, 1_000_000) { LeavesOutLeast = true }, "What a device costs an hour; none unless said.");

    public static SweepKey Currency { get; } = new(
        "report.currency", new SettingType.Currency(), "Of the price, by ISO 4217.");

    public static SweepKey RunTimeout { get; } = new(
        "limits.run_timeout", new SettingType.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(720)), "Longest time of one run; no limit unless said.");
}
