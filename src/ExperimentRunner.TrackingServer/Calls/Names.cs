using System.Text.RegularExpressions;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>What may be the key of a metric, a parameter or a tag.</summary>
internal static partial class Names
{
    /// <param name="key">The key that was sent.</param>
    /// <param name="fields">What it was sent in, for the message.</param>
    /// <param name="parameter">What the message calls it: <c>key</c> or, of metrics, <c>name</c>.</param>
    public static void Check(string key, RequestFields fields, string parameter)
    {
        if (!Allowed().IsMatch(key))
        {
            throw Invalid(key, fields, parameter, "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");
        }

        if (IsPlain(key))
        {
            return;
        }

        string resolved = Resolve(key);
        if (resolved != key || resolved == "." || resolved.StartsWith("..", StringComparison.Ordinal) || resolved[0] == '/')
        {
            throw Invalid(key, fields, parameter, $"Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '{resolved}'");
        }
    }

    public static void CheckLength(string what, int most, string text)
    {
        if (text.Length > most && Length(text) > most)
        {
            throw MlflowFault.TooLong(what, most);
        }
    }

    /// <summary>The first <paramref name="most"/> characters; a pair of surrogates is one, as in Python.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most || Length(text) <= most)
        {
            return text;
        }

        int end = 0;
        for (int count = 0; count < most; count++)
        {
            end += char.IsHighSurrogate(text[end]) ? 2 : 1;
        }

        return text[..end];
    }

    private static int Length(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static bool IsPlain(string key) => key.Length > 0 && !key.Contains('/', StringComparison.Ordinal) && key[0] != '.';

    private static MlflowFault Invalid(string key, RequestFields fields, string parameter, string why) =>
        MlflowFault.Invalid($"Invalid value {PythonText.Dump(key)} for parameter '{fields.Path}{parameter}' supplied: {why}");

    /// <summary>The path that a POSIX system would make of <paramref name="path"/>.</summary>
    private static string Resolve(string path)
    {
        bool isAbsolute = path.StartsWith('/');
        var parts = new List<string>();
        foreach (string part in path.Split('/').Where(part => part is not ("" or ".")))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".." || !isAbsolute)
            {
                parts.Add(part);
            }
        }

        string joined = string.Join('/', parts);
        return isAbsolute ? $"/{joined}" : joined.Length == 0 ? "." : joined;
    }

    [GeneratedRegex(@"^[/\w.\- :]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Allowed();
}
