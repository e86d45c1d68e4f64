namespace ExperimentRunner.TrackingServer.Storage;

/// <summary>A value for a parameter of a statement: null, a whole number, a number or text.</summary>
internal readonly record struct SqlValue
{
    private SqlValue(SqlKind kind, long integer, double number, string? text) => (Kind, Integer, Number, Text) = (kind, integer, number, text);

    public SqlKind Kind { get; }

    public long Integer { get; }

    public double Number { get; }

    public string? Text { get; }

    public static implicit operator SqlValue(long value) => new(SqlKind.Integer, value, 0, text: null);

    public static implicit operator SqlValue(long? value) => value is long number ? number : default(SqlValue);

    public static implicit operator SqlValue(bool value) => value ? 1L : 0L;

    public static implicit operator SqlValue(double value) => new(SqlKind.Number, 0, value, text: null);

    public static implicit operator SqlValue(string? value) => value is null ? default : new(SqlKind.Text, 0, 0, value);
}
