namespace ExperimentRunner.TrackingServer.Pages.Writing;

/// <summary>Why there is no such page.</summary>
internal static class FaultPage
{
    public static Markup Write(string message) => Layout.Page("Not to be shown", [], $"""<h1>This can't be shown</h1><p class="fault" role="alert">{message}</p><p><a href="{Address.Root}">To the experiments</a></p>""");
}
