namespace ExperimentRunner.Commands.GitHub;

/// <summary>How a sweep is shared by machines.</summary>
internal enum JobSplit
{
    /// <summary>Each machine does some repeats of all cells, so that ratios are within one machine. All need the most devices of the matrix.</summary>
    Repeats,

    /// <summary>A machine for each number of devices does all cells with it, so that ratios over devices compare machines, too.</summary>
    Devices,
}
