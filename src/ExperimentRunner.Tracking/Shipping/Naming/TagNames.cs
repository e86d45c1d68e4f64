namespace ExperimentRunner.Tracking.Shipping.Naming;

/// <summary>The tags that runs carry. Those that begin with <c>mlflow.</c> are known to MLflow's web pages.</summary>
public static class TagNames
{
    public const string ParentRunId = "mlflow.parentRunId";
    public const string RunName = "mlflow.runName";
    public const string User = "mlflow.user";
    public const string SourceName = "mlflow.source.name";
    public const string SourceType = "mlflow.source.type";
    public const string GitCommit = "mlflow.source.git.commit";
    public const string GitBranch = "mlflow.source.git.branch";
    public const string GitDirty = "mlflow.source.git.dirty";

    /// <summary>The description that the web pages show, in Markdown.</summary>
    public const string Note = "mlflow.note.content";

    public const string SweepId = "sweep.id";

    /// <summary><see cref="SweepRole"/> for the run that stands for a sweep, <see cref="RunRole"/> for its runs.</summary>
    public const string Role = "sweep.role";

    public const string SweepRole = "sweep";
    public const string RunRole = "run";
    public const string MatrixHash = "sweep.matrix_hash";

    /// <summary>Of what all runs of a sweep share; that is in the artifact config.yaml.</summary>
    public const string ConfigHash = "sweep.config_hash";

    public const string BaselineCell = "sweep.baseline_cell";
    public const string PlannedRuns = "sweep.planned_runs";
    public const string CellId = "sweep.cell_id";
    public const string RunId = "sweep.run_id";
    /// <summary>What a probe leaves out; not there in runs of cells.</summary>
    public const string Probe = "sweep.probe";

    public const string Repeat = "sweep.repeat";

    /// <summary>Tells the attempts at one run apart.</summary>
    public const string Attempt = "sweep.attempt";

    /// <summary>The number format that a run really computed in.</summary>
    public const string Precision = "used.precision";

    public const string Backend = "used.backend";
    public const string Device = "used.device";
    public const string Library = "used.library";

    /// <summary>How metrics were thinned out; there only if they were.</summary>
    public const string Points = "sweep.points";

    /// <summary>Why no figure of the sweep counts the run; empty if a later matrix brought it back.</summary>
    public const string Dropped = "sweep.dropped";

    public const string Warnings = "sweep.warnings";
    public const string Failure = "sweep.failure";

    /// <summary>A file of the run folder that can't be read.</summary>
    public const string Unreadable = "sweep.unreadable";

    /// <summary>Why there are no artifacts.</summary>
    public const string ArtifactsElsewhere = "sweep.artifacts";
}
