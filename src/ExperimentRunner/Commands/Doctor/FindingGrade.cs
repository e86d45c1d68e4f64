namespace ExperimentRunner.Commands.Doctor;

/// <summary>How much something matters.</summary>
internal enum FindingGrade
{
    /// <summary>As it should be, or not needed.</summary>
    Good,

    /// <summary>Sweeps run, but something is missing or slow.</summary>
    Warning,

    /// <summary>A sweep can't run.</summary>
    Blocking,
}
