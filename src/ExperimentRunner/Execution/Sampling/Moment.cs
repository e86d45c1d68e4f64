namespace ExperimentRunner.Execution.Sampling;

/// <summary>What the machine's counters say at one time.</summary>
internal readonly record struct Moment(long Timestamp, CpuTimes? Cpu, MemoryUse? Memory, NetworkTraffic? Network, ProcessUse? Trainer)
{
    public static Moment Read(int trainer, TimeProvider time) => new(time.GetTimestamp(), CpuTimes.Read(), MemoryUse.Read(), NetworkTraffic.Read(), ProcessUse.Read(trainer));
}
