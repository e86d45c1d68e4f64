using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>What a server takes at most (<c>mlflow/utils/validation.py</c>), in entries, characters or bytes.</summary>
public static class MlflowLimits
{
    public const int MetricsInABatch = 1000;
    public const int ParamsInABatch = 100;
    public const int TagsInABatch = 100;
    public const int AllInABatch = 1000;

    /// <summary>Of one request, as UTF-8.</summary>
    public const int RequestBytes = 1_000_000;

    /// <summary>Of metrics, params and tags.</summary>
    public const int KeyLength = 250;

    public const int ParamValue = 6000;

    /// <summary>Of a run.</summary>
    public const int TagValue = 8000;

    /// <summary>Of a run, on servers before MLflow 3; those refuse more.</summary>
    public const int OldTagValue = 5000;

    public const int ExperimentTagValue = 5000;
    public const int RunName = 250;

    /// <summary>Runs that metrics/get-history-bulk takes.</summary>
    public const int RunsInABulk = 100;

    /// <summary>Points that a page of a metric's history holds.</summary>
    public const int PointsInAPage = 25_000;

    /// <summary><paramref name="text"/>, or its beginning and a mark that says how long it was. A surrogate pair is never cut apart.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        string mark = string.Create(CultureInfo.InvariantCulture, $"… [cut from {text.Length} characters]");
        return Beginning(text, most - mark.Length) + mark;
    }

    /// <summary><paramref name="key"/>, or its beginning and a mark with a hash of all of it, so that long keys that begin alike stay apart.</summary>
    public static string CutKey(string key)
    {
        if (key.Length <= KeyLength)
        {
            return key;
        }

        // Only letters, digits and _ - . / and spaces are allowed in a key.
        string mark = $"...cut-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..8]}";
        return Beginning(key, KeyLength - mark.Length) + mark;
    }

    private static string Beginning(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
