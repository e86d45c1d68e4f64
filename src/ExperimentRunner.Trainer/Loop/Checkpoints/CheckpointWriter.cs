using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ExperimentRunner.Trainer.Model.Weights.Safetensors;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>
/// Writes a checkpoint as one safetensors file: progress as metadata, tensors as they lie in memory, and last the SHA-256 of all bytes
/// before it. No tensor is copied.
/// </summary>
internal static class CheckpointWriter
{
    public const string ProgressKey = "progress";
    public const string MeasuredSecondsName = "measured_seconds";
    public const string HashName = "sha256";

    /// <exception cref="IOException">The disk is full, say; what was at <paramref name="path"/> is still there.</exception>
    public static void Write(string path, RunProgress progress, IReadOnlyList<double> measuredSeconds, IReadOnlyList<SavedTensor> tensors)
    {
        string temporary = $"{path}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                Write(file, progress, measuredSeconds, tensors);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Write(FileStream file, RunProgress progress, IReadOnlyList<double> measuredSeconds, IReadOnlyList<SavedTensor> tensors)
    {
        using var hashing = new HashingStream(file);
        double[] seconds = [.. measuredSeconds];
        IEnumerable<TensorToStore> wide = [new(MeasuredSecondsName, "F64", [seconds.Length], (long)seconds.Length * sizeof(double), target => target.Write(MemoryMarshal.AsBytes<double>(seconds)))];
        TensorToStore[] stored =
        [
            // By falling width, so that each tensor begins on a multiple of its own.
            .. wide.Concat(tensors.Select(TensorBytes.Of)).OrderByDescending(tensor => Width(tensor.Type)),
            new(HashName, "U8", [SHA256.HashSizeInBytes], SHA256.HashSizeInBytes, target => target.Write(hashing.Hash())),
        ];
        string json = JsonSerializer.Serialize(progress, CheckpointJson.Default.RunProgress);
        SafetensorsWriter.Write(hashing, stored, new Dictionary<string, string> { [ProgressKey] = json });
    }

    private static int Width(string type) => type switch
    {
        "F64" or "I64" => 8,
        "F32" => 4,
        _ => 1,
    };
}
