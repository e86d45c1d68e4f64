TaskOf<BuildContext>("Merge")
    .Description("Put sweeps together that did parts of one matrix (--from=FOLDER, as often as wanted), and report on the whole (--comment=FILE).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "merge", needsMatrix: false));
