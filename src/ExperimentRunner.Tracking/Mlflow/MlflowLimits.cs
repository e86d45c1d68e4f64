namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>What a server takes at most (<c>mlflow/utils/validation.py</c>), in entries or characters.</summary>
public static class MlflowLimits
{
    public const int MetricsInABatch = 1000;
    public const int ParamsInABatch = 100;
    public const int TagsInABatch = 100;
    public const int AllInABatch = 1000;
    public const int ParamValue = 6000;

    /// <summary>What every server takes; newer ones take 8,000.</summary>
    public const int TagValue = 5000;

    public const int RunName = 250;

    /// <summary><paramref name="text"/>, or its beginning and a mark that says how much is missing.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        string mark = string.Create(System.Globalization.CultureInfo.InvariantCulture, $" [... cut from {text.Length} characters]");
        int kept = most - mark.Length;
        return text[..(char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept)] + mark;
    }
}
