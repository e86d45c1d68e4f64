TaskOf<BuildContext>("Status")
    .Description("Tell where the runs of a sweep stand, on this machine or with Slurm (--sweep=ID, default the newest).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "status", needsMatrix: false));
