using System.Globalization;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Tells the run folder, and whoever reads the output, what happens.</summary>
/// <param name="path">Null writes no file.</param>
internal sealed class EventLog(string? path, TextWriter output, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(1);

    private readonly LineLog<RunEvent>? log = path is null ? null : new(path, CompactRunJson.Default.RunEvent);
    private readonly List<string> warnings = [];
    private long beat = time.GetTimestamp();

    public IReadOnlyList<string> Warnings => [.. warnings];

    /// <summary>Bytes told so far.</summary>
    public long Length => log?.Length ?? 0;

    /// <summary>
    /// Shows that work goes on, to who watches when the file was last written; from any thread, as often as you like. To be called by
    /// the work itself: a clock of its own would go on beside work that hangs.
    /// </summary>
    public void Beat()
    {
        long last = Volatile.Read(ref beat);
        if (path is not null && time.GetElapsedTime(last) >= BeatInterval && Interlocked.CompareExchange(ref beat, time.GetTimestamp(), last) == last)
        {
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        }
    }

    public void FlushToDisk() => log?.FlushToDisk();

    /// <summary>Forgets all that was told before.</summary>
    public void Begin() => log?.CutTo(0);

    /// <summary>Forgets what was told after a point, and tells none of its warnings again.</summary>
    /// <param name="length">A <see cref="Length"/> of before.</param>
    /// <param name="told">Warnings up to there.</param>
    public void GoOnAt(long length, IEnumerable<string> told)
    {
        log?.CutTo(length);
        warnings.AddRange(told);
    }

    /// <summary>For processes whose run another process tells.</summary>
    public static EventLog Silent(TimeProvider time) => new(path: null, TextWriter.Null, time);

    public void Started(UsedSettings used)
    {
        log?.Append(new RunEvent.Started { Time = time.GetUtcNow(), Used = used });
        Print($"{used.Devices} device(s) x {used.BatchPerDevice} images x {used.Accumulate} on {used.DeviceName}, {used.Precision}, learning rate {used.LearningRate:G4}, {used.StepsPerEpoch} steps an epoch");
    }

    public void Resumed(UsedSettings used, TrainingProgress progress)
    {
        log?.Append(new RunEvent.Resumed { Time = time.GetUtcNow(), Used = used, Epoch = progress.Epoch, Step = progress.Step });
        Print($"goes on in epoch {progress.Epoch} after {progress.Step} steps");
    }

    /// <summary>Once for each message.</summary>
    public void Warn(string message)
    {
        if (warnings.Contains(message))
        {
            return;
        }

        warnings.Add(message);
        log?.Append(new RunEvent.Warning { Time = time.GetUtcNow(), Message = message });
        Print($"warning: {message}");
    }

    /// <summary>For whoever reads the output, not for the run folder.</summary>
    public void Say(string line) => Print($"{line}");

    public void Window(StepWindow window, double learningRate) => log?.Append(new RunEvent.StepWindow
    {
        Time = time.GetUtcNow(),
        Epoch = window.Epoch,
        Step = window.Step,
        ImagesSeen = window.ImagesSeen,
        Loss = window.MeanLoss,
        LearningRate = learningRate,
        ImagesPerSecond = window.ImagesPerSecond,
        Split = window.MeanSplit,
        IsWarmup = window.IsWarmup,
    });

    public void EpochEnded(EpochResult result)
    {
        log?.Append(new RunEvent.EpochEnded { Time = time.GetUtcNow(), Result = result });
        Print($"epoch {result.Epoch}: training loss {result.TrainLoss:F4}, test loss {result.TestLoss:F4}, accuracy {result.Accuracy:P2} ({result.Correct} of {result.TestImages}), {result.TrainSeconds:F1} s + {result.EvaluationSeconds:F1} s");
    }

    public void TargetReached(TargetReach target)
    {
        log?.Append(new RunEvent.TargetReached { Time = time.GetUtcNow(), Target = target });
        Print($"accuracy {target.Accuracy:P2} reached after {target.Seconds:F1} s, {target.Images} images");
    }

    public void OutOfMemory(RunSpec spec, Precision? precision, long? peakMemoryBytes, string message) => log?.Append(new RunEvent.OutOfMemory
    {
        Time = time.GetUtcNow(),
        Devices = spec.Devices,
        BatchPerDevice = spec.BatchPerDevice,
        Precision = precision,
        PeakMemoryBytes = peakMemoryBytes,
        Message = message,
    });

    public void Ended(RunOutcome outcome)
    {
        log?.Append(new RunEvent.Ended { Time = time.GetUtcNow(), Outcome = outcome });
        Print($"{outcome}");
    }

    public void Dispose() => log?.Dispose();

    private void Print(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
