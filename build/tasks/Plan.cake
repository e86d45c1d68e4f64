TaskOf<BuildContext>("Plan")
    .Description("Print the runs of a matrix in order, with batch, learning rate and time (--format=table|json).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "plan", needsMatrix: true));
