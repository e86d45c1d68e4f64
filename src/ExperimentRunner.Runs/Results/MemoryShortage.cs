using System.Globalization;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Runs.Results;

/// <summary>Tells that memory did not suffice from other failures, and says so to the user of a run.</summary>
public static class MemoryShortage
{
    // What libtorch's CUDA and CPU allocators, C++ and .NET say.
    private static readonly string[] Words =
        ["out of memory", "can't allocate memory", "Cannot allocate memory", "DefaultCPUAllocator", "std::bad_alloc", "OutOfMemoryException"];

    public static bool IsToldBy(string message) => Array.Exists(Words, words => message.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>For example <c>Out of memory with 64 images on each of 2 devices, in fp32, at 5.2 GB: ...</c>, and what to do.</summary>
    /// <param name="precision">Null if it was not chosen yet.</param>
    /// <param name="peakMemoryBytes">Null if unknown.</param>
    /// <param name="cause">What the allocator or the kernel said, as a sentence.</param>
    public static string Describe(RunSpec spec, Precision? precision, long? peakMemoryBytes, string cause)
    {
        string batch = spec.Devices == 1 ? $"{spec.BatchPerDevice} images on one device" : $"{spec.BatchPerDevice} images on each of {spec.Devices} devices";
        string format = precision is { } known ? $", in {known.ToString().ToLowerInvariant()}" : $", with amp {spec.Amp.ToString().ToLowerInvariant()}";
        string peak = peakMemoryBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $", at {bytes / 1e9:0.00} GB") : "";
        return $"Out of memory with {batch}{format}{peak}: {cause.TrimEnd().TrimEnd('.')}. "
            + "Use a smaller batch_per_device, with more train.accumulate where the global batch is to stay; a smaller data.image_size; or mixed precision.";
    }
}
