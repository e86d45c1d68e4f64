TaskOf<BuildContext>("Sync")
    .Description("Tell an MLflow server what it has not been told of a sweep (--sweep=ID, default the newest).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "sync", needsMatrix: false));
