namespace ExperimentRunner.FakeTrainer;

/// <summary>What the fake trainer does with a run.</summary>
internal enum Behaviour
{
    /// <summary>Finish at once with made-up figures.</summary>
    Succeed,

    /// <summary>The same, over several seconds.</summary>
    Slow,

    /// <summary>The same, over half a second to one and a half, by run id.</summary>
    Varied,

    /// <summary>
    /// Finish within half a second, with checkpoints on the way: goes on where it was interrupted, writes a result when it is asked to stop, and
    /// stops when its runner is gone, as the trainer does.
    /// </summary>
    Steady,

    /// <summary>The same, over ten seconds.</summary>
    Patient,

    /// <summary>As <see cref="Steady"/>, but crash once on the way, behind a checkpoint.</summary>
    CrashOnce,

    /// <summary>Write a checkpoint, then a result that tells of a crash; the same each time that it goes on.</summary>
    FailBehindCheckpoint,

    /// <summary>Find the folder held by another trainer once, which leaves a result; then finish.</summary>
    LockedOnce,

    /// <summary>Write to stderr and end with exit code 70, without a result.</summary>
    Crash,

    /// <summary>Report out of memory, as the trainer does.</summary>
    OutOfMemory,

    /// <summary>Say that there is no memory and abort, as native code does.</summary>
    Aborted,

    /// <summary>Say that a CUDA context is lost, as libtorch does, and report a crash.</summary>
    DeviceFault,

    /// <summary>Begin, then do nothing for ever, as does a process that it started; take no notice of an interrupt.</summary>
    DeafWithChild,

    /// <summary>End by SIGKILL.</summary>
    Killed,

    /// <summary>Do nothing for ever; an interrupt ends it.</summary>
    Hang,

    /// <summary>Do nothing for ever and take no notice of an interrupt.</summary>
    Deaf,

    /// <summary>End well but leave a result that is no JSON.</summary>
    BadJson,

    /// <summary>End well but leave events that are no JSON.</summary>
    BadEvents,

    /// <summary>End well but leave no result.</summary>
    NoResult,
}
