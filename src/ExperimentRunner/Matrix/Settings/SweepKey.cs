namespace ExperimentRunner.Matrix.Settings;

/// <summary>A key that is about the sweep and not about a run, so that no axis can vary it.</summary>
internal sealed record SweepKey(string Name, SettingType Type, string Doc)
{
    /// <summary>Its name in the mapping it stands in, for example <c>run_timeout</c>.</summary>
    public string Key => Name[(Name.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public const string Exclusive = "exclusive";
    public const string Packed = "packed";

    private static SettingType AnyTime => new SettingType.Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(720));

    private static SettingType Amount => new SettingType.Real(0, 1_000_000_000) { LeavesOutLeast = true };

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

    public static SweepKey Probe { get; } = new(
        "probe", new SettingType.Flag(), "Adds short runs without exchange of gradients and without data, which show what these cost; false unless said.");

    public static SweepKey Timing { get; } = new(
        "timing", new SettingType.Choice([Exclusive, Packed]), "exclusive: each run has the machine to itself, so that its times are its own. packed: runs go side by side on devices of their own, for accuracy and not for times. exclusive unless said.");

    public static SweepKey RunTimeout { get; } = new("limits.run_timeout", AnyTime, "Longest time of one run; no limit unless said.");

    public static SweepKey Stall { get; } = new("limits.stall", AnyTime, "Longest time that a trainer may be silent; then it counts as hung and is asked to end, and killed 20 s later with its process tree.");

    public static SweepKey Retries { get; } = new("limits.retries", new SettingType.Whole(0, 10), "How often a run that crashed, hung or took too long is done again, from its checkpoint. 0 unless said.");

    public static SweepKey MaxRuns { get; } = new("limits.max_runs", new SettingType.Whole(1, 10_000), "Most runs of the sweep; no limit unless said.");

    public static SweepKey MaxDeviceHours { get; } = new("limits.max_device_hours", Amount, "Most hours x devices that the sweep may use; no limit unless said.");

    public static SweepKey MaxCost { get; } = new("limits.max_cost", Amount, "Most money that the sweep may cost, in report.currency; no limit unless said.");

    public static IReadOnlyList<SweepKey> Limits { get; } = [RunTimeout, Stall, Retries, MaxRuns, MaxDeviceHours, MaxCost];

    public static SweepKey SlurmPartition { get; } = new("slurm.partition", new SettingType.Line("the name of a partition"), "Where jobs go; the cluster's default unless said.");

    public static SweepKey SlurmAccount { get; } = new("slurm.account", new SettingType.Line("the name of an account"), "Who pays; the user's default unless said.");

    public static SweepKey SlurmTime { get; } = new("slurm.time", AnyTime, "Limit of one run's job; the partition's unless said.");

    /// <summary>One item of <c>slurm.options</c>.</summary>
    public static SweepKey SlurmOption { get; } = new("slurm.options", new SettingType.Line("an option of sbatch such as --constraint=a100"), "More options of sbatch.");

    public static IReadOnlyList<SweepKey> Slurm { get; } = [SlurmPartition, SlurmAccount, SlurmTime];
}
