TaskOf<BuildContext>("Export")
    .Description("Write the model of an unfinished run's last checkpoint (--run=RUN_FOLDER, --output=DIR).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "export", needsMatrix: false));
