TaskOf<BuildContext>("Jobs")
    .Description("Print the jobs of a GitHub workflow that do a matrix (--split=repeats|devices, --shards=N, --labels=A,B), and set the step's output.")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "jobs", needsMatrix: true));
