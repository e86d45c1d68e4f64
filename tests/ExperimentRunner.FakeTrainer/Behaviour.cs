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

    /// <summary>Write to stderr and end with exit code 70, without a result.</summary>
    Crash,

    /// <summary>Report out of memory, as the trainer does.</summary>
    OutOfMemory,

    /// <summary>Say that there is no memory and abort, as native code does.</summary>
    Aborted,

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
