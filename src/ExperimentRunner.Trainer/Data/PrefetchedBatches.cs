using System.Runtime.ExceptionServices;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data.Augmenting;
using ExperimentRunner.Trainer.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Data;

/// <summary>
/// Prepares micro-batches on threads of its own, a few ahead of the one that is asked for. Threads take the micro-batches of an epoch in
/// turn and each has its place in a ring of buffers, so they come out in order however many threads there are.
/// </summary>
internal sealed class PrefetchedBatches : IBatchSource
{
    private const int Ahead = 2;

    private readonly object gate = new();
    private readonly ImageSet images;
    private readonly Device device;
    private readonly BatchBuffer[] ring;
    private readonly Batch?[] filled;
    private readonly ExceptionDispatchInfo?[] faults;
    private readonly Thread[] threads;
    private EpochPlan? plan;
    private int rank;
    private int taken;
    private int given;
    private int released;
    private int busy;
    private bool isClosed;
    private Batch? current;

    /// <param name="capacity">Images of the largest micro-batch.</param>
    /// <param name="workers">Threads; 1 or more.</param>
    public PrefetchedBatches(ImageSet images, DataSpec spec, int capacity, int workers, Device device)
    {
        this.images = images;
        this.device = device;

        // Each thread fills one and one is in the consumer's hands.
        ring = [.. Enumerable.Range(0, Ahead + workers + 1).Select(_ => new BatchBuffer(capacity, spec.ImageSize, device))];
        filled = new Batch?[ring.Length];
        faults = new ExceptionDispatchInfo?[ring.Length];
        threads = [.. Enumerable.Range(0, workers).Select(i => new Thread(() => Work(new Augmenter(spec, images.Size))) { Name = $"loader {i}", IsBackground = true })];
        Array.ForEach(threads, thread => thread.Start());
    }

    public void Begin(EpochPlan plan, int rank)
    {
        lock (gate)
        {
            EndEpoch();
            (this.plan, this.rank) = (plan, rank);
            (taken, given, released) = (0, 0, 0);
            Monitor.PulseAll(gate);
        }
    }

    public Batch Next(PhaseClock clock, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (BatchBuffer place, Batch host) = WaitForNext(cancellationToken);
        clock.End(StepPhase.DataWait);
        current = place.ToDevice(host);
        if (device.type != DeviceType.CPU)
        {
            clock.End(StepPhase.Copy);
        }

        return current;
    }

    public void Dispose()
    {
        lock (gate)
        {
            EndEpoch();
            isClosed = true;
            Monitor.PulseAll(gate);
        }

        Array.ForEach(threads, thread => thread.Join());
        Array.ForEach(ring, buffer => buffer.Dispose());
    }

    private (BatchBuffer Place, Batch Host) WaitForNext(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ReleaseCurrent();
            if (plan is null || given == plan.MicroBatches)
            {
                throw new InvalidOperationException("The epoch has no more micro-batches.");
            }

            int place = given % ring.Length;
            WaitFor(place, cancellationToken);
            faults[place]?.Throw();
            Batch host = filled[place]!;
            filled[place] = null;
            given++;
            return (ring[place], host);
        }
    }

    private void Work(Augmenter augmenter)
    {
        while (Take() is { } work)
        {
            Batch? batch = null;
            ExceptionDispatchInfo? fault = null;
            try
            {
                batch = ring[work.Index % ring.Length].Fill(images, work.Plan, work.Plan.Slice(rank, work.Index), augmenter);
            }
#pragma warning disable CA1031 // Whatever it is, the rank that waits for these images throws it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                fault = ExceptionDispatchInfo.Capture(exception);
            }

            HandOver(work.Index % ring.Length, batch, fault);
        }
    }

    private (EpochPlan Plan, int Index)? Take()
    {
        lock (gate)
        {
            while (!isClosed && (plan is null || taken == plan.MicroBatches || taken - released == ring.Length))
            {
                Monitor.Wait(gate);
            }

            if (isClosed)
            {
                return null;
            }

            busy++;
            return (plan!, taken++);
        }
    }

    private void HandOver(int place, Batch? batch, ExceptionDispatchInfo? fault)
    {
        lock (gate)
        {
            (filled[place], faults[place]) = (batch, fault);
            busy--;
            Monitor.PulseAll(gate);
        }
    }

    private void WaitFor(int place, CancellationToken cancellationToken)
    {
        if (filled[place] is not null)
        {
            return;
        }

        CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(_ => Wake(), state: null);
        try
        {
            while (filled[place] is null && faults[place] is null)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Monitor.Wait(gate);
            }
        }
        finally
        {
            // Not disposed: that would wait, with the gate held, for a wake that waits for the gate.
            wake.Unregister();
        }
    }

    private void Wake()
    {
        lock (gate)
        {
            Monitor.PulseAll(gate);
        }
    }

    private void ReleaseCurrent()
    {
        if (current is null)
        {
            return;
        }

        if (device.type == DeviceType.CUDA)
        {
            // The copy from this place of the ring may still be under way.
            cuda.synchronize(device);
        }

        current.Dispose();
        current = null;
        released++;
        Monitor.PulseAll(gate);
    }

    /// <summary>To be called with the gate held. What went wrong in a thread is told by <see cref="Next"/>; here nobody needs its images any more.</summary>
    private void EndEpoch()
    {
        plan = null;
        while (busy > 0)
        {
            Monitor.Wait(gate);
        }

        current?.Dispose();
        current = null;
        Array.ForEach(filled, batch => batch?.Dispose());
        Array.Clear(filled);
        Array.Clear(faults);
    }
}
