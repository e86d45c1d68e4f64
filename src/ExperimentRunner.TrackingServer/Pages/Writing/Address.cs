namespace ExperimentRunner.TrackingServer.Pages.Writing;

/// <summary>Addresses of the pages, relative to the server, with every part percent-encoded.</summary>
internal static class Address
{
    public const string Root = "/ui/";

    public static string Experiment(string id) => $"{Root}experiments/{Uri.EscapeDataString(id)}";

    public static string Run(string id) => $"{Root}runs/{Uri.EscapeDataString(id)}";

    public static string File(string run, string path) => Query($"{Run(run)}/file", [("path", path)]);

    public static string Download(string run, string path) => Query("/get-artifact", [("path", path), ("run_uuid", run)]);

    public static string ChildrenOf(string run) => Query($"{Root}compare", [("parent", run)]);

    /// <summary>Leaves out what is empty.</summary>
    public static string Query(string path, IEnumerable<(string Name, string? Value)> fields)
    {
        string query = string.Join('&', fields.Where(field => !string.IsNullOrEmpty(field.Value)).Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
