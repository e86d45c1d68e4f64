TaskOf<BuildContext>("Doctor")
    .Description("Say what this machine has and lacks, and what to do (--matrix=FILE: whether it can run here; --format=table|json).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "doctor", needsMatrix: false));
