using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>What may be written for a setting.</summary>
internal abstract record SettingType
{
    private SettingType()
    {
    }

    /// <summary>The valid values in words, for <c>Use ...</c>.</summary>
    public abstract string Wanted { get; }

    public sealed record Whole(int Least, int Most) : SettingType
    {
        public override string Wanted => $"a whole number from {Wording.Number(Least)} to {Wording.Number(Most)}";
    }

    /// <summary>A finite number; the ends belong to the range unless said otherwise.</summary>
    public sealed record Real(double Least, double Most) : SettingType
    {
        public bool LeavesOutLeast { get; init; }

        public bool LeavesOutMost { get; init; }

        public override string Wanted =>
            $"a number {(LeavesOutLeast ? "above" : "from")} {Wording.Number(Least)} {(LeavesOutMost ? "to below" : "to")} {Wording.Number(Most)}";

        public bool Includes(double number) =>
            (LeavesOutLeast ? number > Least : number >= Least) && (LeavesOutMost ? number < Most : number <= Most);
    }

    public sealed record Choice(IReadOnlyList<string> Names) : SettingType
    {
        public override string Wanted => $"one of {Wording.List(Names)}";
    }

    /// <summary>A choice that will have more names one day.</summary>
    public sealed record OnlyOne(string Name) : SettingType
    {
        public override string Wanted => Name;
    }

    public sealed record Flag : SettingType
    {
        public override string Wanted => "true or false";
    }

    public sealed record Folder : SettingType
    {
        public override string Wanted => "the path of a folder";
    }

    /// <summary>A file of which the extension is known, or <see cref="None"/>.</summary>
    public sealed record FileOrNone(string What, IReadOnlyList<string> Extensions) : SettingType
    {
        public const string None = "none";

        public override string Wanted => $"{None} or the path of {What} ({Wording.List(Extensions)})";
    }

    public sealed record SweepName(int MostCharacters) : SettingType
    {
        public override string Wanted => $"up to {Wording.Number(MostCharacters)} letters, digits, '_', '-' and '.', and begin with a letter, digit or '_'";
    }

    /// <summary>Text of one line that holds something.</summary>
    public sealed record Line(string What) : SettingType
    {
        public override string Wanted => What;
    }

    /// <summary>A code of ISO 4217; which ones there are is not checked.</summary>
    public sealed record Currency : SettingType
    {
        public override string Wanted => "the three capital letters of a currency, such as EUR";
    }

    public sealed record Duration(TimeSpan Least, TimeSpan Most) : SettingType
    {
        public override string Wanted => $"a time such as 90s, 30m or 2h, from {Least.TotalSeconds}s to {Most.TotalHours}h";
    }
}
