using ExperimentRunner.TrackingServer.Pages.Writing;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>Which runs are compared, and by what; all of it stands in the address of the page.</summary>
internal sealed record ComparisonQuery
{
    /// <summary>Runs by id.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>Instead of <see cref="Runs"/>, all children of a run, those to come included.</summary>
    public string Parent { get; init; } = "";

    /// <summary><c>step</c> or <c>seconds</c>.</summary>
    public string X { get; init; } = "step";

    /// <summary>Parameter below the chart of scaling; empty lets the page choose.</summary>
    public string ScalingX { get; init; } = "";

    /// <summary>Metric of the chart of scaling; empty lets the page choose.</summary>
    public string ScalingY { get; init; } = "";

    public static ComparisonQuery Of(IQueryCollection query) => new()
    {
        Runs = [.. query["run"].OfType<string>().Distinct()],
        Parent = query["parent"].ToString(),
        X = query["x"] == "seconds" ? "seconds" : "step",
        ScalingX = query["over"].ToString(),
        ScalingY = query["metric"].ToString(),
    };

    public string CurveLink(string metric) => Address.Query($"{Address.Root}data/curves", [("metric", metric), ("x", X), .. Which]);

    /// <summary>The fields of the address that say which runs.</summary>
    public IEnumerable<(string Name, string? Value)> Which => Parent.Length > 0 ? [("parent", Parent)] : Runs.Select(run => ("run", (string?)run));
}
