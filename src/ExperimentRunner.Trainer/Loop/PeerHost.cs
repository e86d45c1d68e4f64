using System.Net;
using System.Text.Json;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Parallel;
using ExperimentRunner.Trainer.Parallel.Lifelines;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>The part of every process but 0 in a run of several: it trains, and writes nothing but stderr.</summary>
/// <param name="cacheFolder">Where decoded images are kept for later runs; null decodes into memory.</param>
internal sealed class PeerHost(ICollective processes, TimeProvider time, TextWriter errors, string? cacheFolder)
{
    /// <summary>How long process 0 may take to write the result and end all.</summary>
    private static readonly TimeSpan EndDelay = TimeSpan.FromSeconds(10);

    /// <returns>0: how the run ended is for process 0 to say.</returns>
    public int Execute(CancellationToken cancellationToken)
    {
        var address = LifelineAddress.Parse(CollectiveText.Broadcast(processes, text: null));
        using var lifeline = Lifeline.Connect(address, processes.Rank, LifelineTimes.Default, time, EndWithoutProcess0);
        if (lifeline is null)
        {
            Say("process 0 can't be reached by TCP, so that the run could not say why this process failed. MPI ends the job all the same.");
        }

        try
        {
            RunSpec spec = JsonSerializer.Deserialize(CollectiveText.Broadcast(processes, text: null), RunJson.Default.RunSpec)!;
            new TrainingRun(spec, processes, folder: null, interrupted: null, EventLog.Silent(time), time, keeper: null, cacheFolder).Execute(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // All processes agreed to.
        }
#pragma warning disable CA1031 // Whatever it is, process 0 writes it to the result.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(lifeline, exception);
        }

        lifeline?.TellDone();
        processes.Barrier();
        processes.Dispose();
        return TrainerExitCode.Success;
    }

    private void Fail(Lifeline? lifeline, Exception exception)
    {
        FailureKind kind = FailureCause.Of(exception);
        Say(kind == FailureKind.Crash ? exception.ToString() : exception.Message);
        int exitCode = TrainerExitCode.Of(kind);
        lifeline?.TellFailure(exitCode, exception.Message);
        Thread.Sleep(EndDelay);
        processes.Abort(exitCode);
    }

    private void EndWithoutProcess0()
    {
        Say("process 0 is gone, or has not answered for 20 s; this process ends, too.");
        processes.Abort(TrainerExitCode.Crash);
    }

    private void Say(string text) => errors.WriteLine($"process {processes.Rank} on {Dns.GetHostName()}: {text}");
}
