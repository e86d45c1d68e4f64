using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Sends files that a server does not have yet, or has in an older form.</summary>
internal sealed class ArtifactShipper(MlflowClient client)
{
    private readonly Dictionary<string, (FileStamp Stamp, string Hash)> hashes = [];

    /// <summary>What the server has afterwards, by name; <paramref name="told"/> itself if nothing was sent.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ShipAsync(
        string runId, string artifactUri, IReadOnlyDictionary<string, string> told, IEnumerable<ArtifactFile> files, CancellationToken cancellationToken)
    {
        var sent = new Dictionary<string, string>(told);
        foreach (ArtifactFile file in files.Where(file => File.Exists(file.Path)))
        {
            string hash = await HashAsync(file.Path, cancellationToken).ConfigureAwait(false);
            if (sent.GetValueOrDefault(file.Name) == hash)
            {
                continue;
            }

            if (!MlflowClient.TakesArtifacts(artifactUri))
            {
                await SayElsewhereAsync(runId, artifactUri, file, cancellationToken).ConfigureAwait(false);
                return told;
            }

            await client.UploadArtifactAsync(artifactUri, file.Name, file.Path, cancellationToken).ConfigureAwait(false);
            sent[file.Name] = hash;
        }

        return sent.Count == told.Count && sent.All(pair => told.GetValueOrDefault(pair.Key) == pair.Value) ? told : sent;
    }

    private async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        var stamp = FileStamp.Of(path);
        if (hashes.TryGetValue(path, out (FileStamp Stamp, string Hash) known) && known.Stamp == stamp)
        {
            return known.Hash;
        }

        string hash = await ContentHash.OfFileAsync(path, cancellationToken).ConfigureAwait(false);
        hashes[path] = (stamp, hash);
        return hash;
    }

    private Task SayElsewhereAsync(string runId, string artifactUri, ArtifactFile file, CancellationToken cancellationToken)
    {
        string why = $"Not uploaded: this server keeps artifacts at {artifactUri}, which only its own clients can write. " +
            $"They are in {Path.GetDirectoryName(file.Path)}. Start the server with --serve-artifacts to have them here.";
        return client.LogAsync(runId, new LogBatch { Tags = [new(TagNames.ArtifactsElsewhere, why)] }, cancellationToken);
    }
}
