TaskOf<BuildContext>("Report")
    .Description("Write the report of a sweep anew from its run folders (--sweep=ID, default the newest).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "report", needsMatrix: false));
