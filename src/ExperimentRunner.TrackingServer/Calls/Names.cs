using System.Text.RegularExpressions;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>What may be the key of a metric, a parameter or a tag.</summary>
internal static partial class Names
{
    /// <param name="key">The key that was sent.</param>
    /// <param name="parameter">What the message calls it, for example <c>metrics[1].name</c>.</param>
    public static void Check(string key, string parameter)
    {
        if (!Allowed().IsMatch(key))
        {
            throw Invalid(key, parameter, "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).");
        }

        string resolved = Resolve(key);
        if (resolved != key || resolved == "." || resolved.StartsWith("..", StringComparison.Ordinal) || resolved[0] == '/')
        {
            throw Invalid(key, parameter, $"Names may be treated as files in certain cases, and must not resolve to other names when treated as such. This name would resolve to '{resolved}'");
        }
    }

    public static void CheckLength(string what, int most, string text)
    {
        if (text.Length > most)
        {
            throw MlflowFault.Invalid($"'{what}' exceeds the maximum length of {most} characters");
        }
    }

    public static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    private static MlflowFault Invalid(string key, string parameter, string why) =>
        MlflowFault.Invalid($"Invalid value \"{key}\" for parameter '{parameter}' supplied: {why}");

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
