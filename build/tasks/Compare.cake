TaskOf<BuildContext>("Compare")
    .Description("Say which cells got faster or slower from one sweep to another (--before=SWEEP|FILE, --after=SWEEP, --output=FILE, --force).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "compare", needsMatrix: false));
