using System.Globalization;

namespace ExperimentRunner.Matrix.Settings;

/// <summary>What a setting is set to. Values are equal if they mean the same, however they were written.</summary>
internal abstract record SettingValue
{
    private SettingValue()
    {
    }

    /// <summary>As it would be written in YAML.</summary>
    public abstract string Text { get; }

    public sealed record Whole(int Number) : SettingValue
    {
        public override string Text => Number.ToString(CultureInfo.InvariantCulture);
    }

    public sealed record Real(double Number) : SettingValue
    {
        public override string Text => Number.ToString("R", CultureInfo.InvariantCulture);
    }

    public sealed record Choice(string Name) : SettingValue
    {
        public override string Text => Name;
    }

    public sealed record Flag(bool IsOn) : SettingValue
    {
        public override string Text => IsOn ? "true" : "false";
    }

    public sealed record Folder(string Absolute, string Written) : SettingValue
    {
        public override string Text => Written;

        public bool Equals(Folder? other) => other is not null && Absolute == other.Absolute;

        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Absolute);
    }

    public sealed record File(string Absolute, string Written) : SettingValue
    {
        public override string Text => Written;

        public bool Equals(File? other) => other is not null && Absolute == other.Absolute;

        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Absolute);
    }

    public sealed record Duration(TimeSpan Time) : SettingValue
    {
        public override string Text => string.Create(CultureInfo.InvariantCulture, $"{Time.TotalSeconds}s");
    }

    /// <summary>Something was written and refused, so nothing may be concluded from it.</summary>
    public sealed record Unknown : SettingValue
    {
        public override string Text => "?";
    }
}
