TaskOf<BuildContext>("Ui")
    .Description("Serve the tracking data as web pages and over REST until Ctrl-C (--port=5000, --host=127.0.0.1, --mlflow-ui=DIR, --db=FILE).")
    .IsDependentOn("BuildRunner")
    .Does((context, build) => RunExperimentRunner(build, "ui", needsMatrix: false));
