using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Sends files that a server does not have yet, or has in an older form.</summary>
internal sealed class ArtifactShipper(MlflowClient client)
{
    /// <summary>What the server has afterwards, by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ShipAsync(
        string runId, string artifactUri, IReadOnlyDictionary<string, string> told, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var sent = new Dictionary<string, string>(told);
        foreach (string file in files.Where(File.Exists))
        {
            string name = Path.GetFileName(file);
            string hash = await ContentHash.OfFileAsync(file, cancellationToken).ConfigureAwait(false);
            if (sent.GetValueOrDefault(name) == hash)
            {
                continue;
            }

            if (!MlflowClient.TakesArtifacts(artifactUri))
            {
                return await SayElsewhereAsync(runId, artifactUri, file, sent, cancellationToken).ConfigureAwait(false);
            }

            await client.UploadArtifactAsync(artifactUri, name, file, cancellationToken).ConfigureAwait(false);
            sent[name] = hash;
        }

        return sent;
    }

    private async Task<IReadOnlyDictionary<string, string>> SayElsewhereAsync(
        string runId, string artifactUri, string file, Dictionary<string, string> told, CancellationToken cancellationToken)
    {
        string why = $"Not uploaded: this server keeps artifacts at {artifactUri}, which only its own clients can write. " +
            $"They are in {Path.GetDirectoryName(file)}. Start the server with --serve-artifacts to have them here.";
        await client.LogAsync(runId, new LogBatch { Tags = [new(TagNames.ArtifactsElsewhere, why)] }, cancellationToken).ConfigureAwait(false);
        return told;
    }
}
