TaskOf<BuildContext>("Sweep")
    .Description("Run a matrix (--matrix=FILE, default quickstart), track it in MLflow and report the speedups; --resume goes on.")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "sweep", needsMatrix: true));
