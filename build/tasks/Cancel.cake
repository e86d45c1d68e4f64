TaskOf<BuildContext>("Cancel")
    .Description("Take the runs of a sweep out of Slurm (--sweep=ID, default the newest).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "cancel", needsMatrix: false));
