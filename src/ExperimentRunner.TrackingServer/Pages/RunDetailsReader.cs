using System.Text;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Artifacts;
using ExperimentRunner.TrackingServer.Http;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>Gathers what the page of a run shows.</summary>
internal sealed class RunDetailsReader(PageReader reader)
{
    private const int MostChildren = 500;

    /// <summary>Bytes of a text that are shown.</summary>
    private const int PreviewLength = 65_536;

    public async Task<RunDetails> ReadAsync(string id, IQueryCollection query, CancellationToken cancellationToken)
    {
        RunAnswer run = await reader.RunAsync(id, cancellationToken).ConfigureAwait(false);
        string folder = query["folder"].ToString();
        string file = query["file"].ToString();
        return new RunDetails
        {
            Run = run,
            Experiment = await reader.ExperimentAsync(run.Info.ExperimentId, cancellationToken).ConfigureAwait(false),
            Parent = await ParentAsync(run, cancellationToken).ConfigureAwait(false),
            Children = await reader.ChildrenAsync(run, MostChildren, cancellationToken).ConfigureAwait(false),
            PointCounts = await reader.PointCountsAsync(id, cancellationToken).ConfigureAwait(false),
            Folder = folder,
            Files = await FilesAsync(run, folder, cancellationToken).ConfigureAwait(false),
            Preview = file.Length == 0 ? null : await PreviewAsync(id, file, cancellationToken).ConfigureAwait(false),
            X = query["x"] == "seconds" ? "seconds" : "step",
        };
    }

    private async Task<RunAnswer?> ParentAsync(RunAnswer run, CancellationToken cancellationToken)
    {
        string? parent = RunTags.Parent(run);
        try
        {
            return parent is null ? null : await reader.RunAsync(parent, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowFault fault) when (fault.Status == 404)
        {
            // A tag may name any run, also one that is not here.
            return null;
        }
    }

    private async Task<IReadOnlyList<FileEntry>> FilesAsync(RunAnswer run, string folder, CancellationToken cancellationToken)
    {
        // A run that another server made may keep its files elsewhere; there is nothing to list then.
        return run.Info.ArtifactUri.StartsWith("mlflow-artifacts:", StringComparison.Ordinal)
            ? await reader.FilesAsync(run.Info.RunId, folder, cancellationToken).ConfigureAwait(false)
            : [];
    }

    private async Task<Preview> PreviewAsync(string run, string path, CancellationToken cancellationToken)
    {
        FileStream file = await reader.OpenAsync(run, path, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            if (!ArtifactResponse.IsText(path))
            {
                return new Preview(path, Text: null, IsCut: false, ArtifactView.IsImage(path));
            }

            var bytes = new byte[PreviewLength];
            int read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return new Preview(path, Encoding.UTF8.GetString(bytes, 0, read), file.Length > read, IsImage: false);
        }
    }
}
