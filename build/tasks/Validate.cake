TaskOf<BuildContext>("Validate")
    .Description("Check a matrix (--matrix=FILE, --set=key=value) and print all of its faults.")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "validate", needsMatrix: true));
