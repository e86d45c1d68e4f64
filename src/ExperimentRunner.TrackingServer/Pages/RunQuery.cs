using ExperimentRunner.TrackingServer.Pages.Writing;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>Which runs of an experiment are shown, and how; all of it stands in the address of the page.</summary>
internal sealed record RunQuery
{
    public required string Experiment { get; init; }

    /// <summary>In MLflow's filter language.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Words that must be in the name, a parameter or a tag, whatever their case.</summary>
    public string Text { get; init; } = "";

    /// <summary>For example <c>metrics.`loss` ASC</c>.</summary>
    public string Order { get; init; } = "";

    public string Page { get; init; } = "";

    public bool HasAllColumns { get; init; }

    public string Link => Address.Query(
        Address.Experiment(Experiment),
        [("filter", Filter), ("text", Text), ("order", Order), ("columns", HasAllColumns ? "all" : ""), ("page", Page)]);

    public static RunQuery Of(string experiment, IQueryCollection query) => new()
    {
        Experiment = experiment,
        Filter = query["filter"].ToString(),
        Text = query["text"].ToString(),
        Order = query["order"].ToString(),
        Page = query["page"].ToString(),
        HasAllColumns = query["columns"] == "all",
    };

    /// <summary>The same runs in another order; pages begin anew.</summary>
    public RunQuery OrderedBy(string order) => this with { Order = order, Page = "" };
}
